"""The board: where each action stands, what moves it, what it says of its steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from builders import minimal_file
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.programme.domain import ActionStatus
from maillage.programme.domain.board import lanes, next_milestone
from maillage.programme.domain.progress import progress
from maillage.programme.models import Action, Axis, Objective, Step
from maillage.programme.status import set_statuses
from maillage.rulebook import projects
from web import text_of

AT = "/18/strategie/tableau/"
MOVE = f"{AT}deplacer/"


def items(**changes: Any) -> list[Any]:
    """The actions of the minimal programme, the first one changed."""
    programme = minimal_file().sections["programme"]
    found = list(progress(programme, date(2026, 1, 15)).actions())
    return [replace(found[0], action=replace(found[0].action, **changes)), *found[1:]]


def test_every_status_has_its_lane_even_empty() -> None:
    found = lanes(items())
    assert [lane.status for lane in found] == list(ActionStatus)
    assert sum(len(lane.items) for lane in found) == 2


def test_a_status_that_was_said_puts_an_action_in_its_lane_and_the_urgent_ones_come_first() -> None:
    by_status = {lane.status: lane for lane in lanes(items(status=ActionStatus.PAUSED))}
    assert [item.action.code for item in by_status[ActionStatus.PAUSED].items] == ["A11"]
    first, second = items(priority=1)
    (lane,) = [one for one in lanes([first, second]) if one.items]
    assert [item.action.code for item in lane.items] == ["A12", "A11"]


def test_the_next_milestone_comes_before_the_next_step_once_it_has_a_date() -> None:
    (item, _) = items()
    found = next_milestone(item)
    assert found is not None
    assert found.step.code == "A11-1"
    dated = [
        replace(one, last_day=date(2026, 2, 10)) if one.step.code == "A11-2" else one for one in item.steps
    ]
    found = next_milestone(replace(item, steps=tuple(dated)))
    assert found is not None
    assert found.step.code == "A11-2"


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _first_visitor() -> None:
    """Rows written by a test without a trace leave what the processes share as it was."""
    projects.forget()


def status(code: str = "A11") -> str:
    return str(Action.objects.get(code=code).status)


def test_a_card_moves_then_follows_its_steps_again_and_its_history_tells_both(lead: Client) -> None:
    html = text_of(lead.post(MOVE, {"statut-A11": "paused"}, follow=True))
    assert "Acheter cent liseuses » est dite en pause" in html
    assert "statut dit par l'équipe" in unescape(html)
    assert "suivre les étapes (prévue)" in html
    assert status() == "paused"
    html = text_of(lead.post(MOVE, {"statut-A11": "suivre"}, follow=True))
    assert "suit de nouveau ses étapes" in html
    assert status() == ""
    history = text_of(lead.get("/18/strategie/actions/A11/historique/"))
    assert history.count("en pause") >= 2


def test_several_cards_move_at_once_and_nothing_chosen_changes_nothing(lead: Client) -> None:
    lead.post(MOVE, {"statut-A11": "done", "statut-A12": "abandoned"})
    assert (status("A11"), status("A12")) == ("done", "abandoned")
    before = AuditEntry.objects.count()
    html = text_of(
        lead.post(MOVE, {"statut-A11": "", "statut-A12": "nonsense", "statut-ZZ": "done"}, follow=True)
    )
    assert "Rien n'a changé de colonne" in unescape(html)
    assert AuditEntry.objects.count() == before


def test_a_status_that_contradicts_the_steps_is_told_on_the_card(lead: Client) -> None:
    lead.post(MOVE, {"statut-A11": "done"})
    assert "Elle est dite réalisée" in text_of(lead.get(AT))


def test_what_is_archived_does_not_move(network: Network) -> None:
    Action.objects.filter(code="A11").update(archived=date(2026, 1, 2))
    assert set_statuses(network=network, wanted={"A11": ActionStatus.DONE}, actor=None) == []
    assert status() == ""


def test_moving_keeps_the_filters_and_an_answer_to_htmx_tells_the_move_in_the_part_refreshed(
    lead: Client,
) -> None:
    answer = lead.post(MOVE, {"statut-A11": "paused", "filtres": "nature=tool"})
    assert answer["Location"] == f"{AT}?nature=tool"
    html = text_of(lead.get(answer["Location"], headers={"HX-Request": "true"}))
    part = html[html.index('id="tableau"') :]
    assert "est dite en pause" in part
    assert "1 action pour ces critères" in part


def test_only_those_who_write_move_a_card(lead: Client, reader: Client, stranger: Client) -> None:
    assert lead.get(MOVE).status_code == 405
    assert reader.post(MOVE, {"statut-A11": "done"}).status_code == 403
    assert stranger.post(MOVE, {"statut-A11": "done"}).status_code == 404
    html = text_of(reader.get(AT))
    assert "Acheter cent liseuses" in html
    assert '<select id="statut-' not in html


@pytest.mark.usefixtures("demo_network")
def test_the_board_shows_cost_late_steps_and_asks_few_queries(
    lead: Client, django_assert_max_num_queries: Any
) -> None:
    projects.forget()
    with django_assert_max_num_queries(30):
        html = text_of(lead.get(AT))
    assert "en retard de" in html
    assert "Coût HT :" in html
    narrow = text_of(lead.get(f"{AT}?axe=A&nature=tool&pilote=zz"))
    assert "pour ces critères" in narrow


def test_three_hundred_actions_fit_on_the_board(
    lead: Client, network: Network, django_assert_max_num_queries: Any
) -> None:
    objective = Objective.objects.get(code="A1")
    made = Action.objects.bulk_create(
        Action(
            network=network,
            objective=objective,
            code=f"Z{n}",
            title=f"Action {n}",
            kind="tool",
            scope="network",
        )
        for n in range(300)
    )
    Step.objects.bulk_create(
        Step(network=network, action=one, code=f"{one.code}-1", title="Faire", weeks=2, person_days=1)
        for one in made
    )
    projects.forget()
    with django_assert_max_num_queries(30):
        html = text_of(lead.get(AT))
    assert html.count('<li class="card">') == 302
    assert len(html) < 900_000


def test_an_empty_programme_says_where_to_begin(lead: Client) -> None:
    for action in Action.objects.all():
        action.costs.all().delete()
    Action.objects.all().delete()
    assert Axis.objects.exists()
    projects.forget()
    assert "pas encore d’action" in text_of(lead.get(AT))
