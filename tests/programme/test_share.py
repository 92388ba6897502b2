"""Chosen actions leave as a programme file that others can import, and that says nothing of people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import Network
from maillage.base import plugs
from maillage.base.models.reading import read_section
from maillage.cli.main import main
from maillage.portability.domain.reader import read
from maillage.programme.domain import ProgrammeSection
from maillage.programme.exchange.programme_files import read_other
from maillage.programme.models import Action, Comment
from maillage.programme.section import SECTION

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def address(network: Network, name: str, *args: object) -> str:
    return reverse(f"programme:{name}", args=[network.department, *args])


def section_of(network: Network) -> ProgrammeSection:
    found: ProgrammeSection = read_section(network, SECTION)
    return found


def running(section: ProgrammeSection) -> list[str]:
    return [action.code for _, _, action in section.actions() if action.archived is None]


def file_of(client: Client, network: Network, codes: list[str], *options: str) -> str:
    query: dict[str, Any] = {"action": codes, "fichier": "yaml", **dict.fromkeys(options, "1")}
    answer = client.get(address(network, "share"), query)
    assert answer["Content-Disposition"].endswith('.yaml"')
    return str(answer.content.decode())


def test_the_file_holds_the_chosen_actions_and_nothing_else(reader: Client, demo_network: Network) -> None:
    codes = running(section_of(demo_network))[:3]
    text = file_of(reader, demo_network, codes, "dates", "pilotes")
    found = read(text, plugs.sections())
    assert set(found.sections) == {"network", "programme"}
    assert [action.code for _, _, action in found.sections["programme"].actions()] == codes


def test_the_whole_programme_shared_is_read_without_a_fault(
    reader: Client, demo_network: Network, tmp_path: Path
) -> None:
    text = file_of(
        reader, demo_network, running(section_of(demo_network)), "dates", "pilotes", "notes", "bibliotheques"
    )
    found = read(text, plugs.sections())
    assert len(list(found.sections["programme"].actions())) == len(running(section_of(demo_network)))
    path = tmp_path / "partage.yaml"
    path.write_text(
        text.replace(f'"{demo_network.department}"', '"36"', 1).replace("department: 18", "department: 36"),
        "utf-8",
    )
    assert main(["check", str(path)]) in (0, 1), "remarks, but no fault of the file"


def test_what_is_unticked_does_not_leave(reader: Client, demo_network: Network) -> None:
    codes = running(section_of(demo_network))
    text = file_of(reader, demo_network, codes)
    for word in (
        "planned_start",
        "lead:",
        "team:",
        "notes:",
        "libraries:",
        "done:",
        "findings:",
        "gate:",
        "bodies:",
    ):
        assert word not in text, word
    assert "planned_start" in file_of(reader, demo_network, codes, "dates")
    assert "lead:" in file_of(reader, demo_network, codes, "pilotes")


def test_comments_never_leave(lead: Client, demo_network: Network) -> None:
    action = Action.objects.filter(network=demo_network, archived=None).order_by("pk")[0]
    Comment.objects.create(network=demo_network, action=action, text="Entre nous seulement")
    options = ("dates", "pilotes", "notes", "bibliotheques")
    assert "Entre nous" not in file_of(lead, demo_network, [action.code], *options)


def test_a_shared_file_is_taken_back_as_it_was(lead: Client, demo_network: Network) -> None:
    section = section_of(demo_network)
    codes = running(section)[:5]
    text = file_of(lead, demo_network, codes, "dates", "pilotes")
    again = read_other(text.encode(), "partage.yaml")
    assert again.department == demo_network.department
    answer = lead.post(
        address(demo_network, "plan-import"), {"file": SimpleUploadedFile("partage.yaml", text.encode())}
    )
    trial = lead.post(answer.url, {"code": codes, "dates": "moved", "into": ""}, follow=True)
    assert trial.context["nothing"], "all of it is already there"


def test_an_axis_alone_may_be_ticked(reader: Client, demo_network: Network) -> None:
    axis = section_of(demo_network).axes[0]
    page = reader.get(address(demo_network, "share"), {"axe": axis.code})
    assert (
        len(page.content.decode().split(" checked")) - 1
        >= sum(len(one.actions) for one in axis.objectives) - 1
    )


def test_nothing_ticked_gives_no_file_and_says_so(reader: Client, network: Network) -> None:
    answer = reader.get(address(network, "share"), {"fichier": "yaml"}, follow=True)
    assert "Rien n&#x27;est coché" in answer.content.decode()
    assert reader.get(address(network, "share"), {"fichier": "exe", "action": "A11"}).status_code == 404


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_table_of_chosen_actions_is_a_workbook(reader: Client, network: Network, form: str) -> None:
    answer = reader.get(address(network, "share"), {"fichier": form, "action": "A11"})
    assert answer.content.startswith(b"PK")


def test_strangers_get_nothing(stranger: Client, network: Network) -> None:
    assert stranger.get(address(network, "share")).status_code == 404
    assert stranger.get(address(network, "plan-template")).status_code == 404
