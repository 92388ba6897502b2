"""Who was consulted, what was heard, and what we answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, number, percent
from maillage.base.values.tree import Block, Column, Table, body
from maillage.diagnosis.domain import Consultation, ContributionTheme
from maillage.diagnosis.domain.contributions import SMALL, public_count
from maillage.diagnosis.heard import Heard, heard_in
from maillage.diagnosis.readings import diagnosis_of


def blocks(project: Project) -> Iterator[Block]:
    diagnosis = diagnosis_of(project)
    if not diagnosis.consultations:
        return
    heard = heard_in(project.network)
    yield _text(diagnosis.consultations, heard)
    yield Table(
        caption="Concertation",
        columns=(
            Column("Qui", width=1.8),
            Column("Comment", width=2),
            Column("Réponses", width=1.3),
            Column("Ce qui en est sorti", width=4),
        ),
        rows=tuple(
            (c.who, c.how, answered(c), " ".join(c.conclusions.split()) or "–")
            for c in diagnosis.consultations
        ),
    )
    if diagnosis.themes:
        yield _themes(diagnosis.themes, heard)


def _text(found: Sequence[Consultation], heard: Heard) -> Block:
    answers = [item.answers for item in found if item.answers is not None]
    silent = len(found) - len(answers)
    left = f" Leur nombre reste inconnu pour {count(silent, 'consultation')}." if silent else ""
    told = f" Réponses ou présences comptées : {number(sum(answers))}." if answers else ""
    return body(f"{count(len(found), 'consultation')}.{told}{left}{_written(heard)}")


def _written(heard: Heard) -> str:
    """How many contributions were kept and what became of them; not how many, where that would give a hidden number away."""
    if not heard.whole:
        return ""
    kept = count(heard.whole, "contribution écrite a été gardée", "contributions écrites ont été gardées")
    if any(n < SMALL for n in heard.by_theme.values()):
        return f" {kept}, regroupées par thème ou écartées avec leur raison."
    grouped = count(heard.grouped, "est regroupée par thème", "sont regroupées par thème")
    aside = count(heard.aside, "écartée avec sa raison", "écartées avec leur raison")
    return f" {kept} : {grouped}, {aside}, {number(heard.left)} à classer."


def answered(item: Consultation) -> str:
    if item.answers is None:
        return UNKNOWN
    if not item.invited:
        return number(item.answers)
    return f"{number(item.answers)} sur {number(item.invited)} ({percent(item.answers / item.invited)})"


def _themes(themes: Sequence[ContributionTheme], heard: Heard) -> Table:
    """A dossier is public: small numbers are hidden in it as on the page that anyone reads."""
    return Table(
        caption="Ce que nous avons entendu, et ce que nous répondons",
        columns=(
            Column("Thème", width=2),
            Column("Contributions", width=1.4),
            Column("Ce qui a été dit", width=3),
            Column("Notre réponse", width=3.4),
        ),
        rows=tuple(
            (
                one.title,
                public_count(heard.by_theme[one.code]),
                " ".join(one.summary.split()) or "–",
                f"{one.state.label[:1].upper()}{one.state.label[1:]}. {_answer(one)}".strip(),
            )
            for one in themes
        ),
    )


def _answer(one: ContributionTheme) -> str:
    told = " ".join(one.answer.split()) or "Réponse à écrire."
    return f"{told} Pourquoi : {' '.join(one.reason.split())}" if one.reason.strip() else told
