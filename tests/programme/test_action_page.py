"""The page of an action: what matters first, what is unknown said so, and few queries whatever it holds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.ui.editing.saving import save_thing, value_of
from maillage.programme import domain
from maillage.programme.domain.parts import Degree, LegalPoint, LegalState, LegalTopic
from maillage.programme.domain.reach import Reach
from maillage.programme.domain.risk_levels import RiskLevel, crossing, gravest, level_of
from maillage.programme.domain.workload import workload
from maillage.programme.models import Action, Comment
from maillage.programme.section import SECTION
from maillage.rulebook import projects
from web import text_of

pytestmark = pytest.mark.django_db

AT = "/18/strategie"


def write(network: Network, **fields: Any) -> None:
    row = Action.objects.select_related("network").get(network=network, code="A11")
    value = replace(value_of(row), **fields)
    save_thing(row=row, value=value, section=SECTION, only=tuple(fields), parents={}, actor=None)


def shown(client: Client) -> str:
    return unescape(text_of(client.get(f"{AT}/actions/A11/"))).replace("’", "'")


def test_an_empty_sheet_says_what_is_missing_without_saying_none(reader: Client, network: Network) -> None:
    page = shown(reader)
    for told in (
        "L'équipe n'est pas encore précisée",
        "Les bibliothèques visées ne sont pas précisées : ce n'est pas dire qu'il n'y en a aucune",
        "Aucun risque n'est noté",
        "Aucun livrable n'est noté",
        "Aucun point de droit n'est noté",
        "Aucune pièce n'est jointe",
    ):
        assert told in page
    assert "Modifier" not in page[page.index("<main") : page.index("</main>")]


def test_each_part_has_its_anchor_and_its_form_for_those_who_write(team: Client, network: Network) -> None:
    page = shown(team)
    for anchor in (
        "equipe",
        "risques",
        "bibliotheques",
        "livrables",
        "droit",
        "avancement",
        "etapes",
        "pieces",
    ):
        assert len(re.findall(rf'id="{anchor}"', page)) == 1, anchor
    for part in ("equipe", "risques", "bibliotheques", "livrables", "droit", "avancement"):
        assert f"{AT}/actions/A11/{part}/" in page


def test_a_full_sheet_tells_the_gravest_risk_first_what_is_late_and_what_the_law_asks(
    reader: Client, network: Network, settings: Any
) -> None:
    settings.MAILLAGE_TODAY = date(2026, 3, 1)
    write(
        network,
        risks=(
            domain.Risk(code="R1", title="Petit", likelihood=Degree.LOW, impact=Degree.LOW, answer="Rien."),
            domain.Risk(code="R2", title="Grand", likelihood=Degree.HIGH, impact=Degree.VERY_HIGH),
        ),
        deliverables=(domain.Deliverable(title="Le choix", due=date(2026, 2, 1)),),
        legal=(LegalPoint(topic=LegalTopic.PRIVACY, state=LegalState.UNDER_WAY),),
        reach=Reach.ALL,
        context="Rien n'existe.",
    )
    page = shown(reader)
    assert page.index("Grand") < page.index("Petit")
    assert "sans parade" in page
    assert "majeur" in page
    assert "28 jours de retard" in page
    assert "Données personnelles (RGPD)" in page
    assert "Rien n'existe." in page


def test_the_days_of_the_team_are_compared_with_those_of_the_steps(network: Network) -> None:
    action = value_of(Action.objects.get(network=network, code="A11"))
    member = domain.TeamMember(
        role="Cheffe", days_a_month=Decimal(2), starts=date(2026, 1, 1), ends=date(2026, 12, 31)
    )
    load = workload(replace(action, team=(member,)))
    assert load.team is not None
    assert round(load.team) == 24
    assert load.gap == load.team - load.steps
    unknown = workload(replace(action, team=(member, domain.TeamMember(role="Technicien"))))
    assert (unknown.unknown, unknown.gap) == (1, None)


def test_a_risk_that_nobody_judged_is_neither_limited_nor_first() -> None:
    unknown = domain.Risk(code="R1", title="?", impact=Degree.HIGH)
    small = domain.Risk(code="R2", title="!", likelihood=Degree.LOW, impact=Degree.LOW)
    assert level_of(unknown) is RiskLevel.UNKNOWN
    assert gravest([unknown, small]) == [small, unknown]
    assert list(crossing([unknown, small])) == [(Degree.LOW, Degree.LOW)]


def test_a_sheet_of_any_size_takes_few_queries(
    lead: Client, network: Network, django_assert_max_num_queries: Any
) -> None:
    write(
        network,
        steps=(
            *value_of(Action.objects.get(network=network, code="A11")).steps,
            *(domain.Step(code=f"Z{n}", title=f"Étape {n}", weeks=1) for n in range(60)),
        ),
        risks=tuple(domain.Risk(code=f"ZR{n}", title=f"Risque {n}", answer="Oui.") for n in range(40)),
        reach=Reach.ALL,
    )
    action = Action.objects.get(network=network, code="A11")
    Comment.objects.bulk_create(
        Comment(network=network, action=action, author_name="Léa", text=f"Mot {n}") for n in range(200)
    )
    projects._shared.clear()
    with django_assert_max_num_queries(30):
        assert lead.get(f"{AT}/actions/A11/").status_code == 200


def test_neighbours_lead_to_one_another(reader: Client, network: Network) -> None:
    assert 'rel="next" href="/18/strategie/actions/A12/"' in shown(reader)
