"""The pages of the other imports: a file of the service, years, outlines, undoing, reports."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from export_samples import csv_2024, csv_2025

from builders import empty_network
from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.base.jobs.running import run_job
from maillage.base.models import Job
from maillage.territory.models import (
    ColumnMapping,
    Contour,
    ImportRun,
    Library,
    OwnValue,
    SourceFile,
)
from maillage.territory.views import imports as import_views
from web import person, signed_in, text_of

pytestmark = pytest.mark.django_db

LIST = "/18/reseau/imports/"
TABLE = "Réf;Lieu;Prêts;Bidule\nLI672;Lunery;1 200;a\nLI999;Nulle part;abc;b\n"


@pytest.fixture(autouse=True)
def uploads_elsewhere(settings: Any, tmp_path: Path) -> None:
    settings.MAILLAGE_VAR = tmp_path


@pytest.fixture
def visited(db: Any) -> Network:
    found = empty_network("18")
    Library.objects.create(
        network=found, code="LI672", name="Bibliothèque Boris Vian", town="Lunery", postcode="18400"
    )
    return found


def uploaded(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def sent(client: Client, *files: SimpleUploadedFile) -> Any:
    return client.post(f"{LIST}deposer/", {"files": list(files)})


def own(client: Client, content: str | bytes = TABLE, name: str = "prets.csv") -> Any:
    return client.post(f"{LIST}fichier/", {"own_file": uploaded(name, content)})


CHOSEN = {
    "target-0": "code", "target-1": "town", "target-2": "loans", "target-3": "",
    "year": "2026", "name": "Prêts de fin d'année",
}  # fmt: skip


# -- a file of the service


def test_a_file_of_the_service_is_mapped_tried_and_imported(team: Client) -> None:
    columns = own(team).url
    page = text_of(team.get(columns))
    assert "Ce que contient le fichier" in page
    assert "1 200" in page
    trial = team.post(columns, CHOSEN).url
    told = text_of(team.get(trial))
    assert "Rien n&#x27;est encore écrit" in told
    assert "Prêts 2026" in told
    assert "2 lignes : 1 a sa bibliothèque, 1 est laissée de côté" in told
    assert "LI999" in told
    assert not OwnValue.objects.exists()
    done = team.post(trial)
    value = OwnValue.objects.get()
    assert (value.library_code, value.value, value.year, value.source) == ("LI672", "1200", 2026, "prets.csv")
    assert value.by is not None
    assert value.by.username == "tom"
    assert "1 valeur écrite" in text_of(team.get(done.url))
    assert ColumnMapping.objects.get().name == "Prêts de fin d'année"


def test_the_columns_of_a_second_file_are_already_chosen(team: Client) -> None:
    team.post(team.post(own(team).url, CHOSEN).url)
    page = text_of(team.get(own(team, TABLE.replace("1 200", "1 300"), "prets-2027.csv").url))
    assert re.search(r'<option value="loans" selected>', page)
    assert 'value="2027"' in page


def test_columns_that_say_nothing_of_libraries_are_refused_with_the_reason(team: Client) -> None:
    answer = team.post(own(team).url, {**CHOSEN, "target-0": "", "target-1": ""})
    assert answer.status_code == 422
    assert "quelle bibliothèque" in text_of(answer)


def test_a_figure_without_a_year_is_refused(team: Client) -> None:
    answer = team.post(own(team).url, {**CHOSEN, "year": ""})
    assert answer.status_code == 422
    assert "De quelle année" in text_of(answer)
    answer = team.post(own(team).url, {**CHOSEN, "year": "20"})
    assert "Écrivez une année entre" in text_of(answer)


def test_one_may_come_back_to_the_columns(team: Client) -> None:
    columns = own(team).url
    trial = team.post(columns, CHOSEN).url
    assert 'value="2026"' in text_of(team.get(columns))
    team.post(columns, {**CHOSEN, "target-2": "visits"})
    assert "Entrées 2026" in text_of(team.get(trial))


def test_an_own_import_may_be_given_up(team: Client) -> None:
    trial = team.post(own(team).url, CHOSEN).url
    assert "rien n&#x27;a changé" in text_of(team.post(trial, {"cancel": "1"}, follow=True))
    assert "ne sont plus là" in text_of(team.get(trial, follow=True))
    assert not OwnValue.objects.exists()


def test_a_file_that_brings_nothing_changes_nothing(team: Client) -> None:
    trial = team.post(own(team).url, CHOSEN).url
    team.post(trial)
    again = team.post(own(team).url, CHOSEN).url
    assert "ne changerait rien" in text_of(team.get(again))
    assert "rien de nouveau" in text_of(team.post(again, follow=True))
    assert ImportRun.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("vide.csv", b"", "vide"),
        ("page.csv", "<!doctype html><html></html>", "page web"),
        ("photo.xlsx", b"PK\x03\x04" + bytes(60), "abîmé"),
        ('"><script>x</script>.csv', "a;b\n", "aucune ligne"),
    ],
)
def test_a_bad_own_file_is_refused_with_its_remedy(
    team: Client, name: str, content: str | bytes, told: str
) -> None:
    answer = own(team, content, name)
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert "<script>x" not in text_of(answer)


def test_no_own_file_and_a_huge_one_are_told(team: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Aucun fichier n&#x27;est choisi" in text_of(team.post(f"{LIST}fichier/", {}))
    monkeypatch.setattr("maillage.territory.uploads.LARGEST", 10)
    answer = own(team)
    assert answer.status_code == 422
    assert "dépasse la limite" in text_of(answer)


def test_a_big_own_file_is_tried_in_the_background(team: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_views, "DIRECT", 10)
    team.post(own(team).url, CHOSEN)
    job = Job.objects.get(kind="territory.own-try")
    run_job.func(job.pk)
    job.refresh_from_db()
    trial = job.result["url"]
    assert "Prêts 2026" in text_of(team.get(trial))
    team.post(trial)
    done = Job.objects.get(kind="territory.own-import")
    run_job.func(done.pk)
    assert OwnValue.objects.count() == 1


def test_only_the_team_may_import_a_file_of_the_service(
    reader: Client, stranger: Client, team: Client
) -> None:
    columns = own(team).url
    trial = team.post(columns, CHOSEN).url
    for url in (columns, trial):
        assert reader.get(url).status_code == 403
        assert stranger.get(url).status_code == 404
        assert reader.post(url, CHOSEN).status_code == 403
    assert own(reader).status_code == 403
    assert not OwnValue.objects.exists()


# -- years


def test_a_later_export_stands_beside_that_of_2025(team: Client) -> None:
    team.post(sent(team, uploaded("export2025.csv", csv_2025({}))).url, {"year-0": "2023"})
    trial = sent(team, uploaded("export2026.csv", csv_2025({"nombre_de_livres": "9"}))).url
    page = text_of(team.get(trial))
    assert "export des données 2024" in page
    assert 'value="2024"' in page
    team.post(trial, {"year-0": "2024"})
    assert [file.vintage for file in SourceFile.objects.order_by("vintage")] == [
        "2025-activite",
        "donnees-2024",
    ]


def test_a_changed_year_is_tried_anew_before_it_is_imported(team: Client) -> None:
    trial = sent(team, uploaded("export.csv", csv_2025({}))).url
    answer = team.post(trial, {"year-0": "2025"})
    assert answer.url == trial
    assert not SourceFile.objects.exists()
    assert "export des données 2025" in text_of(team.get(trial))
    team.post(trial, {"year-0": "2025"})
    assert SourceFile.objects.get().vintage == "donnees-2025"


@pytest.mark.parametrize("year", ["20", "1066", "deux mille", "２０２３", "99999"])
def test_a_year_that_is_none_is_told(team: Client, year: str) -> None:
    trial = sent(team, uploaded("export.csv", csv_2025({}))).url
    assert "n&#x27;est pas une année" in text_of(team.post(trial, {"year-0": year}, follow=True))
    assert not SourceFile.objects.exists()


# -- outlines, elsewhere


def test_outlines_are_imported_beside_the_rest(team: Client) -> None:
    shape = (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"18133"},'
        '"geometry":{"type":"Polygon","coordinates":[[[2.2,46.9],[2.3,46.9],[2.3,47.0],[2.2,46.9]]]}}]}'
    )
    trial = sent(team, uploaded("contours.geojson", shape)).url
    assert "Contours pour la carte : 1 commune" in text_of(team.get(trial))
    done = team.post(trial)
    assert Contour.objects.get().insee == "18133"
    assert "1 contour de commune" in text_of(team.get(done.url))


def test_a_national_file_says_how_many_lines_belong_elsewhere(team: Client) -> None:
    far = {"code_departement": "36", "cp": "36400", "code_insee_commune": "36001", "code_bib": "900.0"}
    trial = sent(team, uploaded("fr.csv", csv_2024({}, far))).url
    assert "2 lignes, dont 1 d&#x27;autres départements" in text_of(team.get(trial))


# -- reports and undoing


def test_the_whole_report_may_be_downloaded_before_and_after(team: Client) -> None:
    trial = sent(team, uploaded("2024.csv", csv_2024({"amplitude_horaire": "96"}))).url
    before = team.get(f"{trial}rapport.csv")
    assert before["Content-Type"].startswith("text/csv")
    lines = before.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Règle;Bibliothèque;Commune;Fichier;Ligne;Remarque;Que faire")
    assert any("Plus de 80 heures" in line for line in lines)
    run = team.post(trial, {"year-0": "2021"}).url
    after = team.get(f"{run}rapport.csv").content.decode("utf-8-sig").splitlines()
    assert sorted(after) == sorted(lines)


def test_a_report_of_thousands_of_remarks_is_cut_into_pages(
    team: Client, visited: Network, django_assert_max_num_queries: Any
) -> None:
    remarks = [
        {"rule": "homonyms", "code": f"LI{n}", "line": n, "source": "a.csv", "message": f"remarque {n}"}
        for n in range(5000)
    ]
    run = ImportRun.objects.create(
        network=visited, kind="libraries", files=[], remarks=remarks, summary={"created": 0, "updated": 0}
    )
    with django_assert_max_num_queries(30):
        first = text_of(team.get(f"{LIST}{run.pk}/"))
    assert "Page 1 sur 25" in first
    assert "remarque 199" in first
    assert "remarque 200" not in first
    assert "remarque 4999" in text_of(team.get(f"{LIST}{run.pk}/?page=25"))
    assert team.get(f"{LIST}{run.pk}/?page=x").status_code == 200


def test_the_last_import_is_undone_from_its_page(team: Client) -> None:
    run = team.post(
        sent(team, uploaded("2025.csv", csv_2025({"Code_bib": "LI9"}))).url, {"year-0": "2023"}
    ).url
    assert "Annuler cet import" in text_of(team.get(run))
    page = text_of(team.get(f"{run}annuler/"))
    assert "Retirées : 1 bibliothèque créée" in page
    assert Library.objects.count() == 2
    done = team.post(f"{run}annuler/", follow=True)
    assert "Import annulé" in text_of(done)
    assert Library.objects.count() == 1
    assert "a été annulé" in text_of(team.get(run))
    assert "Annuler cet import" not in text_of(team.get(run))
    assert "Aucun import" in text_of(team.post(f"{run}annuler/", follow=True))


def test_an_older_import_leads_nowhere_until_the_later_one_is_undone(team: Client) -> None:
    first = team.post(sent(team, uploaded("2024.csv", csv_2024({}))).url, {"year-0": "2021"}).url
    team.post(sent(team, uploaded("2025.csv", csv_2025({}))).url, {"year-0": "2023"})
    assert "Annuler cet import" not in text_of(team.get(first))
    assert "Un autre import a été fait depuis" in text_of(team.get(f"{first}annuler/", follow=True))


def test_only_the_team_may_undo(reader: Client, stranger: Client, team: Client) -> None:
    run = team.post(sent(team, uploaded("2025.csv", csv_2025({}))).url, {"year-0": "2023"}).url
    assert "Annuler" not in text_of(reader.get(run))
    assert reader.get(f"{run}annuler/").status_code == 403
    assert reader.post(f"{run}annuler/").status_code == 403
    assert stranger.post(f"{run}annuler/").status_code == 404
    assert SourceFile.objects.exists()


def test_the_pages_ask_little_of_the_base(visited: Network, django_assert_max_num_queries: Any) -> None:
    client = signed_in(person("ines", visited, Role.TEAM))
    columns = own(client).url
    with django_assert_max_num_queries(30):
        assert client.get(columns).status_code == 200
    trial = client.post(columns, CHOSEN).url
    with django_assert_max_num_queries(45):  # the first time, the whole plan is made
        assert client.get(trial).status_code == 200
    with django_assert_max_num_queries(30):
        assert client.get(trial).status_code == 200
