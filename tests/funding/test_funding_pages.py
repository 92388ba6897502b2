"""The pages of money: who sees them, figures that are those of the plan, rows of costs that move it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from builders import TODAY, project_for
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.plugs import figures_of
from maillage.cli.demo import DEMO_TODAY
from maillage.funding.figures import figures
from maillage.funding.models import CostLine
from maillage.funding.panels import page_panels
from maillage.funding.readings import plan_of
from maillage.rulebook.projects import _shared

PAGES = (
    "",
    "?annee=2027",
    "depenses/",
    "depenses/?q=liseuses&annee=2026&tri=-montant",
    "recettes/",
    "recettes/?etat=missing",
    "operations/OP1/",
    "depenses/D1/",
    "financeurs/DGD/",
    "recettes/R1/",
)
FORMS = (
    "actions/A11/depenses/",
    "depenses/ajouter/?action=A11",
    "depenses/D1/modifier/",
    "operations/ajouter/",
    "operations/OP1/modifier/",
    "financeurs/ajouter/",
    "recettes/ajouter/",
    "recettes/R1/modifier/",
)
SHEET = "/18/financement/actions/A11/depenses/"


@pytest.fixture(autouse=True)
def on_a_day(settings: Any) -> None:
    settings.MAILLAGE_TODAY = TODAY
    _shared.clear()


def test_everyone_of_the_network_reads_the_pages_of_money_and_nobody_else(
    lead: Client, reader: Client, stranger: Client
) -> None:
    for page in PAGES:
        url = f"/18/financement/{page}"
        assert (lead.get(url).status_code, reader.get(url).status_code) == (200, 200), url
        assert stranger.get(url).status_code == 404


def test_only_the_team_opens_what_writes(
    lead: Client, team: Client, reader: Client, stranger: Client
) -> None:
    for page in FORMS:
        url = f"/18/financement/{page}"
        found = [client.get(url).status_code for client in (lead, team, reader, stranger)]
        assert found == [200, 200, 403, 404], url
    assert reader.post(SHEET, {}).status_code == 403
    assert stranger.post(SHEET, {}).status_code == 404


def test_a_reader_is_offered_nothing_that_writes(reader: Client) -> None:
    for page in PAGES:
        html = reader.get(f"/18/financement/{page}").content.decode()
        assert "/modifier/" not in html
        assert "/ajouter/" not in html


def test_the_pages_of_money_are_right(lead: Client) -> None:
    for page in (*PAGES, *FORMS):
        assert mistakes(lead.get(f"/18/financement/{page}").content.decode()) == [], page


def test_what_does_not_exist_is_said_so(lead: Client) -> None:
    for page in ("operations/ZZ/", "depenses/ZZ/", "financeurs/ZZ/", "recettes/ZZ/", "actions/ZZ/depenses/"):
        assert lead.get(f"/18/financement/{page}").status_code == 404


def test_the_plan_shows_the_named_figures(lead: Client, demo_network: Network) -> None:
    project = project_for(demo_network, DEMO_TODAY)
    found = {figure.name: figure.text for figure in figures(project)}
    html = lead.get("/18/financement/").content.decode()
    for name in (
        "funding.total_ht",
        "funding.grants_total",
        "funding.own_share_total",
        "funding.net_cost",
        "funding.requested_total",
        "funding.promised_total",
        "funding.notified_total",
        "funding.missing_total",
    ):
        assert found[name] in html, name


def test_both_sides_of_the_plan_have_the_same_total_each_year_and_overall(
    lead: Client, demo_network: Network
) -> None:
    for year in (None, *plan_of(project_for(demo_network, DEMO_TODAY)).years):
        context = lead.get(f"/18/financement/?annee={year or ''}").context
        uses, resources = context["uses"], context["resources"]
        assert uses.rows[-1][1] == resources.rows[-1][1]
        assert len(uses.rows) - 1 in uses.totals
        assert len(resources.rows) - 1 in resources.totals


def test_a_year_that_the_plan_does_not_have_shows_the_whole_plan(lead: Client) -> None:
    assert lead.get("/18/financement/?annee=1789").context["year"] is None
    assert lead.get("/18/financement/?annee=abc").context["year"] is None


def test_filters_of_costs_total_what_they_show(lead: Client, demo_network: Network) -> None:
    plan = plan_of(project_for(demo_network, DEMO_TODAY))
    operation = plan.operations[0].code
    context = lead.get(f"/18/financement/depenses/?operation={operation}").context
    shown = [expense for expense in plan.expenses if expense.cost.operation == operation]
    assert context["listing"].rows[-1][-1].sort == sum((e.ht for e in shown), Decimal(0))
    assert len(context["listing"].rows) - 1 == len({expense.cost.code for expense in shown})
    year = plan.years[-1]
    context = lead.get(f"/18/financement/depenses/?annee={year}").context
    assert context["listing"].rows[-1][-1].sort == plan.cost_ht(year=year)


def test_a_search_without_accents_finds_a_cost(lead: Client) -> None:
    context = lead.get("/18/financement/depenses/?q=LISEUSES+ET").context
    assert [row[0].text for row in context["listing"].rows[:-1]] == ["Cent liseuses et leurs housses"]
    assert lead.get("/18/financement/depenses/?q=introuvable").context["listing"].rows == []


@pytest.mark.parametrize("page", ["", "depenses/", "recettes/", "operations/OP1/", "actions/A12/depenses/"])
def test_a_cold_page_of_money_asks_little_of_the_base(
    lead: Client, demo_network: Network, django_assert_max_num_queries: Any, page: str
) -> None:
    _shared.clear()
    with django_assert_max_num_queries(30):
        assert lead.get(f"/18/financement/{page}").status_code == 200


# ---------------------------------------------------------------------------------- the sheet of an action


def typed(client: Client, *rows: dict[str, str], **more: str) -> dict[str, str]:
    """The sheet of A11 as opened, with new rows after the stored ones."""
    sheet = client.get(SHEET).context["sheet"]
    data = {"_version": sheet.version}
    stored = [row for row in sheet.rows.forms if row.initial.get("code")]
    for rank, row in enumerate(stored):
        data[f"rows-{rank}-code"] = row.initial["code"]
        for name in row.shape.names:
            value = row[name].value()
            if value not in (None, "", False) and name != "spread":
                data[f"rows-{rank}-{name}"] = str(value)
    for rank, given in enumerate(rows, len(stored)):
        data |= {f"rows-{rank}-{name}": value for name, value in given.items()}
    data["rows-TOTAL_FORMS"] = str(len(stored) + len(rows))
    return data | {key.replace("__", "-"): value for key, value in more.items()}


def line(label: str, amount: str, **given: str) -> dict[str, str]:
    return {"label": label, "operation": "OP1", "amount_ht": amount, "year": "2027"} | given


def test_two_costs_added_at_once_move_the_plan_by_exactly_their_sum(lead: Client, network: Network) -> None:
    before = plan_of(project_for(network))
    answer = lead.post(
        SHEET,
        typed(lead, line("Étuis", "1 234,56"), line("Chargeurs", "765,44 €", operation="OP2", year="2026")),
        follow=True,
    )
    after = plan_of(project_for(network))
    assert after.cost_ht() - before.cost_ht() == Decimal(2000)
    assert after.cost_ht(year=2027) - before.cost_ht(year=2027) == Decimal("1234.56")
    assert after.cost_ht(year=2026) - before.cost_ht(year=2026) == Decimal("765.44")
    # What moved is told, and half of the new investment is aided.
    told = " ".join(str(message) for message in answer.context["messages"])
    assert "de 21\u202f000\u00a0€ à 23\u202f000\u00a0€ HT (+2\u202f000\u00a0€)" in told
    assert "en 2027 : +1\u202f234,56\u00a0€" in told
    assert [row.code for row in CostLine.objects.filter(network=network, action__code="A11")] == [
        "D1",
        "D3",
        "D4",
    ]
    assert CostLine.objects.get(network=network, code="D4").section == "running"


def test_an_amount_that_is_no_figure_keeps_everything_typed(lead: Client, network: Network) -> None:
    answer = lead.post(SHEET, typed(lead, line("Étuis 📚 <b>", "beaucoup"), line("Chargeurs", "300")))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert CostLine.objects.filter(network=network).count() == 2
    assert "beaucoup" in html
    assert "Étuis 📚 &lt;b&gt;" in html
    assert "Chargeurs" in html
    assert mistakes(html) == []


def test_a_cost_says_when_it_falls_once_and_only_once(lead: Client, network: Network) -> None:
    twice = lead.post(SHEET, typed(lead, line("Étuis", "300", step="A11-3")))
    never = lead.post(SHEET, typed(lead, line("Étuis", "300", year="")))
    for answer, given in ((twice, "2 sont données"), (never, "aucune n&#x27;est donnée")):
        assert answer.status_code == 422
        assert given in answer.content.decode()
    assert CostLine.objects.filter(network=network).count() == 2


def test_a_spread_that_does_not_add_up_is_refused_in_its_own_words(lead: Client) -> None:
    rows = line("Étuis", "300", year="", spread_2026="100", spread_2027="150")
    answer = lead.post(SHEET, typed(lead, rows))
    assert answer.status_code == 422
    assert "totalise 250,00" in answer.content.decode()


def test_a_recurrent_investment_and_a_negative_amount_are_refused(lead: Client) -> None:
    recurrent = lead.post(SHEET, typed(lead, line("Étuis", "300", recurrent="on"))).content.decode()
    assert "récurrente" in recurrent
    assert lead.post(SHEET, typed(lead, line("Étuis", "-5"))).status_code == 422
    assert lead.post(SHEET, typed(lead, line("Étuis", "5", year="1789"))).status_code == 422
    assert lead.post(SHEET, typed(lead, line("Étuis", "5", operation="ZZ"))).status_code == 422
    assert lead.post(SHEET, typed(lead, line("É" * 10_000, "5"))).status_code == 422


def test_a_sheet_saved_as_it_was_changes_nothing(lead: Client, network: Network) -> None:
    trail = AuditEntry.objects.filter(network=network).count()
    assert lead.post(SHEET, typed(lead)).status_code == 302
    assert AuditEntry.objects.filter(network=network).count() == trail


def test_a_cost_ticked_to_be_removed_goes_and_can_be_taken_back(lead: Client, network: Network) -> None:
    answer = lead.post(SHEET, typed(lead, rows__0__DELETE="on"), follow=True)
    assert not CostLine.objects.filter(network=network, code="D1").exists()
    assert any("undo-" in (message.extra_tags or "") for message in answer.context["messages"])


def test_a_row_asked_for_without_javascript_keeps_what_was_typed(lead: Client) -> None:
    answer = lead.post(SHEET, typed(lead, line("Étuis", "pas encore"), rows__add="1"))
    assert answer.status_code == 200
    assert "pas encore" in answer.content.decode()
    assert len(answer.context["sheet"].rows.forms) == 3


def test_two_people_on_one_sheet_lose_nothing(lead: Client, team: Client, network: Network) -> None:
    mine = typed(lead, line("Étuis", "300"), rows__0__label="Cent liseuses solides")
    theirs = typed(team, rows__0__amount_ht="16 000", rows__0__label="Cent dix liseuses")
    assert team.post(SHEET, theirs).status_code == 302
    answer = lead.post(SHEET, mine)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Tom a enregistré" in html
    assert "Cent liseuses solides" in html
    assert "Étuis" in html
    assert CostLine.objects.get(network=network, code="D1").label == "Cent dix liseuses"
    # Her second save, over what she was told, keeps his amount and her words.
    again = {**mine, "_version": answer.context["version"], "rows-0-amount_ht": "16 000"}
    assert lead.post(SHEET, again).status_code == 302
    row = CostLine.objects.get(network=network, code="D1")
    assert (row.label, row.amount_ht) == ("Cent liseuses solides", Decimal("16000"))


def test_a_line_added_by_a_colleague_is_left_alone(lead: Client, team: Client, network: Network) -> None:
    mine = typed(lead, line("Étuis", "300"))
    assert team.post(SHEET, typed(team, line("Chargeurs", "100"))).status_code == 302
    assert lead.post(SHEET, mine).status_code == 302
    labels = {row.label for row in CostLine.objects.filter(network=network, action__code="A11")}
    assert labels == {"Cent liseuses et leurs housses", "Étuis", "Chargeurs"}


def test_the_page_of_an_action_gets_its_costs_and_the_way_to_change_them(network: Network) -> None:
    panel = next(iter(page_panels(project_for(network), "programme.Action", "A11")))
    assert panel.listing is not None
    assert panel.listing.rows[-1][-1] == "15\u202f000"
    assert panel.edits[0].url == SHEET
    assert list(page_panels(project_for(network), "programme.Axis", "A")) == []


# ---------------------------------------------------------------------------------- aids


def test_an_aid_that_is_promised_then_notified_shows_both_changes(lead: Client, network: Network) -> None:
    url = "/18/financement/recettes/R1/modifier/"

    def save(status: str, day: str = "") -> int:
        version = lead.get(url).context["version"]
        data = {"_version": version, "code": "R1", "funder": "DGD", "operation": "OP1", "rate": "50"}
        return lead.post(url, {**data, "status": status, "notified_on": day}).status_code

    assert save("promised", "2026-03-01") == 422
    assert save("promised") == 302
    assert save("notified", "2026-03-01") == 302
    html = lead.get("/18/financement/recettes/R1/").content.decode()
    listing = next(p.listing for p in lead.get("/18/financement/recettes/R1/").context["panels"] if p.listing)
    assert [(row[2], row[3], row[4]) for row in listing.rows if row[2] == "État"] == [
        ("État", "promise", "notifiée"),
        ("État", "envisagée", "promise"),
    ]
    assert "Lea" in html
    assert figures_of(project_for(network))["funding.notified_total"].text == "inconnu"


def test_the_years_of_a_spread_are_shown_where_they_were_typed(lead: Client, network: Network) -> None:
    rows = line("Étuis", "300", year="", spread_2026="100", spread_2028="200")
    assert lead.post(SHEET, typed(lead, rows)).status_code == 302
    html = lead.get(SHEET).content.decode()
    assert 'name="rows-1-spread_2026" value="100"' in html
    assert 'name="rows-1-spread_2028" value="200"' in html
