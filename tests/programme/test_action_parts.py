"""The parts of an action sheet are written one by one: nobody overwrites anybody, and the history reads well."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.ui.editing.saving import value_of
from maillage.programme import domain
from maillage.programme.domain.parts import Degree
from maillage.programme.models import Action
from web import text_of

pytestmark = pytest.mark.django_db

AT = "/18/strategie/actions/A11"
TEAM = {
    "lead": "Cheffe de projet",
    "rows-TOTAL_FORMS": "1",
    "rows-0-role": "Technicienne",
    "rows-0-days_a_month": "1,5",
    "rows-0-task": "Configure",
}
RISKS = {
    "rows-TOTAL_FORMS": "1",
    "rows-0-title": "Un retard",
    "rows-0-likelihood": "high",
    "rows-0-impact": "low",
    "rows-0-answer": "",
}


def version(client: Client, part: str) -> str:
    page = client.get(f"{AT}/{part}/").content.decode()
    found = re.search(r'name="_version" value="([^"]*)"', page)
    assert found
    return found[1]


def stored(network: Network) -> domain.Action:
    value: domain.Action = value_of(Action.objects.get(network=network, code="A11"))
    return value


@pytest.mark.parametrize("part", ["avancement", "equipe", "bibliotheques", "risques", "livrables", "droit"])
def test_every_part_opens_for_those_who_write_and_for_no_reader(
    team: Client, reader: Client, network: Network, part: str
) -> None:
    assert team.get(f"{AT}/{part}/").status_code == 200
    assert reader.get(f"{AT}/{part}/").status_code == 403


def test_a_risk_gets_a_code_and_its_degrees_and_one_goes_back_to_its_part(
    team: Client, network: Network
) -> None:
    answer = team.post(f"{AT}/risques/", {**RISKS, "_version": version(team, "risques")})
    assert answer["Location"] == f"{AT}/#risques"
    (risk,) = stored(network).risks
    assert risk.code == "A11-R1"
    assert (risk.title, risk.likelihood, risk.impact) == ("Un retard", Degree.HIGH, Degree.LOW)


def test_two_people_on_two_parts_never_clash(team: Client, lead: Client, network: Network) -> None:
    risks, people = version(team, "risques"), version(lead, "equipe")
    assert team.post(f"{AT}/risques/", {**RISKS, "_version": risks}).status_code == 302
    assert lead.post(f"{AT}/equipe/", {**TEAM, "_version": people}).status_code == 302
    action = stored(network)
    assert [risk.title for risk in action.risks] == ["Un retard"]
    assert [member.role for member in action.team] == ["Technicienne"]
    assert action.lead == "Cheffe de projet"
    assert action.steps


def test_on_the_same_part_the_second_is_told_and_keeps_what_she_typed(
    team: Client, lead: Client, network: Network
) -> None:
    first, second = version(team, "equipe"), version(lead, "equipe")
    team.post(f"{AT}/equipe/", {**TEAM, "_version": first})
    answer = lead.post(f"{AT}/equipe/", {**TEAM, "lead": "Direction", "_version": second})
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Direction" in page
    assert "Cheffe de projet" in page
    assert stored(network).lead == "Cheffe de projet"


def test_a_wrong_figure_is_told_and_nothing_typed_is_lost(team: Client, network: Network) -> None:
    typed = {**TEAM, "rows-0-days_a_month": "deux", "_version": version(team, "equipe")}
    answer = team.post(f"{AT}/equipe/", typed)
    assert answer.status_code == 422
    assert "Technicienne" in text_of(answer)
    assert stored(network).team == ()


def test_the_history_names_risks_functions_and_points_of_law_as_people_do(
    team: Client, network: Network
) -> None:
    team.post(f"{AT}/equipe/", {**TEAM, "_version": version(team, "equipe")})
    law = {
        "rows-TOTAL_FORMS": "1",
        "rows-0-topic": "privacy",
        "rows-0-state": "to_do",
        "rows-0-note": "À voir.",
    }
    team.post(f"{AT}/droit/", {**law, "_version": version(team, "droit")})
    law["rows-0-state"] = "settled"
    team.post(f"{AT}/droit/", {**law, "_version": version(team, "droit")})
    page = unescape(text_of(team.get(f"{AT}/historique/")))
    assert "Équipe, Technicienne" in page
    assert "Points de droit, données personnelles (RGPD) : Où il en est" in page
    assert "réglé" in page
    assert "Tom" in page
