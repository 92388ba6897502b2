"""The scenarios in the dossier: what the plan leaves to the département if aids are lower, late, or prices higher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.base.plugs import Project
from maillage.base.values.french import count, euros, listed, percent
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Column, Part, Table, body
from maillage.funding.domain.scenarios import Compared, Outcome
from maillage.funding.readings import plan_of
from maillage.funding.whatifs import base_of, breaches_of, compared_of, written_of

# Of the scenarios of the rulebook, those that a DRAC asks for; the others are on screen.
ASKED = ("taux-bas", "taux-moyen", "taux-haut", "retard", "prix")


def told_scenarios(project: Project) -> tuple[Compared, ...]:
    """Those that people wrote, then those that a DRAC asks for."""
    kept = {*(what_if.code for what_if in written_of(project)), *ASKED}
    return tuple(one for one in compared_of(project) if one.what_if.code in kept)


def scenarios_table(project: Project) -> Table:
    """The plan, then a row a scenario."""
    base = base_of(project)
    rows = [_row("Le plan", base, _broken(len(breaches_of(project))))]
    rows += [
        _row(one.what_if.title, one.outcome, _broken(len(one.broken))) for one in told_scenarios(project)
    ]
    return Table(
        caption="Le plan et ses scénarios",
        columns=(
            Column("Scénario", width=2.6),
            Column("Dépenses HT", align="right", width=1.2),
            Column("Aides", align="right", width=1.2),
            Column("Département HT", align="right", width=1.2),
            Column("Sa part", align="right", width=0.9),
            Column("Coût net TTC", align="right", width=1.2),
            Column("À revoir", width=1.1),
        ),
        rows=tuple(rows),
        source="Lecture : ce qui est notifié est acquis, aucun scénario n'y touche. « À revoir » : règles qui ne sont plus "
        "respectées, ou reste à charge nettement plus lourd que dans le plan.",
        confidence=Confidence.TO_CONFIRM,
    )


def _row(title: str, outcome: Outcome, broken: str) -> tuple[str, ...]:
    amounts = (euros(outcome.cost), euros(outcome.granted), euros(outcome.own))
    return (title, *amounts, percent(outcome.own_rate), euros(outcome.net_cost), broken)


def _broken(found: int) -> str:
    return count(found, "point") if found else "rien"


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
    named = listed([one.what_if.title for one in found])
    yield body(f"{count(len(found), 'scénario')} : {named}. {told}")
    yield scenarios_table(project)
