"""The scenarios in the dossier: what the plan leaves to the département if aids are lower, late, or prices higher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.base.plugs import Project
from maillage.base.values.french import count, euros, listed, percent
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Column, Part, Table, body
from maillage.funding.domain.scenarios import Compared, Outcome
from maillage.funding.readings import plan_of
from maillage.funding.tables.amounts import written
from maillage.funding.tables.years import Figures
from maillage.funding.whatifs import base_of, breaches_of, compared_of, written_of

# Of the scenarios of the rulebook, those that a DRAC asks for; the others are on screen.
ASKED = ("taux-bas", "taux-moyen", "taux-haut", "retard", "prix")


def told_scenarios(project: Project) -> tuple[Compared, ...]:
    """Those that people wrote, then those that a DRAC asks for, save one that comes to the same as a written one."""
    mine = {what_if.code for what_if in written_of(project)}
    written = [one for one in compared_of(project) if one.what_if.code in mine]
    asked = [one for one in compared_of(project) if one.what_if.code in ASKED and one not in written]
    known = [one.outcome for one in written]
    return (*written, *(one for one in asked if one.outcome not in known))


def scenarios_table(project: Project) -> Table:
    """The plan, then a row a scenario."""
    base = base_of(project)
    already = len(breaches_of(project))
    rows = [_row("Le plan", base, count(already, "point") if already else "rien")]
    rows += [_row(one.what_if.title, one.outcome, _more(len(one.broken))) for one in told_scenarios(project)]
    return Table(
        caption="Le plan et ses scénarios",
        columns=(
            Column("Scénario", width=2.6),
            Column("Dépenses HT", align="right", width=1.2),
            Column("Aides", align="right", width=1.2),
            Column("Département HT", align="right", width=1.2),
            Column("Sa part", align="right", width=0.9),
            Column("Coût net TTC", align="right", width=1.2),
            Column("À revoir", width=1.3),
        ),
        rows=written(rows),
        source="Lecture : ce qui est notifié est acquis, aucun scénario n'y touche. « À revoir » : dans le plan, ce qu'il ne "
        "respecte pas déjà ; dans un scénario, ce qui s'y ajoute (règles qui ne sont plus respectées, ou reste à charge "
        "nettement plus lourd).",
        confidence=Confidence.TO_CONFIRM,
    )


def _row(title: str, outcome: Outcome, broken: str) -> Figures:
    amounts = (outcome.cost, outcome.granted, outcome.own)
    return (title, *amounts, percent(outcome.own_rate), outcome.net_cost, broken)


def _more(found: int) -> str:
    return f"{count(found, 'point')} de plus" if found else "rien de plus"


def scenario_parts(project: Project) -> Iterator[Part]:
    """The part on scenarios of the chapter; nothing when no scenario changes this plan."""
    if plan_of(project).expenses and (found := told_scenarios(project)):
        yield Part(title="Si les aides ou les prix changeaient", blocks=tuple(_blocks(project, found)))


def _blocks(project: Project, found: Sequence[Compared]) -> Iterator[Block]:
    """A sentence on the heaviest scenario, and the table."""
    base = base_of(project)
    worst = max(found, key=lambda one: one.outcome.own)
    more = worst.outcome.own - base.own
    if more > 0:
        told = f"Le plus lourd, « {worst.what_if.title} », laisserait {euros(worst.outcome.own)} au Département, "
        told += f"{euros(more)} de plus que le plan."
        if worst.outcome.own_by_year:
            year, most = max(worst.outcome.own_by_year.items(), key=lambda one: one[1])
            told += f" L'année la plus lourde serait {year} : {euros(most)}."
    else:
        told = "Aucun ne laisse au Département plus que le plan."
    named = listed([f"« {one.what_if.title} »" for one in found])
    yield body(f"{count(len(found), 'scénario')} : {named}. {told}")
    yield scenarios_table(project)
