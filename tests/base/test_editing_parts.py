"""Editing one part of a thing: its own address, nothing else touched, back to the part; two people lose nothing."""

from __future__ import annotations

import importlib
import pkgutil
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from test_editing import opened, shown, told

import maillage
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.models.store import load
from maillage.base.ui.editing import Editor
from maillage.base.ui.editing.plain import version_of
from maillage.base.values.fields import specs
from maillage.programme.domain import ActionStatus, Degree
from maillage.programme.models import Action, Risk
from maillage.programme.section import SECTION

pytestmark = pytest.mark.django_db

AT = "/18/strategie/actions/A11/"


def part_editors() -> list[Editor]:
    """The editors of parts of every room."""
    found: dict[str, Editor] = {}
    for room in pkgutil.iter_modules(maillage.__path__):
        try:
            module = importlib.import_module(f"maillage.{room.name}.editors")
        except ModuleNotFoundError:
            continue
        candidates = [*vars(module).values(), *getattr(module, "EDITORS", ())]
        found |= {one.url_names()[0]: one for one in candidates if isinstance(one, Editor) and one.part}
    return list(found.values())


PARTS = part_editors()
ACTION_PARTS = [editor for editor in PARTS if editor.model is Action]


def whole(network: Network) -> Any:
    return load(network, SECTION)


def test_there_are_parts_to_edit() -> None:
    assert {"avancement", "equipe", "bibliotheques", "risques", "livrables", "droit"} <= {
        e.part for e in PARTS
    }


@pytest.mark.parametrize("editor", ACTION_PARTS, ids=lambda editor: editor.part)
def test_a_part_has_its_address_its_title_and_its_own_fields_only(editor: Editor, lead: Client) -> None:
    assert reverse(f"programme:action-{editor.part}", args=["18", "A11"]) == f"{AT}{editor.part}/"
    assert editor.url_names() == [f"programme:action-{editor.part}"]
    html = unescape(shown(lead, f"{AT}{editor.part}/"))
    assert editor.title in html.partition("<h1")[2].partition("</h1>")[0]
    for name in ("title", "kind", "scope", "description", "code"):
        assert f'name="{name}"' not in html
    declared = specs(editor.value_type)
    for name in (*editor.fields, *editor.more):
        assert declared[name].label in html, name


@pytest.mark.parametrize("editor", ACTION_PARTS, ids=lambda editor: editor.part)
def test_a_part_saved_as_it_was_opened_changes_nothing_and_leads_back_to_it(
    editor: Editor, lead: Client, network: Network
) -> None:
    before, trail = whole(network), AuditEntry.objects.count()
    answer = lead.post(f"{AT}{editor.part}/", opened(lead, f"{AT}{editor.part}/"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{AT}#{editor.part}")
    assert whole(network) == before
    assert AuditEntry.objects.count() == trail


@pytest.mark.parametrize("editor", ACTION_PARTS, ids=lambda editor: editor.part)
def test_a_part_is_for_the_team_and_of_a_thing_that_exists(
    editor: Editor, lead: Client, reader: Client, stranger: Client
) -> None:
    assert reader.get(f"{AT}{editor.part}/").status_code == 403
    assert reader.post(f"{AT}{editor.part}/", {}).status_code == 403
    assert stranger.get(f"{AT}{editor.part}/").status_code == 404
    assert lead.get(f"/18/strategie/actions/NULLE/{editor.part}/").status_code == 404


def test_a_part_writes_its_fields_and_no_other_even_when_they_are_sent(
    lead: Client, network: Network
) -> None:
    fields = opened(lead, f"{AT}avancement/", status=ActionStatus.PAUSED.value)
    before = Action.objects.get(code="A11")
    lead.post(f"{AT}avancement/", {**fields, "title": "Autre", "code": "ZZ", "lead": "Autre"})
    after = Action.objects.get(code="A11")
    assert after.status == ActionStatus.PAUSED
    assert (after.title, after.lead) == (before.title, before.lead)
    assert not Action.objects.filter(code="ZZ").exists()


def risk_rows(title: str, answer: str = "") -> dict[str, str]:
    row = {
        "title": title,
        "likelihood": Degree.LOW.value,
        "impact": Degree.HIGH.value,
        "answer": answer,
        "owner": "",
    }
    return {f"rows-0-{name}": value for name, value in row.items()}


def test_a_row_of_a_part_gets_a_code_of_its_own(lead: Client) -> None:
    fields = opened(lead, f"{AT}risques/") | risk_rows("Un retard", "Un prêt")
    answer = lead.post(f"{AT}risques/", fields)
    assert told(answer) == []
    assert answer.headers["Location"] == f"{AT}#risques"
    [risk] = Risk.objects.filter(action__code="A11")
    assert (risk.title, risk.impact, risk.answer) == ("Un retard", "high", "Un prêt")
    assert risk.code


def test_two_people_on_two_parts_of_one_action_lose_nothing_and_are_not_stopped(
    lead: Client, team: Client
) -> None:
    hers, his = (
        opened(lead, f"{AT}avancement/", outlook="low"),
        opened(team, f"{AT}risques/") | risk_rows("Un retard"),
    )
    assert team.post(f"{AT}risques/", his).status_code == 302
    assert lead.post(f"{AT}avancement/", hers).status_code == 302
    row = Action.objects.get(code="A11")
    assert row.outlook == "low"
    assert [one.title for one in row.risks.all()] == ["Un retard"]


def test_two_people_on_the_same_field_of_a_part_are_told(lead: Client, team: Client) -> None:
    hers = opened(lead, f"{AT}avancement/", status=ActionStatus.PAUSED.value)
    his = opened(team, f"{AT}avancement/", status=ActionStatus.ABANDONED.value)
    assert team.post(f"{AT}avancement/", his).status_code == 302
    answer = lead.post(f"{AT}avancement/", hers)
    assert answer.status_code == 409
    assert Action.objects.get(code="A11").status == ActionStatus.ABANDONED


def test_the_version_of_a_part_is_that_of_the_whole_thing(lead: Client, network: Network) -> None:
    """What a colleague changed elsewhere on the sheet is known when the part is saved."""
    fields = opened(lead, f"{AT}equipe/")
    [stored] = [one for _, _, one in whole(network).actions() if one.code == "A11"]
    assert fields["_version"] == [version_of(stored)]
