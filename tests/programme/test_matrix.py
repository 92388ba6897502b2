"""The balance: counts, days and money by kind and scope; what an empty cell offers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from builders import minimal_file
from maillage.programme.domain import BALANCED_KINDS, ActionKind, Scope
from maillage.programme.domain.balance import empty_cells, share
from maillage.programme.models import Action
from maillage.rulebook import projects
from web import text_of

AT = "/18/strategie/matrice/"


def actions() -> list[Any]:
    return [action for _, _, action in minimal_file().sections["programme"].actions()]


def test_a_share_counts_its_actions_their_days_and_what_is_known_of_their_money() -> None:
    found = share(actions(), ActionKind)
    assert (found.count, found.person_days) == (2, Decimal(37))
    assert found.amount({"A11": Decimal(15000), "Z": Decimal(9)}) == 15000
    assert found.amount({}) is None
    assert share(actions(), [ActionKind.TOOL], Scope.INTERNAL).count == 0


def test_the_support_of_teams_is_no_cell_to_fill() -> None:
    empty = empty_cells(actions())
    assert len(empty) == 6
    assert {kind for kind, _ in empty} <= set(BALANCED_KINDS)


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _first_visitor() -> None:
    """Rows written by a test without a trace leave what the processes share as it was."""
    projects.forget()


def test_a_cell_says_how_many_actions_the_days_of_the_team_and_the_money(lead: Client) -> None:
    html = text_of(lead.get(AT))
    assert "17 jours de l’équipe" in html.replace("'", "’").replace("&#x27;", "’")
    assert "15 000 € HT (71 %)" in html
    assert "21 000 € HT" in html


def test_an_empty_cell_offers_an_action_filled_in_and_the_models(lead: Client, reader: Client) -> None:
    html = text_of(lead.get(AT))
    assert "/18/strategie/actions/ajouter/?kind=mediation&amp;scope=internal" in html
    assert "?nature=mediation&amp;perimetre=internal" in html
    assert "6 cases vides" in html
    form = text_of(lead.get("/18/strategie/actions/ajouter/?kind=mediation&scope=internal"))
    assert '<option value="mediation" selected' in form
    seen = text_of(reader.get(AT))
    assert "aucune action" in seen
    assert "ajouter/?kind=" not in seen


def test_an_action_that_supports_teams_is_counted_apart_from_the_four_kinds(lead: Client) -> None:
    Action.objects.filter(code="A12").update(kind="support")
    projects.forget()
    html = text_of(lead.get(AT))
    four = html[html.index("Les quatre volets") : html.index("Accompagnement des équipes")]
    assert "1 action" in four
    assert "?nature=support&amp;perimetre=network" in html


def test_a_cost_that_nobody_wrote_is_unknown_not_zero(lead: Client) -> None:
    Action.objects.get(code="A12").costs.all().delete()
    projects.forget()
    assert "coût inconnu" in text_of(lead.get(AT))


@pytest.mark.usefixtures("demo_network")
def test_the_balance_is_told_axis_by_axis(lead: Client, django_assert_max_num_queries: Any) -> None:
    projects.forget()
    with django_assert_max_num_queries(30):
        html = text_of(lead.get(f"{AT}?tri=-cout"))
    assert "Axe par axe" in html
    assert "/18/strategie/axes/A/" in html
