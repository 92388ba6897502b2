"""Whatever a spreadsheet holds, its columns are guessed, its lines read and merged without an error."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.programme.domain import Action, ActionKind, Axis, Objective, ProgrammeSection, Scope, Step
from maillage.programme.domain.plans.choices import kind_of_title, value_in
from maillage.programme.domain.plans.days import read_span
from maillage.programme.domain.plans.headings import bare_title, key_of
from maillage.programme.domain.plans.merging import merged
from maillage.programme.domain.plans.outcomes import Fate
from maillage.programme.domain.plans.plan import Options
from maillage.programme.domain.plans.reading import read_plan
from maillage.programme.domain.plans.tables import Row, guessed, header_rank, headers_of, target_of
from maillage.programme.domain.plans.targets import BY_CODE, IGNORE, Column

HERE = ProgrammeSection(
    title="Ici",
    schema="Le schéma",
    start=date(2027, 1, 1),
    axes=(
        Axis(
            code="A",
            title="Équiper",
            objectives=(
                Objective(
                    code="A1",
                    title="Outiller",
                    actions=(
                        Action(
                            code="A11",
                            title="Prêter",
                            kind=ActionKind.TOOL,
                            scope=Scope.NETWORK,
                            steps=(Step(code="A11-1", title="Acheter", weeks=4),),
                        ),
                    ),
                ),
            ),
        ),
    ),
)

WORDS = st.sampled_from(
    ["Axe", "AXE 1 : Équiper", "Objectif", "1.1 Outiller", "Action", "Prêter", "TOTAL", "mars 2027", "T2 2027", "formation",
     "???",
     "#REF!", "12 000 €", "P1", "Pilote : moi", "n.c.", "2027-2028", "Étape", "Budget"]
)  # fmt: skip
CELLS = st.one_of(
    st.none(),
    WORDS,
    st.text(max_size=30),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(TABLES, st.booleans(), st.booleans())
def test_any_table_is_guessed_read_and_merged(table: list[list[Any]], overwrite: bool, planned: bool) -> None:
    rows = [Row(n, tuple(cells)) for n, cells in enumerate(table, 1)]
    top = header_rank(rows)
    body = rows[top + 1 :]
    columns = guessed(headers_of(rows[top]), body, {})
    options = Options(overwrite=overwrite, planned=planned)
    found = merged(HERE, read_plan(body, columns, options), options)
    codes = [action.code for _, _, action in found.section.actions()]
    assert len(codes) == len(set(codes))
    assert "A11" in codes, "nothing that was there goes"
    again = merged(found.section, read_plan(body, columns, options), options)
    assert len(list(again.section.actions())) == len(codes), "a second time makes nothing new"


@settings(max_examples=40, deadline=None)
@given(TABLES, st.lists(st.sampled_from([IGNORE, *BY_CODE]), min_size=7, max_size=7))
def test_any_choice_of_columns_is_read(table: list[list[Any]], targets: list[str]) -> None:
    rows = [Row(n, tuple(cells)) for n, cells in enumerate(table, 1)]
    columns = [Column(rank, f"C{rank}", target) for rank, target in enumerate(targets)]
    merged(HERE, read_plan(rows, columns, Options()), Options())


@settings(max_examples=200, deadline=None)
@given(st.one_of(CELLS, st.from_regex(r"[0-9]{1,4}[ /.-][0-9a-z]{1,9}[ /.-][0-9]{0,4}", fullmatch=True)))
def test_any_cell_is_a_span_or_none(cell: Any) -> None:
    span = read_span(cell)
    assert span is None or span.first <= span.last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12/03/2026", date(2026, 3, 12), date(2026, 3, 12)),
        ("1er mars 2026", date(2026, 3, 1), date(2026, 3, 1)),
        ("mars 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("mars-26", date(2026, 3, 1), date(2026, 3, 31)),
        ("T2 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("2e semestre 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-2027", date(2026, 1, 1), date(2027, 12, 31)),
        ("de mars à juin 2026", date(2026, 3, 1), date(2026, 6, 30)),
        ("fin 2027", date(2027, 10, 1), date(2027, 12, 31)),
        (Decimal(2027), date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_days_are_read_as_people_write_them(text: Any, first: date, last: date) -> None:
    span = read_span(text)
    assert span is not None
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize("text", ["bientôt", "31/02/2026", "13/2026", "selon budget", "", "1850", "12"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_span(text) is None


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("AXES STRATÉGIQUES", "axis"), ("Objectif opérationnel", "objective"), ("Intitulé de l'action", "title"),
        ("Pilote(s)", "lead"), ("Partenaires associés", "partners"), ("Échéance", "end"),
        ("Budget prévisionnel HT (€)", "budget"),
        ("Indicateurs de suivi", "indicators"), ("Type d'action", "kind"), ("Niveau de priorité", "priority"),
        ("État d'avancement", "status"), ("Public cible", "target_group"), ("Date de début", "start"), ("Couleur du mur", ""),
    ],
)  # fmt: skip
def test_headers_are_known_under_their_usual_names(header: str, target: str) -> None:
    assert target_of(header) == target


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("AXE 1 – Équiper", "Équiper"), ("Objectif 1.2 : Former", "Former"), ("1.2.3 Créer un kit", "Créer un kit"),
        ("Fiche action n°4 - Prêter", "Prêter"), ("3 lieux pilotes", "3 lieux pilotes"),
        ("Action culturelle", "Action culturelle"),
        ("2) Ouvrir", "Ouvrir"), ("Axes de progrès", "Axes de progrès"),
    ],
)  # fmt: skip
def test_numbers_that_maillage_gives_are_taken_off_titles(title: str, bare: str) -> None:
    assert bare_title(title) == bare
    assert key_of(title) == key_of(bare)


def test_words_of_choices_are_understood_and_a_person_may_overrule() -> None:
    assert value_in("kind", "Formation-action", {}) == "training"
    assert value_in("status", "Non commencé", {}) == "planned"
    assert value_in("kind", "évènementiel", {}) is None
    assert value_in("kind", "évènementiel", {"evenementiel": "mediation"}) == "mediation"
    assert kind_of_title("Ateliers avec les collèges") is ActionKind.MEDIATION


def test_a_known_action_is_found_by_its_title_and_only_completed() -> None:
    columns = [
        Column(0, "Action", "title"),
        Column(1, "Pilote", "lead"),
        Column(2, "Étape", "step"),
        Column(3, "Durée", "weeks"),
    ]
    rows = [
        Row(2, ("1. PRÊTER", "Équipe", "acheter", Decimal(9))),
        Row(3, (None, None, "Installer", Decimal(2))),
    ]
    found = merged(HERE, read_plan(rows, columns, Options()), Options())
    action = next(action for _, _, action in found.section.actions())
    assert action.lead == "Équipe"
    assert [(step.title, step.weeks) for step in action.steps] == [("Acheter", 4), ("Installer", 2)]
    assert found.count(Fate.CHANGED, "Action") == 1
    replaced = merged(HERE, read_plan(rows, columns, Options()), Options(overwrite=True))
    assert next(action for _, _, action in replaced.section.actions()).steps[0].weeks == 9
