"""The pages of the dossier: who sees what, writing, generating, taking away."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from builders import TODAY, empty_network, read_text
from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry, Job, Removal, record
from maillage.base.models.jobs import JobState
from maillage.base.plugs import plug_modules
from maillage.base.ui.editing.plain import version_of
from maillage.dossier import generation
from maillage.dossier.domain.texts import ChapterText as Text
from maillage.dossier.domain.texts import Slot
from maillage.dossier.models import ChapterText, Dossier
from maillage.dossier.places import ROOMS
from maillage.dossier.services import NAMES
from maillage.portability.services import programme_text, save_programme
from web import close, other_network, person, signed_in, text_of

pytestmark = pytest.mark.django_db

PAGES = (
    "",
    "chapitres/",
    "chapitres/summary/",
    "chapitres/funding/",
    "chapitres/annexes/",
    "chapitres/summary/historique/",
    "reglages/historique/",
    "controle/",
    "controle/controle.csv",
    "controle/controle.txt",
)
EDITS = ("chapitres/summary/modifier/", "reglages/modifier/")


@pytest.fixture(autouse=True)
def own_place(settings: Any, tmp_path: Path) -> Path:
    settings.MAILLAGE_VAR = tmp_path
    settings.MAILLAGE_TODAY = TODAY
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return tmp_path


@pytest.fixture
def generate(
    lead: Client, django_capture_on_commit_callbacks: Any
) -> Iterator[Callable[[], generation.Generation]]:
    """Ask for the dossier as the lead does, and wait."""

    def run() -> generation.Generation:
        with django_capture_on_commit_callbacks(execute=True):
            answer = lead.post("/18/dossier/generer/")
        assert answer.status_code == 302
        found = generation.last_generation(Network.objects.get(department="18"))
        assert found is not None
        return found

    return run


def taken(answer: Any) -> bytes:
    """The content of a download, whose file is then closed."""
    content = b"".join(answer.streaming_content)
    close(answer)
    return content


def write(client: Client, text: str, slot: str = "summary", **more: str) -> Any:
    return client.post(f"/18/dossier/chapitres/{slot}/modifier/", {"text": text, "_version": "", **more})


# ------------------------------------------------------------------------------------------ who sees what


@pytest.mark.parametrize("path", PAGES)
def test_the_network_reads_its_dossier_and_a_stranger_does_not(
    path: str, lead: Client, reader: Client, stranger: Client, client: Client
) -> None:
    assert lead.get(f"/18/dossier/{path}").status_code == 200
    assert reader.get(f"/18/dossier/{path}").status_code == 200
    assert stranger.get(f"/18/dossier/{path}").status_code == 404
    assert client.get(f"/18/dossier/{path}").status_code in (302, 401, 403)


@pytest.mark.parametrize("path", EDITS)
def test_the_team_writes_and_the_reader_does_not(
    path: str, lead: Client, team: Client, reader: Client, stranger: Client
) -> None:
    assert lead.get(f"/18/dossier/{path}").status_code == 200
    assert team.get(f"/18/dossier/{path}").status_code == 200
    assert reader.get(f"/18/dossier/{path}").status_code == 403
    assert reader.post(f"/18/dossier/{path}", {"text": "Non"}).status_code == 403
    assert stranger.post(f"/18/dossier/{path}", {"text": "Non"}).status_code == 404
    assert not ChapterText.objects.exists()


def test_only_the_team_generates(team: Client, reader: Client, stranger: Client) -> None:
    assert reader.post("/18/dossier/generer/").status_code == 403
    assert stranger.post("/18/dossier/generer/").status_code == 404
    assert team.get("/18/dossier/generer/").status_code == 405
    assert not Job.objects.exists()


def test_a_reader_is_offered_nothing_to_change(reader: Client) -> None:
    shown = text_of(reader.get("/18/dossier/")) + text_of(reader.get("/18/dossier/chapitres/summary/"))
    assert "/generer/" not in shown
    assert "/modifier/" not in shown
    assert "/reglages/" not in shown


@pytest.mark.parametrize("path", ["chapitres/nimporte/", "chapitres/nimporte/modifier/", "controle/passwd"])
def test_an_unknown_chapter_or_file_is_not_found(path: str, lead: Client) -> None:
    assert lead.get(f"/18/dossier/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", *PAGES[1:]])
def test_a_network_without_programme_says_how_to_begin(path: str, settings: Any) -> None:
    lead = signed_in(person("nina", empty_network("45"), Role.LEAD))
    answer = lead.get(f"/45/dossier/{path}")
    assert answer.status_code in (200, 404)
    if "historique" not in path:
        assert "nouveau-programme" in text_of(answer)


# ------------------------------------------------------------------------------------------ the pages


def test_the_dossier_tells_how_complete_it_is_and_what_is_missing(lead: Client) -> None:
    shown = text_of(lead.get("/18/dossier/"))
    assert "Dossier complet à" in shown
    assert "Ce qui manque" in shown
    assert "/18/dossier/chapitres/summary/" in shown
    assert shown.count("<h1") == 1


def test_a_chapter_is_read_with_its_tables_and_its_neighbours(lead: Client) -> None:
    shown = text_of(lead.get("/18/dossier/chapitres/funding/"))
    assert "Plan de financement" in shown
    assert 'rel="prev"' in shown
    assert 'rel="next"' in shown
    assert "<table" in shown


def test_the_key_figures_lead_to_what_they_are_made_of(lead: Client) -> None:
    page = lead.get("/18/dossier/chapitres/summary/").content.decode()
    assert re.search(r'<a href="/18/financement/pourquoi/cout/[^"]*">21\s000\s€</a>', page)


def test_the_contents_lead_to_anchors_that_exist(lead: Client) -> None:
    contents = text_of(lead.get("/18/dossier/chapitres/"))
    links = re.findall(r'href="(/18/dossier/chapitres/[a-z]+/)#([^"]+)"', contents)
    assert len(links) > 10
    pages = {url: text_of(lead.get(url)) for url in {url for url, _ in links}}
    assert [anchor for url, anchor in links if f'id="{anchor}"' not in pages[url]] == []


@pytest.mark.parametrize(
    "path", ["", "chapitres/", "chapitres/actions/", "controle/", "chapitres/summary/modifier/"]
)
def test_a_page_seen_first_stays_within_its_queries_with_the_whole_demo(
    path: str, demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    address = f"/{demo_network.department}/dossier/{path}"
    with django_assert_max_num_queries(30):
        assert lead.get(address).status_code == 200
    # Then the project is shared: what is left is the person, her role, the trail and the files.
    with django_assert_max_num_queries(12):
        lead.get(address)


# ------------------------------------------------------------------------------------------ writing


def test_a_text_is_written_read_changed_and_removed(lead: Client, network: Network) -> None:
    assert write(lead, "Tout coûte {funding.total_ht}.").status_code == 302
    shown = text_of(lead.get("/18/dossier/chapitres/summary/"))
    # The figure leads to what it is made of.
    assert 'Tout coûte <a href="/18/financement/pourquoi/cout/">21 000 €</a>' in shown
    version = version_of(Text(chapter=Slot.SUMMARY, text="Tout coûte {funding.total_ht}."))
    assert write(lead, "Plus court.", _version=version).status_code == 302
    version = version_of(Text(chapter=Slot.SUMMARY, text="Plus court."))
    assert write(lead, "", _version=version).status_code == 302
    assert not ChapterText.objects.exists()
    assert Removal.objects.filter(network=network, target="dossier.ChapterText/summary").exists()
    verbs = AuditEntry.objects.filter(target="dossier.ChapterText/summary").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["create", "change", "remove"]
    history = text_of(lead.get("/18/dossier/chapitres/summary/historique/"))
    assert "Plus court." in history


def test_an_unknown_figure_is_told_with_the_name_that_was_meant_and_nothing_is_lost(lead: Client) -> None:
    answer = write(lead, "Tout coûte {funding.totl_ht}.")
    assert answer.status_code == 422
    shown = text_of(answer)
    assert "{funding.totl_ht} n&#x27;existe pas" in shown
    assert "{funding.total_ht}" in shown
    assert "Tout coûte {funding.totl_ht}." in shown
    assert not ChapterText.objects.exists()


def test_a_preview_shows_the_text_and_saves_nothing(lead: Client) -> None:
    answer = write(lead, "**Fort** : {programme.actions}", _preview="1")
    assert answer.status_code == 200
    assert "<strong>Fort</strong> : 2" in text_of(answer)
    assert not ChapterText.objects.exists()


def test_a_script_in_a_text_stays_text(lead: Client) -> None:
    write(lead, "<script>alert(1)</script> [x](javascript:alert(1))")
    for path in ("chapitres/summary/", "chapitres/summary/modifier/", "chapitres/summary/historique/"):
        shown = text_of(lead.get(f"/18/dossier/{path}"))
        assert "<script>alert" not in shown
        assert 'href="javascript' not in shown


def test_the_second_of_two_people_is_told_and_loses_nothing(lead: Client, team: Client) -> None:
    write(lead, "Première version.")
    opened = version_of(Text(chapter=Slot.SUMMARY, text="Première version."))
    assert write(team, "Celle de Tom.", _version=opened).status_code == 302
    answer = write(lead, "Celle de Léa.", _version=opened)
    assert answer.status_code == 409
    shown = text_of(answer)
    assert "Celle de Tom." in shown
    assert "Celle de Léa." in shown
    assert "Tom" in shown
    assert ChapterText.objects.get().text == "Celle de Tom."
    newer = version_of(Text(chapter=Slot.SUMMARY, text="Celle de Tom."))
    assert write(lead, "Celle de Léa.", _version=newer).status_code == 302
    assert ChapterText.objects.get().text == "Celle de Léa."


def test_what_was_typed_when_a_session_ended_is_shown_again_and_not_saved(lead: Client) -> None:
    answer = write(lead, "Une longue saisie.", _resume="1")
    assert answer.status_code == 200
    assert "Une longue saisie." in text_of(answer)
    assert not ChapterText.objects.exists()


def test_a_text_that_is_too_long_is_kept_in_the_form(lead: Client) -> None:
    answer = write(lead, "mot " * 6000)
    assert answer.status_code == 422
    assert "Raccourcissez" in text_of(answer)


def test_the_text_survives_an_import_with_its_history(lead: Client, network: Network) -> None:
    write(lead, "Voici.")
    save_programme(file=read_text(programme_text(network)))
    assert "Voici." in text_of(lead.get("/18/dossier/chapitres/summary/"))
    assert "création" in text_of(lead.get("/18/dossier/chapitres/summary/historique/"))


def test_settings_reach_the_cover(lead: Client) -> None:
    typed = {"recipient": "DRAC", "version": "V2", "dated": "2026-03-01", "subtitle": ""}
    shown = text_of(lead.get("/18/dossier/reglages/modifier/"))
    version = re.findall(r'name="_version" value="([^"]*)"', shown)[0]
    assert lead.post("/18/dossier/reglages/modifier/", {**typed, "_version": version}).status_code == 302
    assert Dossier.objects.get().recipient == "DRAC"
    cover = text_of(lead.get("/18/dossier/chapitres/"))
    assert "V2" in cover
    assert "1er mars 2026" in cover
    assert lead.get("/18/dossier/reglages/modifier/").status_code == 200
    assert "modification" in text_of(lead.get("/18/dossier/reglages/historique/"))


def test_a_wrong_date_is_told_and_kept(lead: Client) -> None:
    answer = lead.post("/18/dossier/reglages/modifier/", {"dated": "hier", "_version": ""})
    assert answer.status_code == 422
    assert "n&#x27;est pas une date" in text_of(answer)


# ------------------------------------------------------------------------------------------ remarks


def test_every_room_that_checks_has_its_name_on_screen() -> None:
    codes = set()
    for module in plug_modules("checks"):
        source = Path(str(module.__file__)).read_text("utf-8")
        codes |= set(re.findall(r'"([A-Z]{3})-\d\d"', source))
    assert codes
    assert codes - ROOMS.keys() == set()


def test_remarks_are_filtered_by_severity_and_theme(lead: Client) -> None:
    everything = text_of(lead.get("/18/dossier/controle/"))
    warnings = text_of(lead.get("/18/dossier/controle/?gravite=warning&theme=dossier"))
    assert "DOS-01" in everything
    assert "TER-01" in everything
    assert "DOS-01" in warnings
    assert "TER-01" not in warnings
    nothing = text_of(lead.get("/18/dossier/controle/?gravite=nimporte"))
    assert "Aucune remarque ne répond" in nothing


def test_a_remark_leads_to_where_it_is_mended(lead: Client) -> None:
    shown = text_of(lead.get("/18/dossier/controle/"))
    assert 'href="/18/dossier/chapitres/summary/"' in shown


def test_remarks_are_taken_away_as_a_table(reader: Client) -> None:
    answer = reader.get("/18/dossier/controle/controle.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="controle.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Gravité;Thème;Code;Où;Remarque;Remède;Sources"
    assert len(lines) > 3


# ------------------------------------------------------------------------------------------ files


@pytest.mark.slow
def test_the_job_writes_the_files_of_the_dossier_and_everyone_of_the_network_takes_them(
    generate: Any, reader: Client, stranger: Client, own_place: Path
) -> None:
    found = generate()
    assert {file.name for file in found.files} <= NAMES
    assert {"dossier.docx", "dossier.pdf", "plan-de-financement.xlsx"} <= {file.name for file in found.files}
    assert found.changes == 0
    assert found.job.actor.username == "lea"
    for file in found.files:
        url = f"/18/dossier/fichiers/{found.job.pk}/{file.name}"
        answer = reader.get(url)
        content = taken(answer)
        assert len(content) == file.size
        assert content == (generation.folder_of(found.job) / file.name).read_bytes()
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("attachment;")
        assert "filename*=utf-8''R%C3%A9seau" in answer["Content-Disposition"]
        assert stranger.get(url).status_code == 404
    bundle = reader.get(f"/18/dossier/fichiers/{found.job.pk}.zip")
    with zipfile.ZipFile(io.BytesIO(taken(bundle))) as archive:
        assert {name: archive.getinfo(name).file_size for name in archive.namelist()} == {
            file.name: file.size for file in found.files
        }
    assert stranger.get(f"/18/dossier/fichiers/{found.job.pk}.zip").status_code == 404
    shown = text_of(reader.get("/18/dossier/"))
    assert "Tout télécharger" in shown
    assert "Lea" in shown
    assert str(own_place) not in shown


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are made at once: their content is tried elsewhere."""

    def quickly(*, project: Any, folder: Path, progress: Any) -> tuple[Any, ...]:
        folder.mkdir(parents=True)
        progress("controle.txt")
        (folder / "controle.txt").write_text("bien")
        return (generation.Written(name="controle.txt", label="le contrôle", size=4),)

    monkeypatch.setattr(generation, "write_dossier", quickly)


@pytest.mark.usefixtures("written")
def test_a_change_after_the_generation_is_told(generate: Any, lead: Client) -> None:
    generate()
    assert "modifié depuis" not in text_of(lead.get("/18/dossier/"))
    write(lead, "Une phrase de plus.")
    assert "modifié depuis (1 modification)" in text_of(lead.get("/18/dossier/"))


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(
    "name",
    [
        "dossier.pdf",
        "..%2F..%2Fmaillage.sqlite3",
        "%2e%2e%2fmaillage.sqlite3",
        "..\\secret.txt",
        ".maillage.json",
        "controle.txt%00.svg",
        "%2Fetc%2Fpasswd",
    ],
)
def test_nothing_but_the_files_of_the_set_is_served(
    name: str, generate: Any, lead: Client, own_place: Path
) -> None:
    found = generate()
    (own_place / "maillage.sqlite3").write_text("secret")
    (generation.folder_of(found.job) / ".maillage.json").write_text("{}")
    assert taken(lead.get(f"/18/dossier/fichiers/{found.job.pk}/controle.txt")) == b"bien"
    assert lead.get(f"/18/dossier/fichiers/{found.job.pk}/{name}").status_code == 404


@pytest.mark.usefixtures("written")
def test_a_set_of_another_network_is_not_found_under_ones_own_address(generate: Any, lead: Client) -> None:
    found = generate()
    sam = signed_in(person("sam", other_network(), Role.LEAD))
    assert sam.get(f"/971/dossier/fichiers/{found.job.pk}/controle.txt").status_code == 404
    assert sam.get(f"/971/dossier/fichiers/{found.job.pk}.zip").status_code == 404


@pytest.mark.usefixtures("written")
def test_a_set_that_is_not_finished_is_never_offered(generate: Any, lead: Client, network: Network) -> None:
    found = generate()
    for state in (JobState.RUNNING, JobState.FAILED, JobState.WAITING):
        Job.objects.filter(pk=found.job.pk).update(state=state)
        assert generation.last_generation(network) is None
        assert lead.get(f"/18/dossier/fichiers/{found.job.pk}/controle.txt").status_code == 404
        assert 'controle.txt"' not in text_of(lead.get("/18/dossier/"))


@pytest.mark.usefixtures("written")
def test_old_sets_and_interrupted_ones_are_removed(
    generate: Any, network: Network, own_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generation, "KEPT", 2)
    pks = [generate().job.pk for _ in range(3)]
    home = own_place / "dossiers" / str(network.pk)
    (home / ".dossier-left").mkdir()
    pks.append(generate().job.pk)
    assert sorted(path.name for path in home.iterdir()) == sorted(map(str, pks[-2:]))
    assert generation.generation(network, pks[0]) is None


@pytest.mark.usefixtures("written")
def test_asking_twice_makes_one_job(lead: Client) -> None:
    # Nothing runs: the callbacks of the transaction are not executed.
    first, second = lead.post("/18/dossier/generer/"), lead.post("/18/dossier/generer/")
    assert first["Location"] == second["Location"]
    assert Job.objects.count() == 1
    assert "Génération du dossier" in text_of(lead.get("/18/dossier/"))


def test_generating_without_programme_fails_kindly(django_capture_on_commit_callbacks: Any) -> None:
    network = empty_network("45")
    nina = signed_in(person("nina", network, Role.LEAD))
    with django_capture_on_commit_callbacks(execute=True):
        nina.post("/45/dossier/generer/")
    job = Job.objects.get()
    assert (job.state, "pas encore de programme" in job.message) == ("failed", True)


@pytest.mark.usefixtures("written")
def test_a_change_while_the_programme_is_read_makes_it_read_again(
    generate: Any, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose, seen = generation.compose, []

    def disturbed(project: Any) -> Any:
        seen.append(1)
        if len(seen) == 1:
            record(network=network, verb="change", target="programme.Action/A11")
        return compose(project)

    monkeypatch.setattr(generation, "compose", disturbed)
    assert generate().changes == 0
    assert len(seen) == 2
