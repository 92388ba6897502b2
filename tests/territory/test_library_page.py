"""The page of a library: figures with their source, what the service gives over them, and their history."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from small_network import two_libraries

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry, record
from maillage.base.plugs import Project
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from maillage.territory.domain.breaks import Break, Dot
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.plausible import objection
from maillage.territory.domain.register import JoinedBy
from maillage.territory.domain.telling import told
from maillage.territory.domain.variables import BY_CODE, VARIABLES, ValueKind
from maillage.territory.giving import give_values
from maillage.territory.models import Library
from maillage.territory.models import OwnValue as Stored
from maillage.territory.readings import directory_of, key_figures_of, meshes_of, open_libraries, register_of
from maillage.territory.value_forms import GROUPS
from web import text_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def small(db: None, settings: Any) -> Network:
    settings.MAILLAGE_TODAY = DEMO_TODAY
    return two_libraries()


@pytest.fixture
def visited(small: Network) -> Network:
    return small


PAGE = "/18/reseau/bibliotheques/LI672/"
HOURS = f"{PAGE}chiffres/weekly_hours/"


def seen_today(network: Network) -> Project:
    return project_of(network, DEMO_TODAY)


def own(
    variable: str, value: Decimal | bool | str | None, year: int | None, library: str = "LI672"
) -> OwnValue:
    return OwnValue(library=library, variable=variable, value=value, year=year, source="rapport annuel")


def typed(client: Client, address: str, **fields: Any) -> Any:
    return client.post(address, {"year": "2026", "source": "appel", **fields})


# -- libraries that people add


@pytest.fixture
def added(small: Network) -> str:
    Library.objects.create(network=small, code="LIEU-1", name="Point lecture", town="Bourges", insee="18033")
    record(network=small, verb="create", target="territory.Library/LIEU-1")
    return "LIEU-1"


def test_a_library_that_people_add_counts_wherever_it_is_listed(small: Network) -> None:
    before = counted(small)
    Library.objects.create(network=small, code="LIEU-1", name="Point", town="Bourges", insee="18033")
    assert before == (2, 2, 2, 2, (2, 2))
    assert counted(small) == (3, 3, 3, 3, (2, 3))


def counted(network: Network) -> tuple[object, ...]:
    """The open libraries as the home page, the map, the register, its list and a key figure count them."""
    project = seen_today(network)
    hours = key_figures_of(project)["weekly_hours.median"]
    return (
        open_libraries(project).count,
        meshes_of(project)[-1].libraries,
        len(register_of(project).open_records()),
        sum(line.is_open for line in directory_of(project)),
        (hours.n_known, hours.n_total),
    )


def test_what_the_service_says_of_a_library_it_added_counts(small: Network, added: str) -> None:
    before = key_figures_of(seen_today(small))["weekly_hours.median"]
    give_values(network=small, values=[own("weekly_hours", Decimal(12), 2026, added)])
    project = seen_today(small)
    assert key_figures_of(project)["weekly_hours.median"].n_known == before.n_known + 1
    line = next(line for line in directory_of(project) if line.library.code == added)
    assert line.record is not None
    assert line.record.joined_by is JoinedBy.TYPED
    assert line.number("weekly_hours") == 12


def test_an_added_library_that_is_not_open_or_is_removed_counts_no_more(small: Network, added: str) -> None:
    Library.objects.filter(code=added).update(kind="storage")
    assert open_libraries(seen_today(small)).count == 2
    Library.objects.filter(code=added).delete()
    assert register_of(seen_today(small)).by_code(added) is None


def test_its_page_says_that_no_survey_tells_of_it(small: Network, added: str, reader: Client) -> None:
    text = text_of(reader.get(f"/18/reseau/bibliotheques/{added}/"))
    assert "Aucune enquête importée ne parle de ce lieu" in text
    assert "saisie dans Maillage" in text


# -- giving, correcting, taking back


def test_a_corrected_figure_shows_what_was_published_who_gave_it_when_and_from_what(
    small: Network, lead: Client, reader: Client
) -> None:
    assert typed(lead, HOURS, weekly_hours="22,5").status_code == 302
    text = text_of(reader.get(PAGE))
    assert "22,5 h" in text
    assert "publié : 8 h" in text
    assert "service : appel, Lea" in text
    assert "Corriger" not in text, "a reader corrects nothing"
    assert "Corriger" in text_of(lead.get(PAGE))


def test_a_value_taken_back_lets_the_published_one_show_again(small: Network, lead: Client) -> None:
    typed(lead, HOURS, weekly_hours="22,5")
    typed(lead, HOURS, weekly_hours="20", year="2025")
    assert "Retirer" in text_of(lead.get(HOURS))
    lead.post(f"{HOURS}retirer/", {"year": "2026"})
    assert [(row.year, row.value) for row in Stored.objects.all()] == [(2025, "20")]
    lead.post(f"{HOURS}retirer/", {"year": "2025"})
    assert "publié : 8 h" not in text_of(lead.get(PAGE))
    assert lead.post(f"{HOURS}retirer/", {"year": "x"}).status_code == 302


def test_a_published_value_may_be_said_wrong_while_the_right_one_is_unknown(
    small: Network, lead: Client
) -> None:
    assert typed(lead, HOURS, wrong="on", year="").status_code == 302
    stored = Stored.objects.get()
    assert (stored.value, stored.year) == (None, None)
    assert "publié : 8 h" in text_of(lead.get(PAGE))
    assert typed(lead, HOURS, wrong="on", weekly_hours="12").status_code == 422


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"weekly_hours": "beaucoup"}, "Écrivez un nombre"),
        ({"weekly_hours": "-3"}, "Écrivez un nombre positif"),
        ({"weekly_hours": "0"}, "une valeur inconnue n'est pas zéro"),
        ({"weekly_hours": "200"}, "Une semaine compte 168 heures"),
        ({"weekly_hours": "90"}, "cochez que vous l'avez vérifiée"),
        ({"weekly_hours": ""}, "Aucun chiffre n'est donné"),
        ({"weekly_hours": "12", "source": ""}, "sans source"),
        ({"weekly_hours": "12", "year": "2030"}, "Écrivez une année de 1990 à 2027"),
        ({"weekly_hours": "12", "year": "MMXX"}, "une année en quatre chiffres"),
    ],
)
def test_what_cannot_be_is_refused_with_its_remedy_and_nothing_typed_is_lost(
    small: Network, lead: Client, fields: dict[str, str], said: str
) -> None:
    answer = typed(lead, HOURS, **fields)
    assert answer.status_code == 422
    text = text_of(answer).replace("&#x27;", "'")
    assert said in text
    assert f'value="{fields["weekly_hours"]}"' in text or not fields["weekly_hours"]
    assert not Stored.objects.exists()


def test_an_unusual_value_is_taken_once_somebody_says_that_it_was_checked(
    small: Network, lead: Client
) -> None:
    refused = text_of(typed(lead, HOURS, weekly_hours="90"))
    assert 'type="checkbox" name="sure"' in refused
    assert typed(lead, HOURS, weekly_hours="90", sure="on").status_code == 302
    assert typed(lead, HOURS, weekly_hours="200", sure="on").status_code == 422


def test_a_call_fills_many_figures_at_once_and_what_is_left_empty_says_nothing(
    small: Network, lead: Client
) -> None:
    answer = typed(lead, f"{PAGE}chiffres/", weekly_hours="20,5", wifi="non", visits="1 200", grade="B")
    assert answer.status_code == 302
    assert {row.variable: row.value for row in Stored.objects.all()} == {
        "weekly_hours": "20.5", "wifi": False, "visits": "1200", "grade": "B",
    }  # fmt: skip
    assert AuditEntry.objects.filter(verb="territory.values").count() == 1


def test_a_form_that_comes_back_after_a_session_ended_saves_nothing(small: Network, lead: Client) -> None:
    answer = typed(lead, HOURS, weekly_hours="22,5", _resume="1")
    assert answer.status_code == 200
    assert 'value="22,5"' in text_of(answer)
    assert not Stored.objects.exists()


def test_readers_and_strangers_give_nothing(small: Network, reader: Client, stranger: Client) -> None:
    for address in (HOURS, f"{PAGE}chiffres/", f"{HOURS}retirer/"):
        assert reader.post(address).status_code == 403
        assert stranger.post(address).status_code == 404
    assert reader.get(HOURS).status_code == 403


def test_an_unknown_library_or_figure_has_no_form(small: Network, lead: Client) -> None:
    assert lead.get(f"{PAGE}chiffres/n_importe_quoi/").status_code == 404
    assert lead.get("/18/reseau/bibliotheques/LI0/chiffres/").status_code == 404


def test_every_figure_can_be_typed() -> None:
    grouped = {code for _, codes in GROUPS for code in codes}
    assert grouped == set(BY_CODE)


@pytest.mark.parametrize(
    ("variable", "value", "population", "usual"),
    [
        ("surface_m2", "4", None, True),
        ("surface_m2", "12000", None, True),
        ("seats", "600", 1000, True),
        ("seats", "600", 90_000, None),
        ("seats", "600", None, None),
        ("visits", "60000", 1000, True),
        ("visits", "60000", None, None),
        ("seats", "2.5", None, False),
        ("staff_fte", "2.5", None, None),
        ("volunteers", "0", None, None),
        ("surface_m2", "0", None, False),
    ],
)
def test_what_is_impossible_is_told_from_what_is_unusual(
    variable: str, value: str, population: int | None, usual: bool | None
) -> None:
    found = objection(BY_CODE[variable], Decimal(value), population)
    assert (found.usual if found else None) is usual


# -- history


def test_a_figure_is_followed_from_the_surveys_to_the_service_and_a_change_of_source_is_a_break(
    small: Network, lead: Client
) -> None:
    give_values(
        network=small, values=[own("visits", Decimal(4200), 2024), own("visits", Decimal(6100), 2026)]
    )
    project = seen_today(small)
    found = next(line for line in directory_of(project) if line.library.code == "LI672")
    visits = next(
        item
        for item in told(
            found.record, [own("visits", Decimal(4200), 2024), own("visits", Decimal(6100), 2026)]
        )
        if item.variable.code == "visits"
    )
    assert visits.dots == (
        Dot(year=2023, value=Decimal(1851), given=False),
        Dot(year=2024, value=Decimal(4200), given=True, breaks=Break.SOURCE),
        Dot(year=2026, value=Decimal(6100), given=True),
    )
    text = text_of(lead.get(PAGE))
    assert "Entrées : 1 851 entrées en 2023, 4 200 entrées en 2024, 6 100 entrées en 2026" in text
    assert "de 2023 à 2024, la source change" in text


def test_a_figure_that_is_multiplied_is_shown_as_a_break_and_a_disowned_one_is_left_out() -> None:
    values = [own("loans", Decimal(100), 2024), own("loans", Decimal(400), 2025)]
    loans = next(item for item in told(None, values) if item.variable.code == "loans")
    assert [dot.breaks for dot in loans.dots] == [None, Break.STEP]


def test_a_published_value_said_wrong_leaves_the_history(small: Network) -> None:
    wrong = own("visits", None, None)
    give_values(network=small, values=[wrong])
    found = next(line for line in directory_of(seen_today(small)) if line.library.code == "LI672")
    visits = next(item for item in told(found.record, [wrong]) if item.variable.code == "visits")
    assert visits.dots == ()
    assert visits.hidden is not None
    assert visits.hidden.value == 1851


def test_the_page_asks_little_of_the_base_whatever_is_known(
    small: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    numbers = [variable.code for variable in VARIABLES if variable.kind is ValueKind.NUMBER]
    years = range(2015, 2026)
    give_values(network=small, values=[own(code, Decimal(9), year) for code in numbers for year in years])
    for address in (PAGE, HOURS, f"{PAGE}chiffres/"):
        with django_assert_max_num_queries(30):
            assert lead.get(address).status_code == 200


def test_the_day_of_the_demo_is_the_last_year_that_a_figure_may_have() -> None:
    assert date(2027, 4, 19) == DEMO_TODAY
