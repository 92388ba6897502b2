"""The previous schéma: counts by result, unknown ones apart, its pages and its forms."""

from __future__ import annotations

import pytest
from django.test import Client
from existing_samples import existing_network, existing_project

from builders import minimal_text, read_text
from maillage.accounts.models import Network
from maillage.base.plugs import figures_of
from maillage.portability.services import save_programme
from maillage.territory.domain.past import CommitmentResult, PastCommitment, PastPlan
from maillage.territory.domain.reviewing import by_orientation
from maillage.territory.models import PastCommitment as StoredCommitment
from maillage.territory.models import PastPlan as StoredPlan
from maillage.territory.past_plans import plans_of, review_of
from maillage.territory.past_screens import results_picture, results_table
from web import text_of

HOME = "/18/reseau/schema-precedent/"


def test_results_are_counted_by_orientation_and_the_unknown_ones_apart(db: None) -> None:
    (plan,) = plans_of(existing_project(existing_network()))
    *groups, whole = review_of(plan)
    assert [(group.label, group.known, len(group.commitments)) for group in groups] == [
        ("Territoire", 2, 2),
        ("Équipes", 1, 2),
    ]
    assert {result: whole.count(result) for result in CommitmentResult} == {
        CommitmentResult.KEPT: 1,
        CommitmentResult.PARTLY: 1,
        CommitmentResult.MISSED: 1,
        CommitmentResult.ABANDONED: 0,
        CommitmentResult.UNKNOWN: 1,
    }
    assert (whole.means.value, whole.means.known, whole.means.of) == (240000, 1, 4)


def test_commitments_without_an_orientation_come_last() -> None:
    ones = [
        PastCommitment(code="E1", title="Sans"),
        PastCommitment(code="E2", title="Avec", orientation="Équipes"),
    ]
    assert [group.label for group in by_orientation(ones)] == ["Équipes", "Sans orientation"]


def test_the_picture_says_what_the_table_says(db: None) -> None:
    (plan,) = plans_of(existing_project(existing_network()))
    picture = results_picture(plan)
    assert picture is not None
    assert "Territoire : 1 en partie, 1 non tenu." in picture.alt
    assert results_table(plan).rows[-1] == ("Ensemble", "1", "1", "1", "0", "1", "4")
    assert results_picture(PastPlan(code="SC2", title="Vide")) is None


def test_findings_may_cite_the_results(db: None) -> None:
    found = figures_of(existing_project(existing_network()))
    assert [found[f"territory.past_{name}"].value for name in ("commitments", "kept", "missed", "unknown")] == [
        4, 1, 1, 1,
    ]  # fmt: skip


def test_a_plan_cannot_end_before_it_starts_nor_lead_to_anything_but_the_web() -> None:
    with pytest.raises(ValueError, match="avant la première"):
        PastPlan(code="SC1", title="Schéma", start=2024, end=2019)
    with pytest.raises(ValueError, match="https"):
        PastPlan(code="SC1", title="Schéma", document="javascript:alert(1)")


@pytest.fixture
def visited(request: pytest.FixtureRequest, db: None) -> Network:
    if "demo_network" in request.fixturenames:
        demo: Network = request.getfixturevalue("demo_network")
        return demo
    return existing_network()


def test_the_page_tells_what_was_promised_what_happened_and_what_is_learnt(lead: Client) -> None:
    text = text_of(lead.get(HOME))
    for told in (
        "Schéma 2019-2024",
        "Ouvrir huit lieux",
        "240 000 € (1 engagement sur 4)",
        "en partie",
        "Compter les postes.",
    ):
        assert told in text, told
    assert "33 % de ceux dont le résultat est connu" in text
    assert text.count("<h1") == 1


def test_a_stranger_sees_nothing_and_a_reader_writes_nothing(reader: Client, stranger: Client) -> None:
    for path in ("", "schemas/SC1/", "engagements/E1/", "engagements/E1/historique/"):
        assert reader.get(f"{HOME}{path}").status_code == 200
        assert stranger.get(f"{HOME}{path}").status_code == 404
    assert "ajouter/" not in reader.get(HOME).content.decode()
    for path in ("engagements/ajouter/", "engagements/E1/modifier/", "schemas/SC1/supprimer/"):
        assert reader.get(f"{HOME}{path}").status_code == 403


def test_a_commitment_is_added_to_its_plan(lead: Client, visited: Network) -> None:
    address = f"{HOME}engagements/ajouter/"
    assert 'value="E5"' in lead.get(f"{address}?plan=SC1").content.decode()
    form = {"plan": "SC1", "code": "E5", "title": "Navette", "result": "abandoned", "certainty": "to_confirm"}
    assert lead.post(address, form).status_code == 302
    row = StoredCommitment.objects.get(network=visited, code="E5")
    assert (row.plan.code, row.result) == ("SC1", "abandoned")


def test_years_the_wrong_way_round_are_refused_and_what_was_typed_stays(lead: Client) -> None:
    form = {"code": "SC2", "title": "Schéma 2014", "start": "2018", "end": "2014"}
    answer = lead.post(f"{HOME}schemas/ajouter/", form)
    assert answer.status_code == 422
    assert "avant la première" in text_of(answer)
    assert 'value="Schéma 2014"' in text_of(answer)


def test_removing_a_plan_tells_its_commitments_and_can_be_undone(lead: Client, visited: Network) -> None:
    address = f"{HOME}schemas/SC1/supprimer/"
    assert "4 engagements" in text_of(lead.get(address))
    assert lead.post(address).status_code == 302
    assert not StoredPlan.objects.filter(network=visited).exists()
    assert not StoredCommitment.objects.filter(network=visited).exists()
    assert "Décrire le schéma précédent" in text_of(lead.get(HOME))


def test_a_network_without_a_past_plan_is_told_what_to_do(db: None, lead: Client) -> None:
    save_programme(file=read_text(minimal_text()))
    assert "n’est pas décrit" in text_of(lead.get(HOME))


def test_the_page_of_the_past_plan_takes_few_queries(
    demo_network: Network, reader: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert reader.get(HOME).status_code == 200
