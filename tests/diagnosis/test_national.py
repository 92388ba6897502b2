"""The national page and a library's card: equal sizes, unknowns counted on both sides, reasons, never a league table."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from builders import project_for
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.values.sources import Confidence
from maillage.cli.demo_reference import add_demo_reference
from maillage.diagnosis.domain.alike import alike, answering
from maillage.diagnosis.domain.beside import Country, Own, own_sides, sized_rank
from maillage.diagnosis.domain.published import published_from
from maillage.diagnosis.national_card import placed
from maillage.diagnosis.national_panel import library_panels
from maillage.diagnosis.national_readings import CLASSES, spreads_for
from maillage.diagnosis.published import published_values
from maillage.diagnosis.views.national import FIRST
from maillage.statistics.distribution import Distribution
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.giving import give_values
from maillage.territory.models import NationalDepartment, NationalReference
from maillage.territory.national import keep_exports, load_national
from maillage.territory.readings import directory_of, register_of
from maillage.territory.services import read_files
from web import DEMO, PROJECT, text_of

LIBRARY = "LI90003"
CARD = f"reperes/bibliotheques/{LIBRARY}/"


def get(client: Client, path: str, **params: Any) -> Any:
    return client.get(f"/18/diagnostic/{path}", params)


def shown(client: Client, path: str, **params: Any) -> str:
    answer = get(client, path, **params)
    assert answer.status_code == 200
    return text_of(answer)


@pytest.fixture
def country(demo_network: Network) -> Network:
    """The demo's network beside a small invented country."""
    files = read_files([DEMO / f"bibliotheques-fictives-{year}.csv" for year in (2024, 2025)])
    add_demo_reference(files, 25)
    return demo_network


# -- who sees it


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["reperes/", CARD])
def test_those_of_the_network_see_it_and_no_stranger_does(
    path: str, country: Network, lead: Client, reader: Client, stranger: Client
) -> None:
    assert get(lead, path).status_code == 200
    assert get(reader, path).status_code == 200
    assert get(stranger, path).status_code == 404
    assert shown(reader, path).count("<h1") == 1


@pytest.mark.django_db
def test_a_library_that_is_not_of_the_network_has_no_card(country: Network, lead: Client) -> None:
    assert get(lead, "reperes/bibliotheques/LI1/").status_code == 404


@pytest.mark.django_db
def test_without_a_national_file_the_pages_say_how_to_load_one(
    demo_network: Network, lead: Client, reader: Client
) -> None:
    for path in ("reperes/", CARD):
        assert "maillage libraries national" in shown(lead, path)
        assert "/18/reseau/imports/" in shown(lead, path)
    assert "Importer les données ouvertes" not in shown(reader, "reperes/").split("Valeurs publiées")[0]
    assert "Valeurs publiées" in shown(reader, "reperes/")
    assert list(library_panels(project_for(demo_network), LIBRARY)) == []


@pytest.mark.django_db
def test_the_pages_ask_little_of_the_base_and_load_nothing_heavy(
    country: Network, reader: Client, django_assert_max_num_queries: Any
) -> None:
    for path in ("reperes/", "reperes/?donnee=wifi", CARD):
        AuditEntry.objects.create(network=country, verb="change", target="cold")
        with django_assert_max_num_queries(30):
            assert reader.get(f"/18/diagnostic/{path}").status_code == 200


# -- what it says


@pytest.mark.django_db
def test_an_invented_country_is_said_to_be_invented(country: Network, reader: Client) -> None:
    for path in ("reperes/", CARD):
        assert "Pays fictif." in shown(reader, path)
    [panel] = library_panels(project_for(country), LIBRARY)
    assert "fictif" in panel.lead


@pytest.mark.django_db
def test_no_median_stands_without_its_answers_on_both_sides(country: Network, reader: Client) -> None:
    text = shown(reader, "reperes/")
    table = text.split("Chaque chiffre, à côté du pays")[1].split("</table>")[0]
    rows = [row for row in table.split("<tr")[2:] if "reponses" not in row]
    assert len(rows) >= 15
    for row in rows:
        assert len(re.findall(r"\d+ réponses? sur \d", row)) == 2, row
    assert "manquantes" in table


@pytest.mark.django_db
def test_a_figure_is_chosen_and_an_unknown_one_leaves_the_first(country: Network, reader: Client) -> None:
    assert "Surface, selon la population" in shown(reader, "reperes/", donnee="surface_m2")
    assert "part de oui" in shown(reader, "reperes/", donnee="wifi")
    assert f'value="{FIRST}" selected' in shown(reader, "reperes/", donnee="<script>")


@pytest.mark.django_db
def test_départements_are_shown_with_reasons_ours_first_and_never_a_rank(
    country: Network, reader: Client
) -> None:
    text = shown(reader, "reperes/")
    table = text.split("Départements qui ressemblent au nôtre")[1].split("</section>")[0]
    assert table.index("Cher (18)") < table.index("Département fictif")
    assert "Proche" in table
    assert "n&#x27;est pas un classement" in table or "n'est pas un classement" in table
    assert not re.search(r"\b\d+(er|e|ème) sur\b", text)


@pytest.mark.django_db
def test_a_card_says_the_place_the_peers_and_why(country: Network, reader: Client) -> None:
    text = shown(reader, CARD)
    assert "au-dessus de" in text
    assert re.search(r"commune de \d+", text)
    assert text.count("Proche parce que") > 2
    near = text.split("Ses semblables dans le réseau")[1]
    assert f"/18/reseau/bibliotheques/{LIBRARY}/" not in near
    assert "/18/reseau/bibliotheques/LI9" in near


@pytest.mark.django_db
def test_a_library_page_leads_to_its_card(country: Network, reader: Client) -> None:
    page = text_of(reader.get(f"/18/reseau/bibliotheques/{LIBRARY}/"))
    assert f"/18/diagnostic/{CARD}" in page


@pytest.mark.django_db
def test_what_the_service_says_of_a_library_moves_its_place_at_once(country: Network) -> None:
    def hours() -> Any:
        line = next(line for line in directory_of(project_for(country)) if line.library.code == LIBRARY)
        return next(item for item in placed(line) if item.country.variable == "weekly_hours")

    before = hours()
    given = OwnValue(library=LIBRARY, variable="weekly_hours", value=Decimal(60), year=2026, source="Visite")
    give_values(network=country, values=[given], actor=None)
    assert hours().value == 60
    assert hours().rank > max(before.rank or 0, 0.9)


@pytest.mark.django_db
def test_a_place_is_the_share_of_lower_answers_in_the_class(country: Network) -> None:
    line = next(line for line in directory_of(project_for(country)) if line.library.code == LIBRARY)
    for item in placed(line):
        answers = [
            v
            for v, n in zip(item.country.answers.values, item.country.answers.counts, strict=True)
            for _ in range(n)
        ]
        assert len(answers) == item.country.known
        if item.value is not None:
            lower, equal = (sum(a < item.value for a in answers), answers.count(item.value))
            assert item.rank == pytest.approx((lower + equal / 2) / len(answers))


@pytest.mark.django_db
def test_both_sides_of_the_network_are_the_same_libraries(country: Network) -> None:
    sides = own_sides(register_of(project_for(country)), CLASSES)
    ours = NationalDepartment.objects.get(code="18").answers
    for vintage in ("2024", "2025-activite"):
        assert sides["employees", vintage, ""].total == ours[vintage]["open"]


# -- pure


def test_the_median_rank_at_equal_size_takes_each_library_in_its_class() -> None:
    def spread(stratum: str, answers: list[float]) -> Country:
        found = Distribution.of(answers)
        return Country(
            variable="weekly_hours", vintage="2024", stratum=stratum, total=len(answers), known=len(answers),
            quartiles=found.quartiles(), answers=found,
        )  # fmt: skip

    sides = {
        ("weekly_hours", "2024", "under_500"): Own(2, (2.0, 6.0)),
        ("weekly_hours", "2024", "from_5000"): Own(1, (30.0,)),
    }
    country = [spread("under_500", [2, 4, 6, 8]), spread("from_5000", [10, 20, 30, 40])]
    assert sized_rank(sides, country) == (0.625, 3)
    assert sized_rank({}, country) == (None, 0)


def test_départements_alike_are_found_by_their_profile_and_small_ones_left_out() -> None:
    def profile(libraries: int, hours: float | None) -> dict[str, float | None]:
        return {
            "libraries": libraries, "inhabitants": 1000.0 * libraries, "small_share": 0.6,
            "weekly_hours": hours, "surface_m2": 80.0, "without_employee": 0.5,
        }  # fmt: skip

    profiles = {
        "18": profile(140, 9),
        "36": profile(130, 9),
        "75": profile(140, 40),
        "988": profile(3, 9),
        "2A": profile(140, None),
        "59": profile(400, 20),
        "48": profile(30, 5),
    }
    found = alike(profiles, "18", 5)
    assert found[0].code == "36"
    assert "2A" not in {peer.code for peer in found}  # its hours are unknown
    assert "weekly_hours" in found[0].close
    [far] = [peer for peer in found if peer.code == "75"]
    assert far.apart == ("weekly_hours",)
    assert alike(profiles, "988", 5) == alike(profiles, "99", 5) == ()


def test_a_share_of_answers_is_set_beside_those_of_départements_big_enough() -> None:
    def row(opened: int, answered: int) -> dict[str, dict[str, int]]:
        return {"2024": {"open": opened, "filled": answered + 1, "answered": answered}}

    [found] = answering(
        {"18": row(100, 60), "36": row(50, 45), "45": row(80, 20), "988": row(5, 0)}, "18", ["2024", "2020"]
    )
    assert (found.share, found.lower, found.shares) == (0.6, 1, (0.25, 0.6, 0.9))
    assert (found.country_answered, found.country_open) == (125, 235)
    assert answering({}, "18", ["2024"]) == ()


# -- published values


def test_every_published_value_has_its_year_its_source_and_what_is_doubtful_says_so() -> None:
    found = published_values()
    assert len(found) >= 15
    assert all(1990 < value.year < 2030 and value.source.title and value.value for value in found)
    doubtful = {value.label for value in found if value.source.confidence is Confidence.TO_CONFIRM}
    assert any("petit profil" in label for label in doubtful)
    by_label = {value.label: value.value for value in found}
    assert by_label["Usagers des ressources en ligne dans la population"].replace("\u00a0", " ") == "0,27 %"


def test_a_published_value_without_a_known_source_is_refused() -> None:
    item = {
        "group": "x",
        "label": "y",
        "value": "1",
        "year": 2020,
        "source": "rien",
        "confidence": "secondary",
    }
    with pytest.raises(ValueError, match="source inconnue"):
        published_from({"source": {}, "reference": [item]})


@pytest.mark.django_db
def test_published_values_stand_beside_ours_when_both_say_the_same_thing(
    country: Network, reader: Client
) -> None:
    table = shown(reader, "reperes/").split("Valeurs publiées")[-1]
    hours = table.split("Ouverture hebdomadaire moyenne")[1].split("</tr>")[0]
    assert re.search(r"\d+ réponses sur 14\d", hours)
    assert "à confirmer" in table


# -- the real country


@pytest.mark.django_db
@pytest.mark.slow
def test_the_cher_beside_the_real_country(shared_data: Path) -> None:
    folder = shared_data / "bibliotheques"
    load_national([folder / f"bibliotheques-fr-export{name}.csv" for name in ("2024", "2025-activite")])
    rows = {row.code: row for row in NationalDepartment.objects.all()}
    [_, old] = answering({code: row.answers for code, row in rows.items()}, "18", ["2025-activite", "2024"])
    assert (old.open, old.filled, old.answered, len(old.shares)) == (144, 103, 96, 98)
    assert old.lower == 5  # seven of the 103 lines are zero everywhere
    near = alike({code: row.profile for code, row in rows.items()}, "18", 8)
    assert len(near) == 8
    assert all(peer.close and peer.distance < 0.6 for peer in near)
    assert "36" in {peer.code for peer in near}
    assert keep_exports([]) == 0
    assert not NationalReference.objects.get().fictitious
    hours = spreads_for(variable="weekly_hours", stratum="under_500")
    assert hours[0].answers.rank(4) == pytest.approx(0.5, abs=0.08)


def test_no_national_file_lies_in_the_repository() -> None:
    heavy = [
        path for path in (PROJECT / "demo").rglob("*") if path.is_file() and path.stat().st_size > 1_000_000
    ]
    assert heavy == []
