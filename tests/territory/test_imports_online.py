"""Open data fetched live: from a stand-in on this machine, with every way it can go wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from export_samples import csv_2025

from builders import empty_network
from maillage.accounts.models import Network
from maillage.base.jobs.running import run_job
from maillage.base.models import Job
from maillage.territory import online
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.models import ImportRun, Library
from maillage.territory.online import fetch_export
from maillage.territory.open_data_service import address_of, export_name
from web import text_of

Answer = Callable[[BaseHTTPRequestHandler], None]
GOOD = csv_2025({}).encode()


class StandIn:
    """A service on 127.0.0.1 that answers what a test asks it to."""

    def __init__(self) -> None:
        self.answer: Answer = sending(GOOD)
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                outer.answer(self)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/export?dep={{departement}}"


def sending(body: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def service(settings: Any, tmp_path: Path) -> Iterator[StandIn]:
    found = StandIn()
    settings.MAILLAGE_OPENDATA_URL = found.url
    settings.MAILLAGE_VAR = tmp_path
    yield found
    found.server.shutdown()
    found.server.server_close()


def test_the_export_of_the_departement_is_asked_for(service: StandIn) -> None:
    assert fetch_export("2A") == GOOD
    assert service.asked == ["/export?dep=2A"]


def test_the_default_address_is_that_of_the_ministry(settings: Any) -> None:
    address = address_of("18")
    assert address.startswith("https://data.culture.gouv.fr/api/explore/v2.1/catalog/datasets/")
    assert "adresses-des-bibliotheques-publiques/exports/csv" in address
    assert "%2218%22" in address


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (sending(b"", 404), "réponse 404"),
        (sending(b"", 403), "refuse l'accès"),
        (sending(b"", 429), "trop de demandes"),
        (sending(b"", 503), "en panne ou en travaux"),
        (sending(b"<!DOCTYPE html><html>Maintenance</html>"), "page web"),
        (sending(b"code_bib;cp\n"), "aucune ligne"),
        (sending(b""), "aucune ligne"),
        (sending(b"x" * 100, Content_Length="100000000"), "plus de 20"),
        (sending(b"", 302, Location="file:///etc/passwd"), "adresse refusée"),
        (sending(b"", 302, Location="ftp://ailleurs.example/x"), "adresse refusée"),
        (sending(b"peu", 200, Content_Length="500"), "s'est interrompue"),
    ],
    ids=["404", "403", "429", "503", "html", "header alone", "empty", "announced too big", "to file", "to ftp",
         "cut short"],
)  # fmt: skip
def test_what_goes_wrong_is_told_in_french_with_a_remedy(service: StandIn, answer: Answer, word: str) -> None:
    service.answer = answer
    with pytest.raises(ImportRefused) as refused:
        fetch_export("18")
    assert word in refused.value.message
    assert refused.value.remedy


def test_an_answer_without_end_is_cut(service: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "LARGEST", 1000)
    service.answer = sending(b"a;b\n" * 100_000)
    with pytest.raises(ImportRefused, match="plus de"):
        fetch_export("18")


def test_a_service_that_says_nothing_is_not_waited_for(
    service: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online, "SILENCE", 0.2)
    service.answer = lambda handler: time.sleep(1)
    with pytest.raises(ImportRefused, match="n'a pas répondu"):
        fetch_export("18")


def test_a_service_that_answers_drop_by_drop_is_given_up(
    service: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online, "PATIENCE", 0)
    service.answer = sending(GOOD)
    with pytest.raises(ImportRefused, match="trop lentement"):
        fetch_export("18")


def test_a_service_that_is_not_there_is_told(settings: Any) -> None:
    settings.MAILLAGE_OPENDATA_URL = "http://127.0.0.1:9/x"
    with pytest.raises(ImportRefused, match="injoignable"):
        fetch_export("18")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x/y", "pas une adresse", "http:///x"])
def test_an_address_that_is_not_of_the_web_is_refused(settings: Any, address: str) -> None:
    settings.MAILLAGE_OPENDATA_URL = address
    with pytest.raises(ImportRefused, match="pas une adresse du web"):
        fetch_export("18")


def test_a_redirection_within_the_web_is_followed(service: StandIn) -> None:
    moved = service.url.replace("{departement}", "moved")

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if "moved" in handler.path:
            sending(GOOD)(handler)
        else:
            sending(b"", 302, Location=moved)(handler)

    service.answer = answer
    assert fetch_export("18") == GOOD


def test_the_name_of_what_is_fetched_holds_its_day() -> None:
    from datetime import date

    assert export_name("18", date(2027, 4, 19)) == "donnees-ouvertes-18-2027-04-19.csv"


# -- from the page


@pytest.fixture
def visited(db: Any) -> Network:
    return empty_network("18")


@pytest.mark.django_db
def test_the_button_downloads_in_the_background_and_leads_to_the_trial(
    service: StandIn, team: Client, settings: Any
) -> None:
    from datetime import date

    settings.MAILLAGE_TODAY = date(2025, 7, 1)
    answer = team.post("/18/reseau/imports/telecharger/")
    job = Job.objects.get(kind="territory.download")
    assert answer.url.endswith(f"/{job.pk}/")
    run_job.func(job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    assert Library.objects.count() == 0
    trial = text_of(team.get(job.result["url"]))
    assert "donnees-ouvertes-18-2025-07-01.csv" in trial
    assert "export de 2025" in trial
    team.post(job.result["url"], {"year-0": "2023"})
    assert Library.objects.count() == 1


@pytest.mark.django_db
def test_a_download_that_fails_says_why_and_leaves_nothing(service: StandIn, team: Client) -> None:
    service.answer = sending(b"<html>panne</html>")
    team.post("/18/reseau/imports/telecharger/")
    job = Job.objects.get(kind="territory.download")
    run_job.func(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "page web" in job.message
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_only_the_team_may_download(reader: Client, stranger: Client) -> None:
    assert reader.post("/18/reseau/imports/telecharger/").status_code == 403
    assert stranger.post("/18/reseau/imports/telecharger/").status_code == 404
    assert not Job.objects.exists()
