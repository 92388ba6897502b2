"""The diagnosis in the dossier: comparable projects, team work, consultation, and the findings."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project, figures_of
from maillage.base.values.french import count, euros, listed, number, percent, plain_date, short_date
from maillage.base.values.markdown import filled
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Chapter, Column, Part, Table, body
from maillage.diagnosis.domain import Certainty, DiagnosisSection, FindingKind
from maillage.diagnosis.readings import diagnosis_of


def chapters(project: Project) -> Iterator[Chapter]:
    diagnosis = diagnosis_of(project)
    parts: list[Block] = []
    if diagnosis.comparables:
        told = (_comparables_text(diagnosis), _comparables(diagnosis))
        parts.append(Part(title="Les projets comparables", blocks=told))
    if diagnosis.sessions:
        parts.append(
            Part(title="Le travail de l'équipe", blocks=(_sessions_text(diagnosis), _sessions(diagnosis)))
        )
    if diagnosis.consultations:
        told = (_consultations_text(diagnosis), _consultations(diagnosis))
        parts.append(Part(title="La concertation", blocks=told))
    if diagnosis.findings:
        parts.append(Part(title="Les constats", blocks=tuple(_findings(project, diagnosis))))
    if parts:
        yield Chapter(slot="diagnosis", order=20, blocks=tuple(parts))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _comparables_text(diagnosis: DiagnosisSection) -> Block:
    found = diagnosis.comparables
    priced = sum(item.amount_ht is not None for item in found)
    doubtful = sum(item.certainty is not Certainty.CONFIRMED for item in found)
    told = f"{count(len(found), 'projet')} ont été étudiés" if len(found) > 1 else "Un projet a été étudié"
    left = f" ; {number(doubtful)} {'restent' if doubtful > 1 else 'reste'} à confirmer" if doubtful else ""
    return body(f"{told} ; un montant est connu pour {number(priced)} d'entre eux{left}.")


def _comparables(diagnosis: DiagnosisSection) -> Table:
    rows = tuple(
        (
            item.territory,
            _one_line(item.project),
            number(item.libraries) if item.libraries is not None else "inconnu",
            euros(item.amount_ht),
            item.state_share or "inconnue",
            _one_line(item.lesson),
        )
        for item in diagnosis.comparables
    )
    doubtful = any(item.certainty is not Certainty.CONFIRMED for item in diagnosis.comparables)
    sources = dict.fromkeys(item.source for item in diagnosis.comparables)
    return Table(
        caption="Ce que d'autres territoires ont fait",
        columns=(
            Column("Territoire", width=1.1),
            Column("Projet", width=2.8),
            Column("Lieux", align="right", width=0.6),
            Column("Montant HT", align="right", width=1),
            Column("Part de l'État", width=1.3),
            Column("Ce que nous en retenons", width=3.2),
        ),
        rows=rows,
        source="Sources : " + " ; ".join(sources) + ".",
        confidence=Confidence.TO_CONFIRM if doubtful else Confidence.CONFIRMED,
    )


def _sessions_text(diagnosis: DiagnosisSection) -> Block:
    days = sorted(session.day for session in diagnosis.sessions)
    told = (
        f"du {plain_date(days[0])} au {plain_date(days[-1])}"
        if len(days) > 1
        else f"le {plain_date(days[0])}"
    )
    return body(f"{count(len(days), 'séance de travail', 'séances de travail')}, {told}.")


def _sessions(diagnosis: DiagnosisSection) -> Table:
    return Table(
        caption="Séances de travail",
        columns=(
            Column("Date", width=1),
            Column("Sujet", width=2.2),
            Column("Participants", width=2.2),
            Column("Ce qui en est sorti", width=4),
        ),
        rows=tuple(
            (short_date(s.day), s.title, s.participants or "–", _one_line(s.conclusions) or "–")
            for s in sorted(diagnosis.sessions, key=lambda s: s.day)
        ),
    )


def _consultations_text(diagnosis: DiagnosisSection) -> Block:
    answers = [item.answers for item in diagnosis.consultations if item.answers is not None]
    silent = len(diagnosis.consultations) - len(answers)
    left = f" Leur nombre reste inconnu pour {count(silent, 'consultation')}." if silent else ""
    told = f" Réponses ou présences comptées : {number(sum(answers))}." if answers else ""
    return body(f"{count(len(diagnosis.consultations), 'consultation')}.{told}{left}")


def _consultations(diagnosis: DiagnosisSection) -> Table:
    def answered(invited: int | None, answers: int | None) -> str:
        if answers is None:
            return "inconnu"
        if invited is None:
            return number(answers)
        return f"{number(answers)} sur {number(invited)}" + (
            f" ({percent(answers / invited)})" if invited else ""
        )

    return Table(
        caption="Concertation",
        columns=(
            Column("Qui", width=1.8),
            Column("Comment", width=2),
            Column("Réponses", width=1.3),
            Column("Ce qui en est sorti", width=4),
        ),
        rows=tuple(
            (c.who, c.how, answered(c.invited, c.answers), _one_line(c.conclusions) or "–")
            for c in diagnosis.consultations
        ),
    )


def _findings(project: Project, diagnosis: DiagnosisSection) -> Iterator[Block]:
    figures = {name: figure.text for name, figure in project.once(figures_of).items()}
    kinds = [(kind, sum(f.kind is kind for f in diagnosis.findings)) for kind in FindingKind]
    told = listed([count(n, kind.label) for kind, n in kinds if n])
    unsure = sum(f.certainty is Certainty.TO_CONFIRM for f in diagnosis.findings)
    left = f" ; {number(unsure)} {'restent' if unsure > 1 else 'reste'} à confirmer" if unsure else ""
    yield body(f"{count(len(diagnosis.findings), 'constat')} : {told}{left}.")
    for kind in FindingKind:
        found = [finding for finding in diagnosis.findings if finding.kind is kind]
        if not found:
            continue
        yield Table(
            caption=f"Constats : {kind.label}s",
            columns=(
                Column("Constat", width=2.6),
                Column("Ce qui le montre", width=4.4),
                Column("Source", width=1.8),
            ),
            rows=tuple(
                (
                    f"{finding.code}. {finding.title}",
                    filled(_one_line(finding.evidence), figures) or "à documenter",
                    finding.source + (" (à confirmer)" if finding.certainty is Certainty.TO_CONFIRM else ""),
                )
                for finding in found
            ),
        )
