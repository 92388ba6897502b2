"""The département's own service: totals with what they miss, contradictions with open data, its page."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from existing_samples import existing_network, existing_project

from maillage.accounts.models import Network
from maillage.base.plugs import Project
from maillage.territory.domain.service import BudgetNature, ServiceBudgetLine, TaxBasis
from maillage.territory.domain.staffing import Compared, heads, leaving
from maillage.territory.domain.year_budgets import budgets_by_year
from maillage.territory.inventory_checks import inventory_checks
from maillage.territory.models import ServicePost
from maillage.territory.own_service import budgets_of, digital_resources, posts_of, staff_of
from maillage.territory.service_compared import compared_spend, compared_staff
from web import text_of

QUARTILES = (Decimal("16.9"), Decimal("21.4"), Decimal("29.7"))


def compared(typed: str | None, published: str | None, *, whole: bool = True) -> Compared:
    return Compared(
        label="ETP",
        typed=Decimal(typed) if typed else None,
        typed_whole=whole,
        published=Decimal(published) if published else None,
        published_year="2025",
        quartiles=QUARTILES,
    )


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("16.8", "dans le quart le plus bas"),
        ("16.9", "entre le premier quart et la médiane"),
        ("21.4", "entre la médiane et le dernier quart"),
        ("29.7", "entre la médiane et le dernier quart"),
        ("29.8", "dans le quart le plus haut"),
    ],
)
def test_the_place_of_a_service_is_told_by_the_quartiles(value: str, place: str) -> None:
    assert compared(value, None).place == place
    assert compared(None, value).place == place


def test_two_counts_contradict_each_other_beyond_a_tenth_and_never_when_one_is_partial() -> None:
    assert compared("15.4", "17.5").contradicts
    assert not compared("16.0", "17.5").contradicts
    assert not compared("10", "17.5", whole=False).contradicts
    assert not compared(None, "17.5").contradicts
    # A partial count is never the figure that is compared.
    assert compared("10", "17.5", whole=False).best == Decimal("17.5")


def test_amounts_ht_and_ttc_are_never_added_together() -> None:
    def line(tax: TaxBasis, nature: BudgetNature) -> ServiceBudgetLine:
        return ServiceBudgetLine(code="B", year=2026, nature=nature, voted=Decimal(100), tax=tax)

    found = budgets_by_year(
        [line(TaxBasis.HT, BudgetNature.SOFTWARE), line(TaxBasis.TTC, BudgetNature.HARDWARE)]
    )
    assert [(budget.tax, budget.voted.value) for budget in found] == [
        (TaxBasis.TTC, Decimal(100)),
        (TaxBasis.HT, Decimal(100)),
    ]


@pytest.fixture
def visited(request: pytest.FixtureRequest, db: None) -> Network:
    if "demo_network" in request.fixturenames:
        demo: Network = request.getfixturevalue("demo_network")
        return demo
    return existing_network()


@pytest.fixture
def project(visited: Network) -> Project:
    return existing_project(visited)


def test_the_team_adds_up_with_what_is_missing(project: Project) -> None:
    total = staff_of(project)
    assert (total.value, total.known, total.of) == (Decimal("2.8"), 2, 3)
    assert heads(posts_of(project)).value == 5
    assert [post.code for post in leaving(posts_of(project), until=2027)] == ["F2"]
    assert not leaving(posts_of(project), until=2026)


def test_a_year_says_what_was_spent_of_what_was_voted_and_what_nobody_knows(project: Project) -> None:
    first = budgets_of(project)[0]
    assert (first.year, first.voted.value, first.executed.value, first.executed.missing) == (
        2025,
        7000,
        4800,
        1,
    )
    assert [(one.year, one.tax.value) for one in budgets_of(project)] == [
        (2025, "ttc"), (2026, "ttc"), (2026, "ht"),
    ]  # fmt: skip
    assert digital_resources(project) == ("2026, voté, TTC", Decimal(5200))


def test_the_median_of_departmental_libraries_comes_from_the_rules(project: Project) -> None:
    staff, spend = compared_staff(project), compared_spend(project)
    assert staff.quartiles == QUARTILES
    assert spend.quartiles == (Decimal(178000), Decimal(245000), Decimal(318000))
    assert staff.published is None
    assert staff.place == ""


def test_the_page_tells_the_team_the_comparison_the_budget_and_the_services(lead: Client) -> None:
    text = text_of(lead.get("/18/reseau/service/"))
    for told in (
        "Médiation",
        "2,8",
        "2 fonctions sur 3",
        "21,4",
        "245 000 €",
        "Total 2025",
        "4 800 € (1 nature sur 2)",
    ):
        assert told in text, told
    assert "à développer" in text
    assert text.count("<h1") == 1


def test_a_reader_sees_the_service_and_may_not_write_it(reader: Client, stranger: Client) -> None:
    text = reader.get("/18/reseau/service/")
    assert text.status_code == 200
    assert "ajouter/" not in text.content.decode()
    for path in ("fonctions/ajouter/", "budget/B1/modifier/", "offres/SV1/supprimer/"):
        assert reader.get(f"/18/reseau/service/{path}").status_code == 403
    for path in ("", "fonctions/F1/", "budget/B1/", "offres/SV1/"):
        assert reader.get(f"/18/reseau/service/{path}").status_code == 200
        assert stranger.get(f"/18/reseau/service/{path}").status_code == 404


def test_a_level_out_of_bounds_or_a_negative_count_is_refused_and_nothing_is_lost(
    lead: Client, visited: Network
) -> None:
    form = {"role": "Archiviste", "posts": "1", "fte": "-1", "digital_level": "7", "code": "F9"}
    answer = lead.post("/18/reseau/service/fonctions/ajouter/", form)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "moins que 0" in text
    assert "plus que 4" in text
    assert 'value="Archiviste"' in text
    assert not ServicePost.objects.filter(network=visited, code="F9").exists()


def test_a_second_line_of_the_same_year_and_nature_is_refused(lead: Client) -> None:
    form = {"code": "B9", "year": "2025", "nature": "resources", "voted": "10", "tax": "ttc"}
    answer = lead.post("/18/reseau/service/budget/ajouter/", form)
    assert answer.status_code == 422
    assert "a déjà une ligne" in text_of(answer)


def test_a_role_is_written_with_its_history(lead: Client, visited: Network) -> None:
    form = {"code": "F9", "role": "Archiviste", "posts": "1", "fte": "0,5", "skills": "EAD\nnumérisation"}
    assert lead.post("/18/reseau/service/fonctions/ajouter/", form).status_code == 302
    row = ServicePost.objects.get(network=visited, code="F9")
    assert (row.fte, row.skills) == (Decimal("0.5"), ["EAD", "numérisation"])
    assert "Archiviste" in text_of(lead.get("/18/reseau/service/fonctions/F9/"))
    assert lead.get("/18/reseau/service/fonctions/F9/historique/").status_code == 200


def test_what_the_team_typed_is_shown_beside_what_open_data_publish(
    demo_network: Network, lead: Client
) -> None:
    text = text_of(lead.get("/18/reseau/service/"))
    assert "15,4" in text
    assert "17,5" in text
    assert "ne concordent pas" in text
    found = {remark.code: remark for remark in inventory_checks(existing_project(demo_network))}
    assert "publie 17,5 (2025)" in found["TER-16"].message.replace("\u00a0", " ")


def test_the_page_of_the_service_takes_few_queries(
    demo_network: Network, reader: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert reader.get("/18/reseau/service/").status_code == 200
