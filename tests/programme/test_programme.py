"""The programme: its period and tree, what the linter says of it, and what the dossier shows."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builders import (
    cher_file,
    empty_network,
    minimal_file,
    minimal_text,
    project_for,
    read_text,
    saved_network,
)
from maillage.base.plugs import Project
from maillage.base.values.remarks import Severity
from maillage.base.values.tree import Bullets, Part, Sheet, Table, plain
from maillage.programme import chapter, checks, dates, figures
from maillage.programme.domain import (
    BALANCED_KINDS,
    Action,
    ActionKind,
    Objective,
    ProgrammeSection,
    Scope,
    Step,
)
from maillage.programme.readings import NoProgramme, last_day, programme_of, step_ends, step_starts
from maillage.programme.sheets import action_sheet

# -- pure


def programme(start: date = date(2026, 1, 1), months: int = 36) -> ProgrammeSection:
    return ProgrammeSection(title="T", start=start, months=months)


@pytest.mark.parametrize(
    ("start", "months", "end", "years"),
    [
        (date(2026, 1, 1), 36, date(2029, 1, 1), (2026, 2027, 2028)),
        (date(2026, 9, 1), 36, date(2029, 9, 1), (2026, 2027, 2028, 2029)),
        (date(2026, 1, 1), 12, date(2027, 1, 1), (2026,)),
        (date(2026, 12, 1), 1, date(2027, 1, 1), (2026,)),
        (date(2026, 12, 1), 2, date(2027, 2, 1), (2026, 2027)),
    ],
)
def test_a_programme_touches_the_calendar_years_of_its_months(
    start: date, months: int, end: date, years: tuple[int, ...]
) -> None:
    found = programme(start, months)
    assert (found.period.start, found.period.end) == (start, end)
    assert found.years == years


def step(**given: Any) -> Step:
    return Step(**({"code": "S", "title": "Étape", "weeks": 4} | given))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"earliest": date(2026, 3, 2), "latest": date(2026, 3, 20)}, "ne tient pas entre"),
        ({"weeks": 0, "person_days": Decimal(1)}, "est un jalon"),
        ({"planned_start": date(2026, 3, 2)}, "un début prévu sans fin, ou l'inverse"),
        ({"planned_end": date(2026, 3, 2)}, "un début prévu sans fin, ou l'inverse"),
        ({"planned_start": date(2026, 3, 2), "planned_end": date(2026, 3, 1)}, "finit avant de commencer"),
    ],
)
def test_a_step_that_contradicts_itself_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        step(**given)


def test_a_step_that_just_fits_between_its_bounds_is_accepted() -> None:
    assert step(earliest=date(2026, 3, 2), latest=date(2026, 3, 30)).weeks == 4


def test_the_last_day_of_a_step_is_the_one_before_its_end_and_a_milestone_is_its_own() -> None:
    assert last_day(step(planned_start=date(2026, 3, 2), planned_end=date(2026, 3, 30))) == date(2026, 3, 29)
    assert last_day(step(weeks=0, planned_start=date(2026, 3, 2), planned_end=date(2026, 3, 2))) == date(
        2026, 3, 2
    )
    assert last_day(step()) is None


def action(*steps: Step, **given: Any) -> Action:
    return Action(
        **(
            {"code": "A1", "title": "Action", "kind": ActionKind.TOOL, "scope": Scope.NETWORK, "steps": steps}
            | given
        )
    )


def test_an_action_runs_from_its_first_step_to_its_last() -> None:
    early = step(code="S1", planned_start=date(2026, 3, 2), planned_end=date(2026, 3, 30))
    late = step(code="S2", planned_start=date(2026, 8, 3), planned_end=date(2026, 8, 31))
    assert (action(late, early).start, action(late, early).end) == (date(2026, 3, 2), date(2026, 8, 31))
    assert (action(step()).start, action().end) == (None, None)


def facts(one: Action) -> dict[str, str]:
    sheet = action_sheet(one, Objective(code="O1", title="Objectif"))
    return {label: plain(runs) for label, runs in sheet.facts}


def test_an_action_sheet_says_what_is_known_and_what_is_to_be_decided() -> None:
    found = facts(action(step(person_days=Decimal("0.5")), partners=("EPCI", "DRAC", "Canopé")))
    assert found["Objectif"] == "O1. Objectif"
    assert found["Pilote"] == "à désigner"
    assert found["Partenaires"] == "EPCI, DRAC et Canopé"
    assert found["Étapes"] == "Étape (à dater)"
    assert found["Calendrier"] == "à planifier"
    assert found["Charge"] == "0,5\u00a0jour de l'équipe"
    assert "Description" not in found


def test_an_action_sheet_gives_the_months_of_the_calendar() -> None:
    august = step(code="S1", planned_start=date(2026, 8, 3), planned_end=date(2026, 8, 31))
    october = step(code="S2", planned_start=date(2026, 9, 28), planned_end=date(2026, 10, 5))
    assert facts(action(august))["Calendrier"] == "août\u00a02026"
    assert facts(action(august, october))["Calendrier"] == "août\u00a02026 à oct.\u00a02026"


# -- the linter

pytestmark = pytest.mark.django_db

MINIMAL_REMARKS = {
    "PRG-01": ("              lead: Responsable du numérique\n", "", Severity.BLOCKING, "Action A11"),
    "PRG-04": ("          findings: [C1]\n", "", Severity.WARNING, "Objectif A1"),
    "PRG-07": ("      orientations: [OR1]\n", "", Severity.WARNING, "Orientation OR1"),
}


def remarks(project: Project, code: str) -> list[Any]:
    return [remark for remark in checks.checks(project) if remark.code == code]


@pytest.mark.parametrize("code", MINIMAL_REMARKS)
def test_a_fault_of_the_programme_is_remarked_where_it_is(code: str) -> None:
    old, new, severity, where = MINIMAL_REMARKS[code]
    assert minimal_text().count(old) == 1
    clean = project_for(saved_network())
    assert remarks(clean, code) == []
    faulty = project_for(saved_network(file=read_text(minimal_text().replace(old, new))))
    [remark] = remarks(faulty, code)
    assert remark.severity is severity
    assert remark.where.startswith(where)


def test_an_action_without_step_or_description_and_an_objective_without_action_are_remarked() -> None:
    text = minimal_text().replace(
        "    - code: A\n",
        "    - code: Z\n      title: Axe neuf\n      objectives:\n"
        "        - { code: Z1, title: Vide }\n"
        "        - { code: Z2, title: Ébauche, actions: [{ code: Z21, title: Idée, kind: mediation, scope: internal }] }\n"
        "    - code: A\n",
    )
    project = project_for(saved_network(file=read_text(text)))
    assert [r.where for r in remarks(project, "PRG-05")] == ["Objectif Z1, Vide"]
    assert [r.where for r in remarks(project, "PRG-02")] == ["Action Z21, Idée"]
    assert "Action Z21, Idée" in [r.where for r in remarks(project, "PRG-03")]


def test_the_cells_of_the_matrix_without_action_are_listed() -> None:
    [remark] = remarks(project_for(saved_network()), "PRG-06")
    assert remark.severity is Severity.ADVICE
    assert "médiation / réseau" in remark.message
    assert "outils / réseau" not in remark.message
    assert "formation / réseau" not in remark.message
    assert remark.message.count(" / ") == 6


def test_undated_steps_block_until_they_are_dated() -> None:
    [remark] = remarks(project_for(saved_network()), "PRG-08")
    assert remark.severity is Severity.BLOCKING
    assert remark.message == "4\u00a0étapes sans date prévue, dont A11-1, A11-2 et A11-3."


def with_public_step(day: date) -> Project:
    """The minimal programme whose last step is a public milestone on a day."""
    text = minimal_text().replace(
        "weeks: 12\n                  person_days: 20\n",
        f"weeks: 0\n                  public: oui\n                  planned_start: {day}\n"
        f"                  planned_end: {day}\n",
    )
    return project_for(saved_network(file=read_text(text)))


@pytest.mark.parametrize(
    ("day", "remarked"),
    [
        (date(2027, 8, 31), False),
        (date(2027, 9, 1), True),
        (date(2028, 3, 1), True),
        (date(2028, 3, 31), True),
        (date(2028, 4, 1), False),
    ],
)
def test_a_public_event_is_remarked_from_the_sixth_month_before_the_election(
    day: date, remarked: bool
) -> None:
    found = remarks(with_public_step(day), "PRG-09")
    assert bool(found) == remarked
    for remark in found:
        assert "depuis le 1er septembre 2027" in remark.message
        assert remark.sources[0].title == "Code électoral, art. L52-1"


def test_an_event_that_is_not_public_may_fall_before_the_election() -> None:
    project = with_public_step(date(2028, 2, 1))
    text = minimal_text().replace(
        "weeks: 12\n                  person_days: 20\n",
        "weeks: 0\n                  planned_start: 2028-02-01\n                  planned_end: 2028-02-01\n",
    )
    assert remarks(project, "PRG-09")
    assert not remarks(project_for(saved_network(file=read_text(text))), "PRG-09")


# -- what the dossier and the calendar show


def test_a_network_without_programme_says_what_to_do() -> None:
    with pytest.raises(NoProgramme, match="maillage import"):
        programme_of(project_for(empty_network()))


def test_the_dates_of_steps_are_read_by_code() -> None:
    project = with_public_step(date(2028, 2, 1))
    assert step_ends(project)["A12-1"] == step_starts(project)["A12-1"] == date(2028, 2, 1)
    assert step_ends(project)["A11-1"] is None
    assert set(step_ends(project)) == {"A11-1", "A11-2", "A11-3", "A12-1"}
    [event] = dates.dates(project)
    assert (event.uid, event.kind, event.day) == ("programme-A12-1", "jalon", date(2028, 2, 1))
    assert event.detail == "Action A12, Former un référent par bibliothèque"


def test_the_figures_count_what_the_file_holds() -> None:
    project = project_for(saved_network(file=cher_file()))
    found = {figure.name: figure for figure in figures.figures(project)}
    section = cher_file().sections["programme"]
    assert found["programme.axes"].value == len(section.axes)
    assert found["programme.actions"].value == sum(
        len(objective.actions) for axis in section.axes for objective in axis.objectives
    )
    assert found["programme.start"].text == "1er janvier 2026"
    assert found["programme.end"].text == "31 décembre 2028"


def all_blocks(project: Project, slot: str) -> list[Any]:
    found: list[Any] = []
    queue: list[Any] = [b for one in chapter.chapters(project) if one.slot == slot for b in one.blocks]
    while queue:
        block = queue.pop(0)
        found.append(block)
        if isinstance(block, Part):
            queue[:0] = block.blocks
    return found


def test_the_matrix_adds_up_to_the_number_of_actions() -> None:
    project = project_for(saved_network(file=cher_file()))
    [matrix] = [b for b in all_blocks(project, "strategy") if isinstance(b, Table) and "nature" in b.caption]
    *rows, total = matrix.rows
    assert len(rows) == len(BALANCED_KINDS)
    for row in matrix.rows:
        assert int(row[1]) + int(row[2]) == int(row[3])
    for column in (1, 2, 3):
        assert sum(int(row[column]) for row in rows) == int(total[column])
    assert int(total[3]) == sum(1 for _ in programme_of(project).actions())
    assert matrix.totals == (len(rows),)


def test_every_action_has_its_sheet_in_the_order_of_the_programme() -> None:
    project = project_for(saved_network(file=cher_file()))
    sheets = [b for b in all_blocks(project, "actions") if isinstance(b, Sheet)]
    codes = [one.code for _, _, one in programme_of(project).actions()]
    assert [sheet.anchor for sheet in sheets] == [f"action-{code}" for code in codes]
    assert len({sheet.title for sheet in sheets}) > 30


def test_the_strategy_shows_each_objective_under_its_axis() -> None:
    project = project_for(saved_network())
    [bullets] = [b for b in all_blocks(project, "strategy") if isinstance(b, Bullets)]
    [item] = bullets.items
    assert plain(item).startswith(
        "A1. Prêter des liseuses partout dans le réseau (2\u00a0actions ; répond à C1)"
    )


def test_a_programme_is_frozen() -> None:
    section = minimal_file().sections["programme"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        section.title = "autre"
