"""The pages of purchases: who sees them, what slips, the procedure and its reasons, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from builders import TODAY, one_of_each_file, project_for
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.cli.demo import DEMO_TODAY
from maillage.portability.services import save_programme
from maillage.procurement.domain.follow import PurchaseState
from maillage.procurement.figures import figures
from maillage.procurement.models import Purchase
from maillage.procurement.panels import page_panels
from maillage.procurement.pictures import timeline_picture
from maillage.procurement.readings import follow_of
from maillage.rulebook.projects import _shared

HOME = "/18/financement/achats/"
PAGES = ("", "?tri=-valeur", "marches/P02/", "besoins/BH4/")
FORMS = ("marches/ajouter/", "marches/P02/modifier/", "besoins/ajouter/", "besoins/BH4/modifier/")


@pytest.fixture(autouse=True)
def fresh() -> None:
    _shared.clear()


@pytest.fixture
def small(network: Network, settings: Any) -> Network:
    """The smallest network with one purchase of one need."""
    settings.MAILLAGE_TODAY = TODAY
    return save_programme(file=one_of_each_file("18")).network


def test_everyone_of_the_network_reads_the_purchases_and_nobody_else(
    demo_network: Network, lead: Client, reader: Client, stranger: Client
) -> None:
    for page in PAGES:
        found = [client.get(f"{HOME}{page}").status_code for client in (lead, reader, stranger)]
        assert found == [200, 200, 404], page
        assert mistakes(lead.get(f"{HOME}{page}").content.decode()) == [], page
        assert "/modifier/" not in reader.get(f"{HOME}{page}").content.decode()


def test_only_the_team_writes_purchases(
    demo_network: Network, lead: Client, reader: Client, stranger: Client
) -> None:
    for page in FORMS:
        found = [client.get(f"{HOME}{page}").status_code for client in (lead, reader, stranger)]
        assert found == [200, 403, 404], page
        assert mistakes(lead.get(f"{HOME}{page}").content.decode()) == [], page


def test_the_page_of_purchases_shows_the_named_figures(demo_network: Network, lead: Client) -> None:
    context = lead.get(HOME).context
    found = {figure.name: figure.text for figure in figures(project_for(demo_network, DEMO_TODAY))}
    shown = {tile.label: tile.value for tile in context["tiles"]}
    assert shown["Achats"] == found["procurement.purchases"]
    assert shown["Marchés notifiés"] == found["procurement.notified"]
    assert shown["Achats en retard"] == found["procurement.late"]


def test_what_is_late_comes_first_and_is_the_first_thing_to_do(demo_network: Network, lead: Client) -> None:
    late = [
        item.planned.purchase
        for item in follow_of(project_for(demo_network, DEMO_TODAY))
        if item.state is PurchaseState.LATE
    ]
    context = lead.get(HOME).context
    assert late, "the demo tells of a purchase that slipped"
    assert late[0].title in context["listing"].rows[0][0].text
    assert context["steps"][0].url == f"{HOME}marches/{late[0].code}/"
    html = lead.get(f"{HOME}marches/{late[0].code}/").content.decode()
    assert "au mieux le" in html
    assert "jours après" in html


def test_a_purchase_says_its_procedure_why_and_on_what_text(demo_network: Network, lead: Client) -> None:
    item = next(
        i for i in follow_of(project_for(demo_network, DEMO_TODAY)) if i.planned.purchase.code == "P02"
    )
    context = lead.get(f"{HOME}marches/P02/").context
    assert context["choice"].reason == item.planned.choice.reason
    html = lead.get(f"{HOME}marches/P02/").content.decode()
    for source in item.planned.choice.sources:
        assert source.title in html


def test_the_drawing_and_its_figures_hold_every_dated_purchase(demo_network: Network) -> None:
    followed = follow_of(project_for(demo_network, DEMO_TODAY))
    picture = timeline_picture(followed, DEMO_TODAY)
    assert picture is not None
    assert picture.data is not None
    assert len(picture.data.rows) == sum(bool(item.planned.must_start) for item in followed)
    assert timeline_picture([], DEMO_TODAY) is None


@pytest.mark.parametrize("page", ["", "marches/P02/"])
def test_a_cold_page_of_purchases_asks_little_of_the_base(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any, page: str
) -> None:
    _shared.clear()
    with django_assert_max_num_queries(30):
        assert lead.get(f"{HOME}{page}").status_code == 200


def test_while_nobody_notes_facts_nothing_is_called_late(small: Network, lead: Client) -> None:
    html = lead.get(HOME).content.decode()
    assert "l’avancement des achats est inconnu" in html
    assert "en retard" not in html.replace("Achats en retard", "")


def test_the_page_of_an_action_and_of_a_cost_show_the_purchase_they_wait_for(small: Network) -> None:
    project = project_for(small)
    for target, code in (("programme.Action", "A11"), ("funding.CostLine", "D1")):
        panel = next(iter(page_panels(project, target, code)))
        assert panel.listing is not None
        assert panel.listing.rows[0][0].text == "M1. Liseuses"  # type: ignore[union-attr]
    assert list(page_panels(project, "programme.Action", "A12")) == []


def test_facts_that_contradict_each_other_are_refused_and_kept_on_screen(
    small: Network, lead: Client
) -> None:
    url = f"{HOME}marches/M1/modifier/"
    page = lead.get(url).context
    data = {"_version": page["version"], "code": "M1", "title": "Liseuses 📚", "need": "B1", "step": "A11-3"}
    data |= {"costs": "D1", "years": "1", "launched_on": "2026-05-02", "notified_on": "2026-05-01"}
    answer = lead.post(url, data)
    assert answer.status_code == 422
    assert "notifié avant d&#x27;être lancé" in answer.content.decode()
    assert "Liseuses 📚" in answer.content.decode()
    assert lead.post(url, {**data, "notified_on": "2026-06-01"}).status_code == 302
    assert Purchase.objects.get(network=small, code="M1").notified_on.isoformat() == "2026-06-01"


def test_a_cost_is_paid_by_one_purchase_only(small: Network, lead: Client) -> None:
    data = {"code": "M2", "title": "Encore", "need": "B1", "step": "A11-3", "costs": "D1", "years": "1"}
    answer = lead.post(f"{HOME}marches/ajouter/", data)
    assert answer.status_code == 422
    assert "déjà couverte par l&#x27;achat M1" in answer.content.decode()


def test_a_purchase_that_does_not_exist_is_said_so(small: Network, lead: Client) -> None:
    assert lead.get(f"{HOME}marches/ZZ/").status_code == 404
    assert lead.get(f"{HOME}besoins/ZZ/").status_code == 404
