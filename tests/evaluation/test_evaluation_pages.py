"""Indicators on screen: where each stands and why; measures typed, refused, corrected and taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network, User
from maillage.base.models import AuditEntry, Removal
from maillage.base.ui.editing.saving import Refused
from maillage.evaluation.domain.indicators import Measure as MeasureValue
from maillage.evaluation.models import Indicator, Measure
from maillage.evaluation.services import add_measure
from maillage.rulebook import projects

LIST, PAGE = "/18/evaluation/", "/18/evaluation/indicateurs/I1/"
ADD = f"{PAGE}mesurer/"


@pytest.fixture(autouse=True)
def today(settings: Any) -> None:
    settings.MAILLAGE_TODAY = date(2027, 4, 19)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def measured(network: Network, value: str, day: date = date(2027, 3, 31)) -> Measure:
    measure = MeasureValue(indicator="I1", day=day, value=Decimal(value), note="Relevé")
    return add_measure(network=network, measure=measure, today=date(2027, 4, 19), actor=None)


@pytest.mark.parametrize("page", [LIST, PAGE, f"{PAGE}historique/"])
def test_pages_are_for_the_people_of_the_network(
    page: str, network: Network, lead: Client, reader: Client, stranger: Client
) -> None:
    assert lead.get(page).status_code == 200
    assert reader.get(page).status_code == 200
    assert stranger.get(page).status_code == 404


def test_a_reader_sees_measures_and_cannot_write_any(
    network: Network, reader: Client, team: Client, stranger: Client
) -> None:
    row = measured(network, "20")
    page = text(reader, PAGE)
    assert "Relevé" in page
    assert "mesurer/" not in page
    assert "Modifier celle du" not in page
    for address in (ADD, f"/18/evaluation/mesures/{row.pk}/supprimer/", f"{PAGE}modifier/"):
        assert reader.post(address).status_code == 403
        assert stranger.post(address).status_code == 404
    assert "mesurer/" in text(team, PAGE)


@pytest.mark.slow
def test_pages_of_indicators_ask_the_base_no_more_than_thirty_times(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    for page in (LIST, f"{LIST}?par=famille", "/18/evaluation/indicateurs/I01/"):
        projects.forget()
        with django_assert_max_num_queries(30):
            assert lead.get(page).status_code == 200


# ---------------------------------------------------------------------------------------- measures


def test_a_measure_typed_the_french_way_is_kept_exactly_and_leaves_a_trace(
    network: Network, team: Client
) -> None:
    answer = team.post(ADD, {"day": "2027-04-15", "value": "1\u202f012,5", "note": "Relevé d'avril"})
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    row = Measure.objects.get()
    assert (row.value, row.day, row.note) == (Decimal("1012.5"), date(2027, 4, 15), "Relevé d'avril")
    entry = AuditEntry.objects.get(target=f"evaluation.Measure/{row.pk}")
    assert entry.verb == "create"
    assert entry.actor.username == "tom"
    assert "1\u202f012,5" in text(team, PAGE)


def test_the_comma_of_a_small_measure_is_understood(network: Network, team: Client) -> None:
    assert team.post(ADD, {"day": "2027-04-15", "value": "12,5", "note": ""}).status_code == 302
    assert Measure.objects.get().value == Decimal("12.5")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("value", "abc", "n&#x27;est pas un nombre"),
        ("value", "", "est à remplir"),
        ("day", "31/02/2027", ""),
        ("day", "", "est à remplir"),
        ("day", "2027-04-20", "est à venir"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_kept(
    field: str, typed: str, told: str, network: Network, team: Client
) -> None:
    given = {"day": "2027-04-15", "value": "12,5", "note": "À garder <b>", field: typed}
    answer = team.post(ADD, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Une réponse est à corriger" in page
    assert told in page
    assert "À garder &lt;b&gt;" in page
    assert not Measure.objects.exists()
    if field == "value" and typed:
        assert 'value="abc"' in page


def test_a_measure_typed_before_the_session_ended_is_shown_again_and_not_kept(
    network: Network, team: Client
) -> None:
    typed = {"day": "2027-04-15", "value": "12,5", "note": "Reprise", "_resume": "1"}
    page = team.post(ADD, typed).content.decode()
    assert 'value="12,5"' in page
    assert "Reprise" in page
    assert not Measure.objects.exists()


def test_two_measures_of_one_day_are_refused_with_the_remedy(network: Network, team: Client) -> None:
    row = measured(network, "20")
    answer = team.post(ADD, {"day": "2027-03-31", "value": "30", "note": ""})
    assert answer.status_code == 422
    assert "a déjà une mesure le 31 mars 2027" in answer.content.decode()
    other = measured(network, "25", date(2027, 2, 28))
    form = {"indicator": "I1", "day": "2027-03-31", "value": "25", "note": ""}
    answer = team.post(f"/18/evaluation/mesures/{other.pk}/modifier/", form)
    assert answer.status_code in (409, 422)
    row.refresh_from_db()
    assert (row.value, Measure.objects.count()) == (20, 2)


def test_a_measure_to_come_is_refused_by_the_verb_itself(network: Network) -> None:
    with pytest.raises(Refused, match="à venir"):
        measured(network, "20", date(2027, 4, 20))


def test_a_measure_is_corrected_and_one_comes_back_to_its_indicator(network: Network, team: Client) -> None:
    row = measured(network, "20")
    address = f"/18/evaluation/mesures/{row.pk}/modifier/"
    page = text(team, address)
    version = page.split('name="_version" value="')[1].split('"')[0]
    form = {"_version": version, "indicator": "I1", "day": "2027-03-31", "value": "22,5", "note": "Corrigé"}
    answer = team.post(address, form)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    row.refresh_from_db()
    assert (row.value, row.note) == (Decimal("22.5"), "Corrigé")


def test_a_measure_that_is_removed_can_come_back(network: Network, team: Client) -> None:
    row = measured(network, "20")
    address = f"/18/evaluation/mesures/{row.pk}/supprimer/"
    assert "Mesure de I1, 31 mars 2027" in text(team, address)
    answer = team.post(address, follow=True)
    page = answer.content.decode()
    assert not Measure.objects.exists()
    removal = Removal.objects.get()
    assert "Annuler la suppression" in page
    assert f"/18/retablir/{removal.pk}/" in page
    team.post(f"/18/retablir/{removal.pk}/")
    assert Measure.objects.get().value == 20


def test_a_measure_that_is_not_of_the_network_does_not_exist(network: Network, team: Client) -> None:
    for code in ("999", "abc"):
        assert team.post(f"/18/evaluation/mesures/{code}/supprimer/").status_code == 404
    assert team.post("/18/evaluation/indicateurs/RIEN/mesurer/", {"value": "1"}).status_code == 404


# ------------------------------------------------------------------------------------------- saying


def test_an_indicator_without_data_is_not_said_to_be_at_zero(network: Network, lead: Client) -> None:
    page = text(lead, PAGE)
    assert "sans donnée" in page
    assert "Ce n&#x27;est pas un zéro" in page


def test_a_late_indicator_says_why_and_by_which_rules(network: Network, lead: Client) -> None:
    Indicator.objects.update(baseline=0, baseline_date=date(2026, 1, 1))
    measured(network, "2")
    page = text(lead, PAGE)
    assert "en retard" in page
    assert "Mesuré à 2\u00a0bibliothèques le 31 mars 2027." in page
    assert "de ce qui était attendu" in page
    assert "/18/dossier/regles/evaluation.watch/" in page


def test_the_list_is_filtered_by_state_objective_family_and_words(network: Network, lead: Client) -> None:
    name = "Bibliothèques qui prêtent des liseuses"
    for query in ("etat=no_data", "objectif=A1", "famille=offer", "q=liseuses+PRETENT", "par=famille"):
        assert f"I1. {name}" in text(lead, f"{LIST}?{query}"), query
    for query in ("etat=late", "objectif=Z", "famille=use", "q=zzz"):
        page = text(lead, f"{LIST}?{query}")
        assert f"I1. {name}" not in page, query
        assert "Aucun indicateur ne répond" in page


def test_without_any_indicator_the_page_says_what_one_is_for(
    network: Network, lead: Client, reader: Client
) -> None:
    Indicator.objects.all().delete()
    assert "Ajouter un indicateur" in text(lead, LIST)
    assert "Ajouter un indicateur" not in text(reader, LIST)


def test_an_indicator_is_added_from_the_page_of_its_objective(network: Network, team: Client) -> None:
    form = {
        "code": "I2", "title": "Référents formés", "objective": "A1", "family": "staff", "direction": "up",
        "unit": "personnes", "targets_2026": "10", "targets_2027": "", "targets_2028": "12,5",
    }  # fmt: skip
    assert 'value="A1" selected' in text(team, "/18/evaluation/indicateurs/ajouter/?objective=A1")
    answer = team.post("/18/evaluation/indicateurs/ajouter/", form)
    assert answer.status_code == 302, answer.content.decode()
    assert Indicator.objects.get(code="I2").targets == {"2026": "10", "2028": "12.5"}


def test_actions_and_objectives_show_the_indicators_that_follow_them(network: Network, lead: Client) -> None:
    for page in ("/18/strategie/actions/A11/", "/18/strategie/objectifs/A1/"):
        assert PAGE in text(lead, page)


def test_hostile_texts_stay_texts(network: Network, lead: Client) -> None:
    Indicator.objects.update(title="<script>alert(1)</script> 📚", definition="<img src=x onerror=alert(1)>")
    User.objects.update(first_name="<i>Léa</i>")
    for page in (LIST, PAGE, "/18/"):
        shown = text(lead, page)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "<i>Léa" not in shown
