"""The packaged library of real projects: sourced, never a zero for what is unknown, never a ranking."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.ui.components import Cell
from maillage.diagnosis.beside import Side, per_inhabitant
from maillage.diagnosis.domain.cases import as_comparable, only
from maillage.diagnosis.domain.comparables import ratios
from maillage.diagnosis.library import packaged_cases
from maillage.diagnosis.models import Comparable
from maillage.diagnosis.views.comparables import beside_listing
from web import text_of

CASES = "diagnostic/comparables/bibliotheque/"


def test_every_case_has_a_source_and_a_code_of_its_own() -> None:
    cases = packaged_cases().cases
    assert len(cases) == 16
    assert len({case.code for case in cases}) == 16
    assert all(case.source and case.project and case.territory for case in cases)


def test_no_amount_nor_count_of_a_case_is_zero() -> None:
    """A page that does not speak of something leaves it out: zero would be a lie."""
    for case in packaged_cases().cases:
        for value in (
            case.amount,
            case.libraries,
            case.population,
            case.years,
            case.state_aid,
            case.state_rate,
        ):
            assert value is None or value > 0, case.code


def test_the_figures_of_the_reference_stand_as_they_were_read() -> None:
    library = packaged_cases()
    loiret, drome, national = (
        library.case(code) for code in ("loiret-2020", "drome-2017", "bilan-2010-2015")
    )
    assert loiret
    assert drome
    assert national
    assert (loiret.amount, loiret.years, loiret.libraries, loiret.rate) == (275000, 3, 172, Decimal("0.50"))
    assert (drome.amount, drome.rate) == (1000000, None)
    assert (national.state_aid, national.rate) == (563000, Decimal("0.61"))
    cher = next(size for size in library.sizes if size.department == "18")
    assert (cher.staff_fte, cher.document_spend, round(cher.per_post, 1)) == (16, 342081, Decimal("9.1"))


def test_a_share_is_never_made_of_an_amount_that_is_only_a_part() -> None:
    """75 000 € of the State beside 174 500 € of the Département alone is no rate."""
    blaisois = packaged_cases().case("loir-et-cher-ctl-2017")
    assert blaisois is not None
    assert blaisois.rate is None


def test_ratios_by_hand() -> None:
    found = ratios(Decimal(275000), population=691268, libraries=172, years=Decimal(3))
    assert round(found.per_inhabitant or 0, 2) == Decimal("0.40")
    assert round(found.per_library or 0) == 1599
    assert round(found.per_year or 0) == 91667
    assert round(found.per_library_year or 0) == 533


def test_what_is_unknown_or_zero_gives_no_ratio() -> None:
    assert ratios(None, population=10, libraries=1, years=Decimal(1)) == ratios(None)
    assert ratios(Decimal(10), libraries=0).per_library is None


def test_projects_stand_by_name_ours_first_whatever_their_amounts() -> None:
    sides = [
        Side(label="Zèbre", amount=Decimal(1), years=None, population=10, libraries=None),
        Side(label="Âne", amount=Decimal(900), years=None, population=10, libraries=None),
        Side(label="Nous", amount=Decimal(5), years=None, population=10, libraries=None, ours=True),
    ]
    picture = per_inhabitant(sides)
    assert picture is not None
    assert picture.data is not None
    assert [row[0] for row in picture.data.rows] == ["Nous", "Âne", "Zèbre"]
    cells = beside_listing(sides).rows[0]
    assert isinstance(cells[1], Cell)
    assert cells[1].text == "inconnu"


def test_one_known_project_alone_is_not_drawn() -> None:
    assert per_inhabitant([Side(label="A", amount=Decimal(1), years=None, population=1, libraries=1)]) is None


def test_filters_ask_only_what_they_say() -> None:
    cases = packaged_cases().cases
    assert {case.drac for case in only(cases, drac="Normandie")} == {"Normandie"}
    assert all(case.amount is not None for case in only(cases, priced=True))
    assert all((case.population or 0) >= 500_000 for case in only(cases, size="grand"))
    assert only(cases) == list(cases)


def test_a_copied_case_keeps_what_is_unknown_unknown_and_its_doubt() -> None:
    case = packaged_cases().case("sillon-lorrain-2013")
    assert case is not None
    copied = as_comparable(case, code="P1")
    assert copied.population is None
    assert copied.certainty.value == "to_confirm"
    assert copied.source == case.source


@pytest.mark.django_db
def test_the_library_stands_beside_our_own_plan(demo_network: Network, reader: Client) -> None:
    text = text_of(reader.get(f"/18/{CASES}"))
    assert "Notre projet" in text
    assert "vous êtes ici" in text
    assert "Ajouter à notre diagnostic" not in text_of(reader.get(f"/18/{CASES}loiret-2020/"))
    filtered = text_of(reader.get(f"/18/{CASES}?nature=bnr&montant=connu&drac=Normandie&taille=x"))
    assert "Calvados" in filtered
    assert "Seine-Maritime" not in filtered.split("D’autres repères")[0]


@pytest.mark.django_db
def test_a_case_is_copied_once_and_only_by_the_team(
    network: Network, team: Client, reader: Client, stranger: Client
) -> None:
    path = f"/{network.department}/{CASES}loiret-2020/ajouter/"
    assert reader.post(path).status_code == 403
    assert stranger.post(path).status_code == 404
    first, second = team.post(path), team.post(path)
    assert first.url == second.url
    row = Comparable.objects.get(network=network, case="loiret-2020")
    assert row.amount_ht == 275000  # type: ignore[attr-defined]
    assert "Repris de" in text_of(team.get(f"/{network.department}/diagnostic/comparables/{row.code}/"))  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_case_that_does_not_exist_is_not_copied(network: Network, team: Client) -> None:
    assert team.post(f"/{network.department}/{CASES}rien/ajouter/").status_code == 404
    assert team.get(f"/{network.department}/{CASES}rien/").status_code == 404
