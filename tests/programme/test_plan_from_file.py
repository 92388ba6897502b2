"""Actions of another programme file are taken here: renumbered, moved in time, without references that lead nowhere."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.models.reading import read_section
from maillage.programme.domain import ProgrammeSection
from maillage.programme.section import SECTION

pytestmark = [pytest.mark.database, pytest.mark.django_db]

FILE = """maillage: 1
network:
  department: "36"
  name: Réseau voisin
  owner: Département voisin
programme:
  title: Le programme du voisin
  start: 2024-01-01
  months: 36
  orientations:
    - code: OR9
      title: Réduire la distance au numérique
    - code: OR8
      title: Une orientation d'ailleurs
  axes:
    - code: A
      title: Aller vers
      orientations: [OR9, OR8]
      objectives:
        - code: A1
          title: Aller vers les habitants
          findings: [C1]
          actions:
            - code: A11
              title: Faire rouler un médiabus
              kind: mediation
              scope: network
              status: done
              findings: [C1]
              bodies: [COPIL, CTD]
              libraries: [LI99999]
              reach: libraries
              risks:
                - code: R1
                  title: Panne
              steps:
                - code: A11-1
                  title: Acheter
                  weeks: 8
                  gate: CTD
                  planned_start: 2024-03-01
                  planned_end: 2024-04-26
                  done: 2024-04-20
                - code: A11-2
                  title: Rouler
                  weeks: 20
                  predecessors: [A11-1, A12-1]
            - code: A12
              title: Former les chauffeurs
              kind: training
              scope: internal
              steps:
                - code: A12-1
                  title: Former
                  weeks: 2
        - code: A2
          title: Un objectif sans action
"""


def address(network: Network, name: str, *args: object) -> str:
    return reverse(f"programme:{name}", args=[network.department, *args])


def left(client: Client, network: Network, data: bytes, name: str = "voisin.yaml") -> Any:
    return client.post(address(network, "plan-import"), {"file": SimpleUploadedFile(name, data)})


def tried(client: Client, network: Network, codes: list[str], **more: str) -> Any:
    url = left(client, network, FILE.encode()).url
    answer = client.post(url, {"code": codes, "dates": "moved", "into": "", **more})
    assert answer.status_code == 302, answer.context["form"].errors
    return client.get(answer.url)


def taken(client: Client, trial: Any) -> Any:
    return client.post(trial.request["PATH_INFO"], {"trail": trial.context["trail"]}, follow=True)


def section_of(network: Network) -> ProgrammeSection:
    found: ProgrammeSection = read_section(network, SECTION)
    return found


def titled(network: Network, title: str) -> Any:
    return next(action for _, _, action in section_of(network).actions() if action.title == title)


def test_the_tree_of_the_file_is_shown_to_tick(lead: Client, network: Network) -> None:
    page = lead.get(left(lead, network, FILE.encode()).url).content.decode()
    assert "Faire rouler un médiabus" in page
    assert "Un objectif sans action" in page
    assert 'name="code" value="A12"' in page


def test_what_is_taken_gets_codes_of_its_own_and_dates_of_ours(lead: Client, network: Network) -> None:
    before = section_of(network)
    trial = tried(lead, network, ["A11"])
    assert section_of(network) == before
    taken(lead, trial)
    bus = titled(network, "Faire rouler un médiabus")
    assert bus.code not in {action.code for _, _, action in before.actions()}
    assert (bus.status, bus.steps[0].done) == (None, None)
    moved = before.start - date(2024, 1, 1)
    assert bus.steps[0].planned_start == date(2024, 3, 1) + moved
    assert bus.steps[0].planned_end - bus.steps[0].planned_start == timedelta(days=56)
    assert bus.steps[1].predecessors == (bus.steps[0].code,), (
        "the step of an action left behind is not waited for"
    )
    assert [axis.title for axis in section_of(network).axes][-1] == "Aller vers"


def test_references_that_lead_nowhere_are_dropped_and_listed(lead: Client, network: Network) -> None:
    trial = tried(lead, network, ["A11"])
    told = " ".join(str(cell) for row in trial.context["remarks"].rows for cell in row)
    for code in ("C1", "CTD", "LI99999", "A12-1", "OR8"):
        assert code in told, code
    taken(lead, trial)
    bus = titled(network, "Faire rouler un médiabus")
    assert (bus.findings, bus.bodies, bus.libraries, bus.reach) == ((), ("COPIL",), (), None)
    axis = section_of(network).axes[-1]
    assert axis.orientations == ("OR1",), "the orientation of the same title is ours"


def test_actions_go_into_the_objective_or_the_axis_chosen(lead: Client, network: Network) -> None:
    taken(lead, tried(lead, network, ["A11", "A12"], into="A1"))
    objective = section_of(network).axes[0].objectives[0]
    assert [action.title for action in objective.actions][-2:] == [
        "Faire rouler un médiabus",
        "Former les chauffeurs",
    ]
    steps = {step.title: step for action in objective.actions for step in action.steps}
    assert steps["Former"].code in steps["Rouler"].predecessors
    taken(lead, tried(lead, network, ["A2"], into="A"))
    assert section_of(network).axes[0].objectives[-1].title == "Un objectif sans action"


def test_dates_may_be_left_out_or_kept_and_those_outside_are_told(lead: Client, network: Network) -> None:
    taken(lead, tried(lead, network, ["A11"], dates="none"))
    assert titled(network, "Faire rouler un médiabus").start is None
    trial = tried(lead, network, ["A11"], dates="written", into="A1")
    assert "hors du programme" in trial.content.decode()


def test_what_is_already_there_is_left_and_a_second_time_brings_nothing(
    lead: Client, network: Network
) -> None:
    taken(lead, tried(lead, network, ["A11", "A12"]))
    assert tried(lead, network, ["A11", "A12"]).context["nothing"]


def test_taking_is_undone_like_any_import(lead: Client, network: Network) -> None:
    before = section_of(network)
    taken(lead, tried(lead, network, ["A11", "A12", "A2"]))
    entry = AuditEntry.objects.get(network=network, verb="programme.plan-import")
    lead.post(address(network, "plan-undo", entry.pk))
    assert section_of(network) == before


def test_the_archive_of_a_whole_network_is_read_as_well(lead: Client, network: Network) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("programme.yaml", FILE)
        archive.writestr("answers.csv", "a;b")
    page = lead.get(left(lead, network, stream.getvalue(), "export.zip").url)
    assert "Faire rouler un médiabus" in page.content.decode()


def test_the_file_of_this_very_network_keeps_its_findings(lead: Client, network: Network) -> None:
    own = FILE.replace('"36"', f'"{network.department}"').encode()
    url = left(lead, network, own).url
    answer = lead.post(url, {"code": ["A11"], "dates": "moved", "into": ""}, follow=True)
    taken(lead, answer)
    assert titled(network, "Faire rouler un médiabus").findings == ("C1",)


def test_nothing_ticked_is_asked_again_and_a_code_made_up_is_not_taken(
    lead: Client, network: Network
) -> None:
    url = left(lead, network, FILE.encode()).url
    for codes in ([], ["ZZZ"]):
        answer = lead.post(url, {"code": codes, "dates": "moved", "into": ""})
        assert answer.status_code == 422
        assert "Rien n&#x27;est coché" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("maillage: 1\nnetwork:\n  department: '18'\n", "pas de partie"),
        (FILE.replace("kind: mediation", "kind: danse"), "1 faute"),
        (FILE.replace("code: A12\n", "code: A11\n"), "1 faute"),
        ("programme:\n  title: [", "faute"),
        ("maillage: &a [*a]", "faute"),
    ],
    ids=["no-programme", "bad-choice", "twice", "broken", "alias"],
)
def test_a_faulty_file_is_refused_with_its_lines(
    lead: Client, network: Network, text: str, said: str
) -> None:
    answer = left(lead, network, text.encode())
    assert answer.status_code == 422
    assert said in answer.context["form"].errors["file"][0]


def test_readers_and_strangers_take_nothing(
    lead: Client, reader: Client, stranger: Client, network: Network
) -> None:
    url = left(lead, network, FILE.encode()).url
    assert reader.get(url).status_code == 403
    assert stranger.get(url).status_code == 404
