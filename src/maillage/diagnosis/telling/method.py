"""How the diagnosis was made: what was measured when, on how many answers, and what is left to confirm."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed, number, percent, plain_date
from maillage.base.values.markdown import cited
from maillage.base.values.tree import Block, Column, Table, body, note
from maillage.diagnosis.domain import Certainty
from maillage.diagnosis.domain.evidence import CitedFigure
from maillage.diagnosis.readings import cited_in, diagnosis_of, finding_numbers
from maillage.territory.readings import register_of


def blocks(project: Project) -> Iterator[Block]:
    diagnosis = diagnosis_of(project)
    if not diagnosis.findings:
        return
    yield body(_told(project))
    figures = cited_in(
        project, " ".join(f"{{{name}}}" for one in diagnosis.findings for name in cited(one.evidence))
    )
    asked = [figure for figure in figures if figure.answers is not None]
    if asked:
        yield _table(asked)
    numbers = finding_numbers(project)
    doubtful = [one for one in diagnosis.findings if one.certainty is Certainty.TO_CONFIRM]
    if doubtful:
        ranks = listed([str(numbers[one.code]) for one in doubtful])
        one = len(doubtful) == 1
        yield note(f"À confirmer avant le dépôt : {'le constat' if one else 'les constats'} {ranks}.")


def _told(project: Project) -> str:
    diagnosis = diagnosis_of(project)
    sources = register_of(project).sources
    read = (
        f"Il repose sur {count(len(sources), 'fichier', 'fichiers')} de données ouvertes ou propres au service"
        if sources
        else "Aucun fichier de données n'a encore été lu"
    )
    days = [session.day for session in diagnosis.sessions]
    work = f", {count(len(days), 'séance de travail', 'séances de travail')}" if days else ""
    heard = f" et {count(len(diagnosis.consultations), 'consultation')}" if diagnosis.consultations else ""
    return (
        f"Ce diagnostic est arrêté au {plain_date(project.today)}. {read}{work}{heard}. Une preuve est dite forte quand "
        "deux sortes d'éléments au moins la portent (chiffre, séance, concertation, source), que rien n'y est inconnu ni "
        "à confirmer, et que la moitié des bibliothèques ont répondu ; faible quand rien ne la montre, ou que tout y "
        "reste à confirmer. Une bibliothèque qui n'a pas répondu n'est jamais comptée comme un non ni comme un zéro."
    )


def _table(figures: list[CitedFigure]) -> Table:
    return Table(
        caption="Réponses sur lesquelles reposent les chiffres cités par les constats",
        columns=(
            Column("Chiffre", width=4),
            Column("Valeur", align="right"),
            Column("Réponses", align="right"),
            Column("Sans réponse", align="right"),
            Column("Part", align="right"),
        ),
        rows=tuple(
            (one.label, one.text, number(one.answers), number(one.missing), percent(one.share))
            for one in figures
        ),
        source="enquête nationale auprès des bibliothèques, et valeurs données par le service",
    )
