"""The linter: every remark of every room on a project, the gravest first."""

from __future__ import annotations

from collections import Counter

from maillage.base.plugs import Project, collect
from maillage.base.values.french import count, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.programme.readings import programme_of

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def remarks_of(project: Project) -> tuple[Remark, ...]:
    """All remarks, sorted by severity, then code, then place."""
    return project.once(_remarks)


def _remarks(project: Project) -> tuple[Remark, ...]:
    found = collect("checks", "checks", project)
    return tuple(sorted(found, key=lambda remark: (_ORDER[remark.severity], remark.code, remark.where)))


def counts(remarks: tuple[Remark, ...]) -> dict[Severity, int]:
    found = Counter(remark.severity for remark in remarks)
    return {severity: found[severity] for severity in Severity}


def summary(remarks: tuple[Remark, ...]) -> str:
    """`2 blocages, 5 alertes, 1 conseil`."""
    return ", ".join(count(number, severity.label) for severity, number in counts(remarks).items())


def report(project: Project) -> str:
    """The remarks as a text for `controle.txt`, each with its place, remedy and source."""
    remarks = remarks_of(project)
    lines = [
        f"Contrôle du programme « {programme_of(project).title} »",
        f"Le {plain_date(project.today)} : {summary(remarks)}.",
    ]
    for severity in Severity:
        chosen = [remark for remark in remarks if remark.severity is severity]
        if not chosen:
            continue
        lines += ["", f"{severity.label.upper()}S ({len(chosen)})"]
        for remark in chosen:
            lines += [
                "",
                f"[{remark.code}] {remark.where}",
                f"    {remark.message}",
                f"    → {remark.remedy}",
            ]
            lines += [f"    Source : {source.title}" for source in remark.sources]
    return "\n".join(lines) + "\n"
