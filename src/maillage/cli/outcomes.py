"""How outcomes are told on the command line."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from maillage.base.values.french import count, euros, number, percent, short_date
from maillage.base.values.remarks import Remark
from maillage.cli import screen
from maillage.dossier.linter import summary
from maillage.dossier.services import Written
from maillage.phasing.domain.plan import Status
from maillage.phasing.services import Phased, dates_of
from maillage.territory.domain.quality import RULES
from maillage.territory.domain.register import JoinedBy
from maillage.territory.domain.vintages import vintage_label
from maillage.territory.services import LibrariesImport

STATUS = {
    Status.OPTIMAL: "optimal (prouvé)",
    Status.FEASIBLE: "valide, non prouvé optimal",
    Status.INFEASIBLE: "impossible",
    Status.UNKNOWN: "non trouvé dans le temps imparti",
}


def show_import(outcome: LibrariesImport, *, detail: bool = False) -> None:
    """The join, the open libraries, the non-answers, then the quality report."""
    register, joined = outcome.register, outcome.joined_by
    screen.out.print(
        f"\nRegistre du département {register.department} : {count(len(register.records), 'enregistrement')}"
    )
    lines = [f"{joined[JoinedBy.CODE]} réunis par leur code", f"{joined[JoinedBy.TYPE]} par leur nature"]
    if joined[JoinedBy.NAME]:
        lines.append(f"{joined[JoinedBy.NAME]} par leur nom et leur adresse")
    for vintage in reversed(register.vintages):
        alone = register.only_in(vintage)
        if alone:
            towns = ", ".join(record.town for record in alone[:5])
            lines.append(f"{len(alone)} seulement dans l'{vintage_label(vintage)} ({towns})")
    latest = vintage_label(register.latest) if register.latest else "aucun export"
    lines.append(f"{len(register.open_records())} bibliothèques ouvertes ({latest})")
    lines += [
        f"{name} : {number(others)} lignes sur {number(rows)} sont d'autres départements, laissées de côté"
        for name, rows, others in outcome.elsewhere
    ]
    zero = outcome.all_zero()
    lines += [
        f"{count(found, 'ligne')} à zéro partout dans {source} : sans réponse, et non zéro"
        for source, found in zero.items()
    ]
    lines += [f"{name} avait déjà été importé : rien n'a changé" for name in outcome.unchanged]
    for line in lines:
        screen.out.print(f"  · {line}", markup=False)
    if detail:
        _show_quality(outcome)
        told = f"{outcome.created} nouveaux et {outcome.updated} connus"
        if outcome.done:
            screen.out.print(f"\n{told} importés")
        elif outcome.created or outcome.updated:
            screen.out.print(f"\n{told} à importer (essai, rien n'est écrit)")
        else:
            screen.out.print("\nRien n'a changé : ces fichiers avaient déjà été importés")


def _show_quality(outcome: LibrariesImport) -> None:
    labels = {rule.id: rule.label for rule in RULES}
    found = Counter(remark.rule for remark in outcome.report.remarks)
    screen.out.print(f"\nQualité des données : {count(len(outcome.report.remarks), 'remarque')}")
    for rule, n in found.items():
        screen.out.print(f"\n{labels[rule]} ({n})")
        for remark in outcome.report.of(rule)[:20]:
            where = " ".join(filter(None, (remark.library_code, remark.town)))
            line = f" [{remark.source} l. {remark.line}]" if remark.line else ""
            screen.out.print(f"  · {where} : {remark.message}{line}", markup=False)
        if n > 20:
            screen.out.print(f"  · … et {n - 20} autres")


def show_phased(phased: Phased, *, detail: bool) -> None:
    """The verdict, then (detail) a line a step."""
    result = phased.result
    if not phased.has_plan:
        screen.out.print(f"Calendrier {STATUS[result.status]}.")
        for reason in phased.reasons:
            screen.out.print(f"  · {reason.message} {reason.remedy}", markup=False)
        return
    gap = f", à {percent(result.gap, 1)} au plus du meilleur possible" if result.gap else ""
    steps = len(result.plan.placements)
    screen.out.print(
        f"\nCalendrier {STATUS[result.status]}{gap} : {count(steps, 'étape')}, contrôlé indépendamment"
    )
    for spend in result.spending:
        most = f" / {euros(spend.ceiling_ht)}" if spend.ceiling_ht is not None else ""
        screen.out.print(f"  · {spend.year} {spend.section.label} : {euros(spend.amount_ht)}{most}")
    if detail:
        titles = {task.code: task.title for task in phased.problem.tasks}
        rows = [
            [code, titles[code], short_date(start), short_date(max(start, end - timedelta(days=1)))]
            for code, (start, end) in sorted(dates_of(phased).items(), key=lambda item: (item[1][0], item[0]))
        ]
        screen.table("", ["Étape", "Intitulé", "Premier jour", "Dernier jour"], rows)


def phased_json(phased: Phased) -> dict[str, Any]:
    """The outcome as plain data: dates in ISO, amounts as texts."""
    result = phased.result
    return {
        "status": result.status.value,
        "objective": result.objective,
        "bound": result.bound,
        "gap": result.gap,
        "steps": [
            {"code": code, "start": start.isoformat(), "end": end.isoformat()}
            for code, (start, end) in dates_of(phased).items()
        ],
        "spending": [
            {"year": s.year, "section": s.section.value, "amount_ht": str(s.amount_ht)}
            for s in result.spending
        ],
        "reasons": [{"message": r.message, "remedy": r.remedy} for r in phased.reasons],
    }


def show_written(files: tuple[Written, ...], folder: Path, remarks: tuple[Remark, ...]) -> None:
    screen.out.print(f"\nContrôle : {summary(remarks)}")
    screen.out.print(f"\nDossier écrit dans {folder}/", markup=False)
    for item in files:
        screen.out.print(f"  {item.name:<26} {number(item.size / 1024):>6} Kio  {item.label}")
