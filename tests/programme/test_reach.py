"""Which libraries an action is for."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.programme.domain import Action, ActionKind, Reach, Scope
from maillage.programme.domain.reach import ReachedPlace, reached
from maillage.programme.sheet_texts import reach_text

PLACES = (
    ReachedPlace(code="L1", name="Bourges", epci_code="E1", population=64_000),
    ReachedPlace(code="L2", name="Achères", epci_code="E2", population=420),
    ReachedPlace(code="L3", name="Vierzon", epci_code="E1", population=25_000),
    ReachedPlace(code="L4", name="Inconnue"),
)


def action(**given: Any) -> Action:
    return Action(code="A", title="A", kind=ActionKind.TOOL, scope=Scope.NETWORK, **given)


def codes(one: Action, group: tuple[str, ...] = ()) -> list[str] | None:
    found = reached(one, PLACES, group)
    return None if found is None else [place.code for place in found]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, None),
        ({"reach": Reach.NONE}, []),
        ({"reach": Reach.ALL}, ["L1", "L2", "L3", "L4"]),
        ({"reach": Reach.EPCI, "epcis": ("E1",)}, ["L1", "L3"]),
        ({"reach": Reach.EPCI, "epcis": ("E9",)}, []),
        ({"reach": Reach.EPCI}, []),
        ({"reach": Reach.LIBRARIES, "libraries": ("L3", "L2", "L9")}, ["L2", "L3"]),
        ({"reach": Reach.GROUP, "group": "G"}, ["L1", "L4"]),
        ({"reach": Reach.SIZE, "population_to": 25_000}, ["L2", "L3"]),
        ({"reach": Reach.SIZE, "population_from": 25_000}, ["L1", "L3"]),
        ({"reach": Reach.SIZE, "population_from": 421, "population_to": 24_999}, []),
        # Without any bound, those of unknown population are in no size all the same.
        ({"reach": Reach.SIZE}, ["L1", "L2", "L3"]),
    ],
)
def test_an_action_reaches_those_that_its_sheet_describes(
    given: dict[str, Any], expected: list[str] | None
) -> None:
    assert codes(action(**given), ("L4", "L1", "L9")) == expected


def test_what_another_choice_would_say_is_kept_and_not_counted() -> None:
    one = action(reach=Reach.EPCI, epcis=("E2",), libraries=("L1",), population_to=100)
    assert codes(one) == ["L2"]


def test_two_populations_that_leave_nobody_are_refused() -> None:
    with pytest.raises(ValueError, match="vise les communes de 5000 à 400 habitants"):
        action(population_from=5000, population_to=400)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ""),
        ({"reach": Reach.NONE}, "aucune : l'action est pour le service"),
        ({"reach": Reach.ALL}, "toutes celles du réseau"),
        ({"reach": Reach.EPCI, "epcis": ("E1", "E2")}, "celles de Bourges Plus et E2"),
        ({"reach": Reach.EPCI}, "EPCI à choisir"),
        ({"reach": Reach.GROUP, "group": "G"}, "le groupe « Vague 1 »"),
        ({"reach": Reach.GROUP}, "groupe à choisir"),
        ({"reach": Reach.LIBRARIES, "libraries": ("L1", "L2")}, "Bourges et L2"),
        ({"reach": Reach.LIBRARIES}, "à choisir une par une"),
        ({"reach": Reach.SIZE, "population_from": 500}, "communes d'au moins 500 habitants"),
        ({"reach": Reach.SIZE, "population_to": 2000}, "communes d'au plus 2 000 habitants"),
        (
            {"reach": Reach.SIZE, "population_from": 500, "population_to": 2000},
            "communes de 500 à 2 000 habitants",
        ),
        ({"reach": Reach.SIZE}, "tailles à choisir"),
    ],
)
def test_documents_say_it_in_words(given: dict[str, Any], told: str) -> None:
    text = reach_text(action(**given), {"L1": "Bourges"}, {"E1": "Bourges Plus"}, {"G": "Vague 1"})
    assert text.replace("\u202f", " ").replace("\u00a0", " ") == told


def test_a_long_choice_names_the_first_and_counts_the_others() -> None:
    one = action(reach=Reach.LIBRARIES, libraries=tuple(f"L{n}" for n in range(20)))
    assert reach_text(one, {}, {}, {}) == "L0, L1, L2, L3, L4, L5 et 14 autres"
    seven = action(reach=Reach.LIBRARIES, libraries=tuple(f"L{n}" for n in range(7)))
    assert reach_text(seven, {}, {}, {}).endswith("L5 et L6")
