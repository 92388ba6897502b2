"""From any figure of the plan to what it is made of, and from a paragraph of the dossier to the law that allows a euro."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from builders import project_for
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.base.plugs import figures_of
from maillage.base.ui.figures import figure_url
from maillage.cli.demo import DEMO_TODAY
from maillage.funding.domain.why import PlanFigure
from maillage.funding.models import CostLine, FundingLine
from maillage.funding.readings import plan_of
from maillage.rulebook.projects import _shared
from web import text_of

PLAN = "/18/financement/"
WHY = f"{PLAN}pourquoi/"
ADDRESSES = (
    *(f"{WHY}{figure.value}/" for figure in PlanFigure),
    f"{WHY}reste/?annee=2027&axe=A",
    f"{WHY}aides/?type=dgd&etat=notified",
    f"{WHY}aides/?financeur=REGION&annee=2028",
    f"{WHY}cout/?nature=training&perimetre=network",
    f"{WHY}fctva/?rendu=2029",
    f"{WHY}cout/?annee=a-dater",
)
PLANS = (
    PLAN,
    f"{PLAN}?montants=ttc",
    f"{PLAN}?annee=2027&montants=ttc&repartir=financeur",
    *(f"{PLAN}?repartir={by}" for by in ("nature", "perimetre", "operation", "famille", "action", "section")),
)


@pytest.fixture(autouse=True)
def alone(settings: Any, tmp_path: Any) -> None:
    settings.MAILLAGE_VAR = tmp_path
    _shared.clear()


def links(page: str, start: str) -> list[tuple[str, str]]:
    """Address and text of every link to `start…`."""
    return [
        (html.unescape(url), re.sub(r"<[^>]+>", "", text))
        for url, text in re.findall(rf'<a href="({start}[^"]*)"[^>]*>(.*?)</a>', page)
    ]


def test_everyone_of_the_network_may_ask_why_and_nobody_else(
    lead: Client, reader: Client, stranger: Client, demo_network: Network
) -> None:
    for url in (ADDRESSES[0], ADDRESSES[-1]):
        assert [client.get(url).status_code for client in (lead, reader, stranger)] == [200, 200, 404]


def test_every_page_of_why_and_of_the_plan_is_right(lead: Client, demo_network: Network) -> None:
    funder = plan_of(project_for(demo_network, DEMO_TODAY)).funders[0].code
    for url in (*ADDRESSES, *PLANS):
        answer = lead.get(url.replace("financeur=REGION", f"financeur={funder}"))
        assert answer.status_code == 200, url
        assert mistakes(answer.content.decode()) == [], url


def test_a_figure_that_the_plan_does_not_have_is_not_invented(lead: Client, demo_network: Network) -> None:
    for query in ("annee=1789", "operation=ZZ", "depense=ZZ", "nature=magie", "etat=perdue", "rendu=1999"):
        assert lead.get(f"{WHY}cout/?{query}").status_code == 404, query
    assert lead.get(f"{WHY}bonheur/").status_code == 404


def test_the_plan_and_why_ask_few_queries_on_a_cold_project(
    lead: Client, demo_network: Network, django_assert_max_num_queries: Any
) -> None:
    for url in (PLAN, f"{PLAN}?repartir=action&montants=ttc", f"{WHY}reste/", f"{WHY}aides/"):
        _shared.clear()
        with django_assert_max_num_queries(30):
            assert lead.get(url).status_code == 200


def amount_of(text: str) -> Decimal:
    return Decimal(re.sub(r"[\s€]", "", text).replace(",", ".").replace("−", "-"))


def test_every_figure_of_the_tables_and_tiles_leads_to_a_page_that_gives_the_same_amount(
    lead: Client, demo_network: Network
) -> None:
    for address in (f"{PLAN}?annee=2027", f"{PLAN}?montants=ttc&repartir=nature"):
        found = [one for one in links(text_of(lead.get(address)), WHY) if "€" in one[1]]
        assert len(found) > 25
        for url, text in found[::4]:
            page = lead.get(url)
            title = re.search(r"<h1[^>]*>(.*?)</h1>", text_of(page), re.S)
            assert title is not None
            # To the cent where cents are shown, else to the euro.
            near = Decimal(0) if "," in text else Decimal("0.5")
            assert abs(amount_of(title[1].rpartition(" : ")[2]) - amount_of(text)) <= near, url


def test_ttc_shows_the_fctva_on_a_line_of_its_own_with_its_lag(lead: Client, demo_network: Network) -> None:
    context = lead.get(f"{PLAN}?montants=ttc").context
    uses, resources = context["uses"], context["resources"]
    assert uses.rows[-1][1].text == resources.rows[-1][1].text
    back = next(row for row in resources.rows if getattr(row[0], "text", row[0]) == "FCTVA")
    assert "remboursé par l'État de 2028 à 2030" in back[0].note
    assert "il rembourse de la TVA" in text_of(lead.get(PLAN))


def test_one_euro_is_followed_from_a_paragraph_of_the_dossier_to_the_law_that_allows_it(
    reader: Client, demo_network: Network
) -> None:
    chapter = text_of(reader.get("/18/dossier/chapitres/funding/"))
    paragraph = next(
        p for p in re.findall(r"<p[^>]*>.*?</p>", chapter, re.S) if f"{WHY}aides/?etat=notified" in p
    )
    url, amount = next(one for one in links(paragraph, WHY) if "etat=notified" in one[0])
    figure = reader.get(url)
    shown = text_of(figure)
    assert f"Aides attendues : {amount}" in shown  # the same figure as the paragraph's
    cost, _ = next(one for one in links(shown, f"{PLAN}depenses/") if one[0] != f"{PLAN}depenses/")
    line = text_of(reader.get(cost))
    assert "Qui paie, et pourquoi" in line
    rule, title = next(one for one in links(line, "/18/dossier/regles/") if one[0] != "/18/dossier/regles/")
    page = text_of(reader.get(rule))
    assert title in page
    assert "CGCT" in page


def test_a_cost_and_an_aid_say_who_pays_what_to_the_cent(lead: Client, demo_network: Network) -> None:
    plan = plan_of(project_for(demo_network, DEMO_TODAY))
    grant = next(grant for grant in plan.grants if grant.amount)
    aid = lead.get(f"{PLAN}recettes/{grant.line.code}/").context["panels"]
    panel = next(one for one in aid if one.title == "Ce qu'elle paie, et pourquoi")
    whole = plan.granted(operation=grant.operation.code, funder=grant.funder.code)
    lines = [one for one in plan.inputs.lines if one.funder == grant.funder.code]
    if [one.operation for one in lines].count(grant.operation.code) == 1:
        assert panel.listing.rows[-1][-2].replace("\u202f", "").replace(
            "\u00a0€", ""
        ) == f"{whole:f}".removesuffix(".00").replace(".", ",")
    code = panel.listing.rows[0][0].url.rstrip("/").rpartition("/")[2]
    rows = next(
        one
        for one in lead.get(f"{PLAN}depenses/{code}/").context["panels"]
        if one.title.startswith("Qui paie")
    ).listing.rows
    assert rows[-2][0] == "Département (reste à charge)"
    assert rows[-1][0] == "Total : la dépense HT"


def test_every_figure_of_money_that_has_a_page_has_one_that_opens(
    lead: Client, demo_network: Network
) -> None:
    project = project_for(demo_network, DEMO_TODAY)
    named = [name for name in figures_of(project) if name.startswith("funding.")]
    pages = {name: url for name in named if (url := figure_url(project, name))}
    assert len(pages) > 25
    for name in list(pages)[::3]:
        assert lead.get(pages[name]).status_code == 200, name
    assert figure_url(project, "territory.open_libraries") == ""


def test_a_plan_without_amounts_says_that_its_figures_are_minimums(lead: Client, network: Network) -> None:
    CostLine.objects.filter(network=network, code="D1").update(amount_ht=None, quantity=None)
    page = text_of(lead.get(PLAN))
    assert "sans montant" in page
    assert "minimum" in page
    assert lead.get(f"{WHY}cout/").status_code == 200


def test_an_empty_plan_says_where_to_begin_and_explains_zero(lead: Client, network: Network) -> None:
    FundingLine.objects.filter(network=network).delete()
    CostLine.objects.filter(network=network).delete()
    assert "Le plan se construit à partir des dépenses" in text_of(lead.get(PLAN))
    assert mistakes(lead.get(f"{WHY}reste/").content.decode()) == []
    assert "Aucune aide ne paie" in text_of(lead.get(f"{WHY}aides/"))
    assert "inconnu" in text_of(lead.get(f"{WHY}taux/"))


def test_aids_above_the_costs_stay_readable(lead: Client, network: Network) -> None:
    CostLine.objects.filter(network=network).update(amount_ht=1, quantity=None, unit_price_ht=None)
    FundingLine.objects.filter(network=network).update(rate=None, amounts={"2026": "90000.00"})
    for address in (PLAN, f"{PLAN}?montants=ttc"):
        page = lead.get(address)
        assert "aides trop fortes" in text_of(page)
        assert mistakes(page.content.decode()) == []
    assert "−" in text_of(lead.get(f"{WHY}reste/"))
