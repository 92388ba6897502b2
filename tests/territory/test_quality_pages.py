"""The work list on screen: who sees it, what it finds, how one or hundreds of remarks are decided without a script."""

from __future__ import annotations

import csv
import io
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from export_samples import COMMUNES, csv_2024, csv_2025

from builders import empty_network
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from maillage.territory.domain.worklist import Case
from maillage.territory.models import Library, OwnValue, QualityDecision, SourceFile
from maillage.territory.readings import cases_of
from maillage.territory.services import import_communes, import_libraries, read_files
from web import text_of

pytestmark = pytest.mark.django_db
SCRIPT = '<script>alert("x")</script>'
PATHS = ("qualite/", "qualite/inconnu/", "qualite/exporter.csv")


@pytest.fixture
def small(db: Any, tmp_path: Any) -> Network:
    """Two libraries: one whose hours are impossible, one whose commune is no more; a name that is a script."""
    network = empty_network("18")
    lost = {"code_bib": "673", "nom_de_l_etablissement": f"Médiathèque {SCRIPT}", "ville": "Achères",
            "cp": "18250", "code_insee_commune": "18999", "adresse": "Place", "latitude": "46.9"}  # fmt: skip
    texts = {"c.csv": COMMUNES, "a.csv": csv_2024({"amplitude_horaire": "99"}, lost), "b.csv": csv_2025({})}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    import_communes(network=network, paths=[tmp_path / "c.csv"])
    import_libraries(network=network, files=read_files([tmp_path / "a.csv", tmp_path / "b.csv"]))
    return network


@pytest.fixture
def visited(small: Network) -> Network:
    return small


def get(client: Client, path: str = "qualite/", **params: str) -> Any:
    return client.get(f"/18/reseau/{path}", params)


def shown(client: Client, path: str = "qualite/", **params: str) -> str:
    answer = get(client, path, **params)
    assert answer.status_code == 200, answer.status_code
    return text_of(answer)


def post(client: Client, data: dict[str, Any], **asked: str) -> Any:
    return client.post(f"/18/reseau/qualite/decider/?{urlencode(asked)}", data, follow=True)


def case_of(network: Network, rule: str) -> Case:
    return next(case for case in cases_of(project_of(network, DEMO_TODAY)) if case.rule.id == rule)


def named(case: Case) -> str:
    return f"{case.version} {case.key}"


# -- who


@pytest.mark.parametrize("path", PATHS)
def test_those_of_the_network_see_it_and_no_stranger_does(
    path: str, lead: Client, reader: Client, stranger: Client
) -> None:
    assert get(lead, path).status_code == get(reader, path).status_code == 200
    assert get(stranger, path).status_code == 404


def test_a_reader_sees_every_remark_and_decides_of_none(reader: Client, small: Network) -> None:
    text = shown(reader)
    assert "Plus de 80 heures par semaine" in text
    assert 'name="case"' not in text
    answer = post(reader, {"one": named(case_of(small, "hours_too_long"))})
    assert answer.status_code in (403, 404)
    assert not QualityDecision.objects.exists()


def test_a_stranger_decides_of_nothing(stranger: Client, small: Network) -> None:
    case = case_of(small, "hours_too_long")
    answer = post(stranger, {"cases": named(case), "answer": "accepted", "confirm": "1"})
    assert answer.status_code == 404
    assert not QualityDecision.objects.exists()


# -- finding


def test_the_list_shows_what_is_to_do_with_its_source_and_its_rule(lead: Client) -> None:
    text = shown(lead)
    assert "a.csv, ligne 2" in text
    assert "Considérer comme inconnu" in text
    assert SCRIPT not in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "MEDIATHEQUE acheres"}, "Médiathèque"),
        ({"regle": "hours_too_long"}, "Ouverture impossible"),
        ({"gravite": "blocking"}, "Ouverture impossible"),
        ({"epci": "200"}, "Ouverture impossible"),
        ({"lieu": "LI672", "etat": "all"}, "Ouverture impossible"),
    ],
)
def test_filters_leave_what_is_asked(lead: Client, asked: dict[str, str], found: str) -> None:
    assert found in shown(lead, **asked)


@pytest.mark.parametrize(
    "asked",
    [{"q": "introuvable"}, {"regle": "nimporte"}, {"etat": "accepted"}, {"epci": "999"}, {"etat": "x"}],
)
def test_a_search_that_finds_nothing_says_so_and_leads_out(lead: Client, asked: dict[str, str]) -> None:
    text = shown(lead, **asked)
    assert "Aucune remarque ne correspond" in text
    assert "Effacer les filtres" in text


def test_the_rule_asked_for_is_explained_with_its_threshold(lead: Client) -> None:
    assert "Une amplitude de plus de 80 heures" in shown(lead, regle="hours_too_long")


def test_a_page_that_does_not_exist_shows_the_last_one(lead: Client) -> None:
    assert get(lead, page="999").status_code == get(lead, page="x").status_code == 200


def test_the_export_holds_each_remark_with_its_decision_and_nothing_that_runs(
    lead: Client, small: Network
) -> None:
    post(lead, {"cases": named(case_of(small, "hours_too_long")), "answer": "accepted", "confirm": "1",
                "note": "=1+1"})  # fmt: skip
    content = get(lead, "qualite/exporter.csv", etat="all").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    mine = next(row for row in rows if row["Identifiant"].startswith("hours_too_long/"))
    assert (mine["État"], mine["Note"]) == ("acceptée", "'=1+1")
    assert len(rows) == len(cases_of(project_of(small, DEMO_TODAY)))


# -- deciding


def test_one_remark_is_shown_before_it_is_decided(lead: Client, small: Network) -> None:
    answer = post(lead, {"one": named(case_of(small, "hours_too_long"))})
    text = text_of(answer)
    assert "Rien n'est encore changé" in text or "Rien n&#x27;est encore changé" in text
    assert "1 valeur considérée comme inconnue" in text
    assert not QualityDecision.objects.exists()


def test_what_was_confirmed_is_done_and_told(lead: Client, small: Network) -> None:
    answer = post(
        lead, {"cases": named(case_of(small, "hours_too_long")), "answer": "accepted", "confirm": "1"}
    )
    assert "1 proposition acceptée" in text_of(answer)
    assert OwnValue.objects.get().value is None
    assert "Ouverture impossible" in shown(lead, etat="accepted")
    assert "Ouverture impossible" not in shown(lead)


def test_ticked_remarks_are_decided_together(lead: Client, small: Network) -> None:
    ticked = [named(case_of(small, rule)) for rule in ("hours_too_long", "insee_obsolete")]
    first = text_of(post(lead, {"case": ticked, "answer": "accepted"}))
    assert "Décider de 2 remarques" in first
    assert "1 valeur considérée comme inconnue et 1 identité corrigée" in first
    post(lead, {"cases": "\n".join(ticked), "answer": "accepted", "confirm": "1"})
    assert QualityDecision.objects.count() == 2
    assert Library.objects.get(code="LI673").insee == "18001"


def test_all_remarks_of_a_search_are_decided_at_once(lead: Client, small: Network) -> None:
    n = len(cases_of(project_of(small, DEMO_TODAY)))
    text = text_of(post(lead, {"all": "1", "answer": "rejected"}))
    assert f"Décider de {n} remarques" in text
    listed = re.search(r'name="cases" value="([^"]*)"', text)
    assert listed is not None
    post(lead, {"cases": listed[1], "answer": "rejected", "confirm": "1"})
    assert QualityDecision.objects.filter(answer="rejected").count() == n
    left = [case.key for case in cases_of(project_of(small, DEMO_TODAY)) if case.is_to_do]
    assert left == []
    assert "chaque remarque a sa décision" in shown(lead)


def test_only_those_of_the_rule_asked_for_are_decided(lead: Client) -> None:
    text = text_of(post(lead, {"all": "1", "answer": "rejected"}, regle="hours_too_long"))
    assert "Ouverture impossible" in text
    assert "n'existe plus" not in text.split("Ce qui est concerné")[1]


def test_nothing_ticked_is_told(lead: Client) -> None:
    assert "Choisissez d" in text_of(post(lead, {"answer": "accepted"}))


@pytest.mark.parametrize("until", ["", "2020-01-01", "demain"])
def test_a_wrong_date_keeps_what_was_typed(lead: Client, small: Network, until: str) -> None:
    answer = post(lead, {"cases": named(case_of(small, "hours_too_long")), "answer": "postponed", "until": until,
                         "note": "Voir avec la commune", "confirm": "1"})  # fmt: skip
    assert answer.status_code == 422
    assert "Voir avec la commune" in text_of(answer)
    assert not QualityDecision.objects.exists()


def test_a_decision_is_taken_back_from_the_list(lead: Client, small: Network) -> None:
    post(lead, {"cases": named(case_of(small, "insee_obsolete")), "answer": "accepted", "confirm": "1"})
    settled = named(case_of(small, "insee_obsolete"))
    assert "Reprendre la décision" in text_of(post(lead, {"one": settled}))
    text = text_of(post(lead, {"cases": settled, "answer": "take-back", "confirm": "1"}))
    assert "1 décision reprise" in text
    assert Library.objects.get(code="LI673").insee == "18999"


def test_what_a_colleague_decided_meanwhile_is_told_on_screen(
    lead: Client, team: Client, small: Network
) -> None:
    stale = named(case_of(small, "hours_too_long"))
    post(team, {"cases": stale, "answer": "rejected", "confirm": "1"})
    text = text_of(post(lead, {"cases": stale, "answer": "accepted", "confirm": "1"}))
    assert "Déjà écartée par" in text
    assert QualityDecision.objects.get().answer == "rejected"


def test_a_note_that_is_a_script_is_shown_as_text(lead: Client, small: Network) -> None:
    post(lead, {"cases": named(case_of(small, "hours_too_long")), "answer": "rejected", "note": SCRIPT,
                "confirm": "1"})  # fmt: skip
    text = shown(lead, etat="rejected")
    assert SCRIPT not in text
    assert "alert(" in text


# -- around


def test_what_is_unknown_is_told_by_question_with_whom_to_call(lead: Client) -> None:
    assert "Bibliothèques à appeler" in shown(lead, "qualite/inconnu/")
    text = shown(lead, "qualite/inconnu/", question="weekly_hours")
    assert "Amplitude d" in text
    assert "LI673" not in text.split("Bibliothèques à appeler")[1] or "Achères" in text


def test_a_library_leads_to_its_lines_in_the_work_list(lead: Client, small: Network) -> None:
    case = case_of(small, "hours_too_long")
    found = re.search(
        r'href="(/18/reseau/qualite/\?[^"#]*)#(r-[0-9a-f]{10})"', shown(lead, "bibliotheques/LI672/")
    )
    assert found is not None
    page = lead.get(found[1].replace("&amp;", "&")).content.decode()
    assert f'id="{found[2]}"' in page
    assert case.place == "LI672"


def test_an_empty_network_has_nothing_to_verify(lead: Client, small: Network) -> None:
    SourceFile.objects.all().delete()
    Library.objects.all().delete()
    assert "rien à vérifier" in shown(lead)
    assert get(lead, "qualite/inconnu/").status_code == 200


def test_pages_are_valid_html_of_the_house(lead: Client, small: Network) -> None:
    case = case_of(small, "hours_too_long")
    answers = {path: get(lead, path) for path in PATHS[:2]}
    answers["decide"] = post(lead, {"one": named(case)})
    answers["refused"] = post(
        lead, {"cases": named(case), "answer": "postponed", "until": "x", "confirm": "1"}
    )
    post(lead, {"cases": named(case), "answer": "accepted", "confirm": "1"})
    answers["settled"] = get(lead, etat="accepted")
    wrong = {name: found for name, answer in answers.items() if (found := mistakes(answer.content.decode()))}
    assert wrong == {}


def test_a_script_is_never_needed(lead: Client) -> None:
    text = shown(lead)
    assert text.count("<h1") == 1
    assert "onclick" not in text
    assert '<form class="flow" method="post"' in text


class TestDemo:
    """The demo: 143 libraries, hundreds of remarks."""

    @pytest.fixture
    def visited(self, demo_network: Network) -> Network:
        return demo_network

    @pytest.mark.parametrize("path", PATHS)
    def test_pages_ask_little_of_the_base(
        self, path: str, lead: Client, django_assert_max_num_queries: Any
    ) -> None:
        with django_assert_max_num_queries(30):
            assert get(lead, path, etat="all").status_code == 200

    def test_every_proposal_of_the_demo_is_accepted_and_taken_back(
        self, lead: Client, demo_network: Network
    ) -> None:
        before = sorted(Library.objects.values_list("code", "insee", "latitude", "kind", "postcode"))
        project = project_of(demo_network, DEMO_TODAY)
        wanted = [case for case in cases_of(project) if case.proposal]
        names = "\n".join(named(case) for case in wanted)
        text = text_of(post(lead, {"cases": names, "answer": "accepted", "confirm": "1"}))
        done = QualityDecision.objects.count()
        assert done >= len(wanted) - 10, text
        settled = [case for case in cases_of(project_of(demo_network, DEMO_TODAY)) if not case.is_to_do]
        post(
            lead, {"cases": "\n".join(named(case) for case in settled), "answer": "take-back", "confirm": "1"}
        )
        assert not QualityDecision.objects.exists()
        assert not OwnValue.objects.filter(source__startswith="correction acceptée").exists()
        after = Library.objects.values_list("code", "insee", "latitude", "kind", "postcode")
        assert sorted(after, key=str) == sorted(before, key=str)
