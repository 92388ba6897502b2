"""Many actions changed at once: what changes, what is written in their history, how it is undone, who may."""

from __future__ import annotations

import time
from datetime import date
from html import unescape
from typing import Any

import pytest
from bench.made_programme import made_programme
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.models.store import Saver, load
from maillage.programme.domain import ActionStatus
from maillage.programme.models import Action, Axis, Objective
from maillage.programme.section import SECTION
from maillage.programme.together import BATCH

pytestmark = pytest.mark.django_db

AT = "/18/strategie/liste/"
BULK = f"{AT}ensemble/"
BOTH = ["A11", "A12"]


def posted(client: Client, codes: list[str], **fields: Any) -> str:
    answer = client.post(BULK, {"action": codes, **fields}, follow=True)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def undone(client: Client) -> str:
    batch = AuditEntry.objects.filter(verb=BATCH).latest("pk")
    answer = client.post(f"{BULK}{batch.pk}/annuler/", follow=True)
    return unescape(answer.content.decode())


def stored(code: str) -> Action:
    found: Action = Action.objects.get(code=code)
    return found


def test_what_is_chosen_changes_in_the_actions_ticked_and_nothing_else(lead: Client) -> None:
    title = stored("A12").title
    html = posted(lead, BOTH, pilote="Cheffe de projet", statut="paused", priorite="5", partenaire="Canopé")
    for code in BOTH:
        row = stored(code)
        assert (row.lead, row.status, row.priority) == ("Cheffe de projet", "paused", 5)
        assert "Canopé" in row.partners
    assert stored("A12").title == title
    assert "2 actions modifiées" in html.replace("\u00a0", " ")
    assert "Annuler cette modification" in html


def test_each_action_keeps_a_line_of_history_that_tells_the_change(lead: Client) -> None:
    posted(lead, BOTH, pilote="Cheffe de projet")
    for code in BOTH:
        told = unescape(lead.get(f"/18/strategie/actions/{code}/historique/").content.decode())
        assert "Cheffe de projet" in told


def test_one_click_gives_back_what_was_there(lead: Client, network: Network) -> None:
    before = load(network, SECTION)
    posted(
        lead, BOTH, pilote="X", statut="done", confiance="low", nature="support", archiver="1", partenaire="Y"
    )
    assert stored("A11").archived is not None
    assert "comme avant" in undone(lead)
    assert load(network, SECTION) == before
    assert "déjà annulée" in undone(lead)


def test_an_undo_leaves_what_somebody_changed_since(lead: Client) -> None:
    posted(lead, BOTH, pilote="X", priorite="1")
    Action.objects.filter(code="A11").update(lead="Quelqu'un d'autre")
    assert "laissées ainsi : A11" in undone(lead).replace("\u00a0", " ").replace("\u202f", " ")
    assert (stored("A11").lead, stored("A11").priority) == ("Quelqu'un d'autre", 3)
    assert stored("A12").lead != "X"


def test_actions_move_to_the_end_of_another_objective_and_come_back(lead: Client, network: Network) -> None:
    axis = Axis.objects.get(code="A")
    Objective.objects.create(network=network, axis=axis, code="A2", title="Ailleurs", position=9)
    posted(lead, BOTH, objectif="A2")
    moved = list(
        Action.objects.filter(objective__code="A2").order_by("position").values_list("code", flat=True)
    )
    assert moved == BOTH
    undone(lead)
    assert Action.objects.filter(objective__code="A1").count() == 2


def test_a_status_can_be_given_back_to_the_steps(lead: Client) -> None:
    Action.objects.filter(code="A11").update(status=ActionStatus.PAUSED.value)
    posted(lead, ["A11"], statut="aucun")
    assert stored("A11").status == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Dites ce qui change"),
        ({"statut": "<script>"}, "Rien n'a été changé"),
        ({"priorite": "9"}, "Rien n'a été changé"),
        ({"priorite": "9" * 400}, "Rien n'a été changé"),
        ({"nature": "x", "pilote": "Y"}, "Rien n'a été changé"),
        ({"objectif": "ZZ"}, "n'existe plus"),
        ({"pilote": "x" * 5000}, "Rien n'a été changé"),
    ],
)
def test_what_is_not_understood_changes_nothing_and_is_said(
    lead: Client, fields: dict[str, str], said: str
) -> None:
    lead_before = stored("A11").lead
    raw = lead.post(BULK, {"action": ["A11"], **fields}, follow=True).content.decode()
    html = unescape(raw)
    assert said in html
    assert "<script>" not in raw[raw.index("<main") :]
    assert stored("A11").lead == lead_before
    assert not AuditEntry.objects.filter(verb=BATCH).exists()
    # What was ticked still is.
    assert 'id="cocher-A11"' in html
    assert html.split('id="cocher-A11"')[1].split(">")[0].endswith("checked")


def test_nothing_ticked_changes_nothing(lead: Client) -> None:
    assert "Cochez au moins une action" in posted(lead, [], pilote="X")
    assert "Cochez au moins une action" in posted(lead, ["ZZ", "%00", "A11-1"], pilote="X")


def test_the_same_change_twice_writes_once(lead: Client) -> None:
    posted(lead, BOTH, pilote="X")
    assert "déjà ainsi" in posted(lead, BOTH, pilote="X")
    assert AuditEntry.objects.filter(verb=BATCH).count() == 1


def test_only_those_who_write_change_actions_together_and_only_theirs(
    lead: Client, reader: Client, stranger: Client
) -> None:
    posted(lead, ["A11"], pilote="X")
    batch = AuditEntry.objects.get(verb=BATCH)
    for url in (BULK, f"{BULK}{batch.pk}/annuler/"):
        assert lead.get(url).status_code == 405
        assert reader.post(url, {"action": BOTH, "pilote": "Y"}).status_code == 403
        assert stranger.post(url, {"action": BOTH, "pilote": "Y"}).status_code == 404
    stranger.post(f"/971/strategie/liste/ensemble/{batch.pk}/annuler/")
    assert stored("A11").lead == "X"


def test_three_hundred_actions_change_in_one_go(lead: Client, network: Network) -> None:
    axes = made_programme(300).axes
    current = load(network, SECTION)
    Saver(network, SECTION).save(
        type(current)(title="Grand", start=date(2026, 1, 1), axes=(*current.axes, *axes))
    )
    codes = [f"N{n}" for n in range(300)]
    start = time.process_time()
    posted(lead, codes, pilote="Une seule")
    assert time.process_time() - start < 10
    assert Action.objects.filter(lead="Une seule").count() == 300
