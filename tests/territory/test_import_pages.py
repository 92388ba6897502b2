"""Imports from the browser: tried, read, confirmed; whatever the file, nothing is lost and the remedy is told."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from export_samples import COMMUNES, csv_2024, csv_2025

from builders import empty_network
from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.base.jobs.running import run_job
from maillage.base.models import AuditEntry, Job
from maillage.territory import uploads
from maillage.territory.models import Commune, ImportRun, Library, SourceFile
from maillage.territory.services import import_libraries
from maillage.territory.uploads import UploadGone, keep, safe_name, upload_of
from maillage.territory.views import imports as import_views
from web import person, signed_in, text_of

pytestmark = pytest.mark.django_db

NEW = "/18/reseau/imports/deposer/"
LIST = "/18/reseau/imports/"


@pytest.fixture(autouse=True)
def uploads_elsewhere(settings: Any, tmp_path: Path) -> Path:
    settings.MAILLAGE_VAR = tmp_path
    return tmp_path / "uploads" / "18"


@pytest.fixture
def visited(db: Any) -> Network:
    return empty_network("18")


def uploaded(name: str, content: str | bytes) -> SimpleUploadedFile:
    data = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, data, content_type="text/csv")


def sent(client: Client, *files: SimpleUploadedFile) -> Any:
    return client.post(NEW, {"files": list(files)})


def workbook() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return stream.getvalue()


# -- the ordinary way


def test_files_are_tried_then_imported(team: Client, visited: Network, uploads_elsewhere: Path) -> None:
    answer = sent(team, uploaded("2024.csv", csv_2024({})), uploaded("communes.csv", COMMUNES))
    assert answer.status_code == 302
    assert (Library.objects.count(), Commune.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)
    trial = text_of(team.get(answer.url))
    assert "Rien n&#x27;est encore écrit" in trial
    assert "4 communes" in trial
    assert "1 bibliothèque" in trial
    done = team.post(answer.url)
    assert done.status_code == 302
    assert (Library.objects.count(), Commune.objects.count()) == (1, 4)
    assert {run.kind for run in ImportRun.objects.all()} == {"libraries", "communes"}
    assert AuditEntry.objects.filter(verb="territory.import", actor__username="tom").exists()
    assert "1 lieu nouveau" in text_of(team.get(done.url))
    assert "2024.csv" in text_of(team.get(LIST))


def test_the_files_go_once_they_are_imported(
    team: Client, uploads_elsewhere: Path, django_capture_on_commit_callbacks: Any
) -> None:
    url = sent(team, uploaded("2024.csv", csv_2024({}))).url
    with django_capture_on_commit_callbacks(execute=True):
        team.post(url)
    assert list(uploads_elsewhere.iterdir()) == []
    again = team.get(url, follow=True)
    assert "Ces fichiers ne sont plus là" in text_of(again)


def test_an_import_may_be_given_up(team: Client, uploads_elsewhere: Path) -> None:
    url = sent(team, uploaded("2024.csv", csv_2024({}))).url
    answer = team.post(url, {"cancel": "1"}, follow=True)
    assert "rien n&#x27;a changé" in text_of(answer)
    assert Library.objects.count() == 0
    assert list(uploads_elsewhere.iterdir()) == []


def test_a_file_imported_before_is_told_and_changes_nothing(team: Client) -> None:
    team.post(sent(team, uploaded("2024.csv", csv_2024({}))).url)
    trial = sent(team, uploaded("2024.csv", csv_2024({}))).url
    assert "Déjà importé" in text_of(team.get(trial))
    assert "déjà été importés" in text_of(team.post(trial, follow=True))
    assert ImportRun.objects.count() == 1


def test_a_trial_tells_line_by_line_what_deserves_a_look(team: Client) -> None:
    hours = {
        "amplitude_horaire": "96",
        "code_bib": "673.0",
        "nom_de_l_etablissement": "<b>Autre</b>",
        "adresse": "B",
    }
    trial = text_of(team.get(sent(team, uploaded("2024.csv", csv_2024({}, hours))).url))
    assert "Plus de 80 heures par semaine" in trial
    assert "ligne 3" in trial
    assert "Vérifiez l&#x27;unité" in trial
    assert "<b>Autre</b>" not in trial


# -- what people typed


def test_what_a_person_typed_is_kept_by_a_later_import_and_told(team: Client, visited: Network) -> None:
    team.post(sent(team, uploaded("2024.csv", csv_2024({}))).url)
    Library.objects.filter(code="LI672").update(name="Médiathèque Agnès Varda")
    trial = sent(team, uploaded("2025.csv", csv_2025({}))).url
    told = text_of(team.get(trial))
    assert "Valeurs saisies, gardées" in told
    assert "Médiathèque Agnès Varda" in told
    team.post(trial)
    assert Library.objects.get(code="LI672").name == "Médiathèque Agnès Varda"
    assert ImportRun.objects.filter(kind="libraries").latest("pk").summary["kept"] == 1


def test_a_value_that_nobody_typed_follows_the_newest_file(team: Client) -> None:
    team.post(sent(team, uploaded("2024.csv", csv_2024({}))).url)
    team.post(sent(team, uploaded("2025.csv", csv_2025({"nom_de_l_etablissement": "Nom nouveau"}))).url)
    assert Library.objects.get(code="LI672").name == "Nom nouveau"


def test_what_a_first_import_replaces_is_told(team: Client, visited: Network) -> None:
    Library.objects.create(network=visited, code="LI672", name="Écrite à la main", town="Lunery")
    told = text_of(team.get(sent(team, uploaded("2024.csv", csv_2024({}))).url))
    assert "Valeurs remplacées par celles des fichiers" in told
    assert "Écrite à la main" in told


def test_a_removed_library_that_a_file_brings_back_is_told(team: Client) -> None:
    other = {"code_bib": "673.0", "nom_de_l_etablissement": "Autre", "adresse": "B"}
    team.post(sent(team, uploaded("2024.csv", csv_2024({}, other))).url)
    Library.objects.filter(code="LI673").delete()
    told = text_of(team.get(sent(team, uploaded("2025.csv", csv_2025({}))).url))
    assert "Supprimées du registre" in told
    assert "Autre" in told


# -- bad files


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("vide.csv", b"", "Le fichier est vide"),
        ("classeur.csv", workbook(), "un classeur (XLSX, ODS)"),
        ("image.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x01", "n&#x27;est pas reconnu"),
        ("page.csv", "<!doctype html><html></html>", "page web"),
        ("autre.csv", "a;b;c\n1;2;3\n", "ne sont pas reconnues"),
        ("sans-ligne.csv", csv_2024(), "aucune ligne de données"),
        ("indre.csv", csv_2024({"code_departement": "36", "cp": "36400", "code_insee_commune": "36001"}),
         "aucune ligne ne concerne le département 18"),
        ("communes-36.csv", "code_insee,nom,code_departement,codes_postaux\n36001,Aigurande,36,36140\n",
         "Aucune commune du fichier"),
        ("horaires.csv", "nom;ville;code;jour\nHalle aux grains;Bourges;18033;lundi\n",
         "pas un export de bibliothèques reconnu"),
        ('"><script>x</script>.csv', b"", "Le fichier est vide"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_by_name_with_its_remedy(
    team: Client, uploads_elsewhere: Path, name: str, content: str | bytes, told: str
) -> None:
    answer = sent(team, uploaded(name, content))
    assert answer.status_code == 422
    text = text_of(answer)
    assert told in text
    assert "<script>x" not in text
    assert "Erreur – " in text
    assert Library.objects.count() == Commune.objects.count() == SourceFile.objects.count() == 0
    assert not uploads_elsewhere.exists() or list(uploads_elsewhere.iterdir()) == []


def test_every_bad_file_of_several_is_named(team: Client) -> None:
    text = text_of(
        sent(
            team, uploaded("un.csv", b""), uploaded("bon.csv", csv_2024({})), uploaded("deux.csv", workbook())
        )
    )
    assert "un.csv" in text
    assert "deux.csv" in text
    assert "bon.csv :" not in text


def test_no_file_and_too_many_are_told(team: Client) -> None:
    assert "Aucun fichier" in text_of(team.post(NEW, {}))
    many = [uploaded(f"{n}.csv", csv_2024({})) for n in range(7)]
    assert "7 fichiers sont choisis" in text_of(sent(team, *many))


def test_a_huge_file_is_refused_before_it_is_read(team: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 100)
    answer = sent(team, uploaded("gros.csv", csv_2024({})))
    assert answer.status_code == 422
    assert "gros.csv" in text_of(answer)
    assert "dépasse" in text_of(answer)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\export 2024.csv", "export 2024.csv"),
        ("a\u202eb\x00.csv", "ab.csv"),
        ("", "fichier.csv"),
        ("é" * 300, "é" * 120),
    ],
)
def test_the_name_of_a_file_never_becomes_a_path(given: str, kept: str) -> None:
    assert safe_name(given) == kept


# -- who may, and for how long


def test_only_the_team_may_import(reader: Client, stranger: Client, team: Client, visited: Network) -> None:
    url = sent(team, uploaded("2024.csv", csv_2024({}))).url
    assert sent(reader, uploaded("2024.csv", csv_2024({}))).status_code == 403
    assert reader.get(url).status_code == 403
    assert reader.post(url).status_code == 403
    for answer in (stranger.get(url), stranger.post(url), stranger.get(LIST)):
        assert answer.status_code == 404
    assert Library.objects.count() == 0


def test_a_trial_of_another_network_cannot_be_confirmed_here(team: Client, visited: Network) -> None:
    other = empty_network("36")
    token = keep(other, [uploaded("2024.csv", csv_2024({}))]).token
    answer = team.post(f"{LIST}essai/{token}/", follow=True)
    assert "Ces fichiers ne sont plus là" in text_of(answer)
    assert Library.objects.count() == 0


@pytest.mark.parametrize("token", ["x", "x:y:z", "..", "WzEsIi4uIl0:1abc:zzz"])
def test_a_forged_token_leads_nowhere(visited: Network, token: str) -> None:
    with pytest.raises(UploadGone):
        upload_of(visited, token)


def test_forgotten_files_go_after_a_day(visited: Network, uploads_elsewhere: Path) -> None:
    old = keep(visited, [uploaded("2024.csv", csv_2024({}))])
    yesterday = time.time() - 25 * 3600
    os.utime(old.folder, (yesterday, yesterday))
    new = keep(visited, [uploaded("2025.csv", csv_2025({}))])
    assert not old.folder.exists()
    assert new.folder.exists()


def test_a_run_of_another_network_does_not_exist_here(team: Client) -> None:
    run = ImportRun.objects.create(network=empty_network("36"), kind="libraries", summary={})
    assert team.get(f"{LIST}{run.pk}/").status_code == 404


# -- big files


def test_big_files_are_tried_and_imported_in_the_background(
    team: Client, visited: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_views, "DIRECT", 10)
    answer = sent(team, uploaded("2024.csv", csv_2024({})))
    job = Job.objects.get(kind="territory.try")
    assert answer.url.endswith(f"/{job.pk}/")
    run_job.func(job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    trial = job.result["url"]
    assert Library.objects.count() == 0
    assert "1 lieu" in text_of(team.get(trial))
    team.post(trial)
    confirmed = Job.objects.get(kind="territory.import")
    run_job.func(confirmed.pk)
    confirmed.refresh_from_db()
    assert confirmed.state == "done"
    assert Library.objects.count() == 1
    assert team.get(confirmed.result["url"]).status_code == 200


def test_a_big_file_of_elsewhere_fails_with_its_reason(
    team: Client, visited: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_views, "DIRECT", 10)
    elsewhere = csv_2024({"code_departement": "36", "cp": "36400", "code_insee_commune": "36001"})
    sent(team, uploaded("indre.csv", elsewhere))
    job = Job.objects.get(kind="territory.try")
    run_job.func(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "département 18" in job.message


def test_the_list_of_imports_asks_little_of_the_base(
    visited: Network, django_assert_max_num_queries: Any
) -> None:
    for n in range(60):
        ImportRun.objects.create(
            network=visited, kind="libraries", files=[{"name": f"{n}.csv", "sha256": "0" * 64}],
            summary={"records": 1, "created": 1, "updated": 0},
        )  # fmt: skip
    client = signed_in(person("ines", visited, Role.TEAM))
    with django_assert_max_num_queries(30):
        assert client.get(LIST).status_code == 200


def test_an_import_without_files_changes_nothing(visited: Network) -> None:
    outcome = import_libraries(network=visited, files=[])
    assert (outcome.done, outcome.created, outcome.updated) == (False, 0, 0)
