"""What is not known yet is said to be unknown on the pages of money, never nought."""

from __future__ import annotations

from typing import Any

import pytest

from builders import project_for
from maillage.accounts.models import Network
from maillage.funding.models import CostLine, FundingLine
from maillage.funding.readings import plan_of
from maillage.programme.models import Step
from maillage.rulebook.projects import forget

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def undated(demo_network: Network) -> Network:
    """The demo as on its first days: every cost waits for a step that has no date, one aid is a rate."""
    FundingLine.objects.filter(network=demo_network).exclude(code="F01").delete()
    Step.objects.filter(network=demo_network).update(planned_start=None, planned_end=None)
    step = Step.objects.filter(network=demo_network).order_by("code").first()
    assert step is not None
    CostLine.objects.filter(network=demo_network).update(
        year=None, spread={}, step=step, recurrent=False, yearly_after_ht=None, lifetime=None
    )
    forget()
    return demo_network


def read(client: Any, path: str) -> str:
    return " ".join(client.get(f"/18/financement/{path}").content.decode().replace("\u202f", " ").split())


def test_an_aid_that_waits_for_a_date_makes_the_plan_say_at_least_and_at_most(
    lead: Any, undated: Network
) -> None:
    text = read(lead, "")
    assert "au plus" in text
    assert "recettes encore inconnues" in text
    assert "inconnues, pas nulles" in text


@pytest.mark.parametrize("path", ["", "tresorerie/", "scenarios/", "sensibilite/"])
def test_a_page_that_leaves_undated_costs_out_says_so_and_leads_to_them(
    path: str, lead: Any, undated: Network
) -> None:
    text = read(lead, path)
    assert "sans année</strong>" in text
    assert "/18/financement/depenses/?prix=a-dater" in text


def test_an_advance_without_any_dated_cost_is_unknown_not_nought(lead: Any, undated: Network) -> None:
    text = read(lead, "tresorerie/")
    assert "rien n'est avancé" not in text.replace("&#x27;", "'")
    assert "devra avancer est inconnu" in text


def test_what_comes_after_is_unknown_while_no_cost_says_that_it_lasts(lead: Any, undated: Network) -> None:
    text = read(lead, "apres/")
    assert text.count("inconnu") >= 3
    assert "Ouvrir les dépenses" in text


def test_a_year_written_outside_the_programme_has_its_column_and_rows_add_up(demo_network: Network) -> None:

    CostLine.objects.filter(network=demo_network, code="D01").update(year=2031, spread={}, step=None)
    forget()
    plan = plan_of(project_for(demo_network))
    assert 2031 in plan.years
    assert sum(plan.cost_ht(year=year) for year in plan.years) == plan.cost_ht()


def test_before_any_import_a_commitment_is_said_to_come_from_the_calendar(
    lead: Any, demo_network: Network
) -> None:
    text = read(lead, "execution/")
    assert "Prévu dans le délai" in text
    assert "ce qui est vraiment engagé à ce jour reste inconnu" in text
    assert "Engagé à ce jour" not in text


@pytest.mark.parametrize("page", ["depenses/", "depenses/saisie/", "recettes/"])
def test_a_list_with_nothing_in_it_does_not_speak_of_a_search(
    page: str, lead: Any, demo_network: Network
) -> None:
    FundingLine.objects.filter(network=demo_network).delete()
    CostLine.objects.filter(network=demo_network).delete()
    forget()
    text = read(lead, page)
    assert "encore écrite" in text
    assert "ne répond à cette recherche" not in text


def test_a_search_that_finds_nothing_says_so(lead: Any, demo_network: Network) -> None:
    assert "Aucune dépense ne répond à cette recherche" in read(lead, "depenses/?q=introuvable")
