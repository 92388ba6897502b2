"""A programme file goes into the base and comes back the same; a second version updates the first in place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import cher_file, cher_text, minimal_file, minimal_text, project_for, read_text, saved_network
from maillage.accounts.models import Network
from maillage.base import plugs
from maillage.base.models import AuditEntry
from maillage.evaluation.models import Indicator, Measure
from maillage.governance.models import Body
from maillage.portability.build import scheduled
from maillage.portability.domain.reader import ProgrammeFile
from maillage.portability.domain.writer import write
from maillage.portability.services import (
    NoSuchNetwork,
    WouldLoseData,
    network_of,
    programme_text,
    save_programme,
    sections_of,
)
from maillage.programme.models import Action, Axis, Objective, Step
from maillage.programme.readings import programme_of
from maillage.territory.models import Library

pytestmark = pytest.mark.django_db

EXAMPLES = {"minimal": minimal_text, "cher": cher_text}


@pytest.fixture(params=EXAMPLES)
def text(request: pytest.FixtureRequest) -> str:
    return EXAMPLES[request.param]()


def all_sections(file: ProgrammeFile) -> dict[str, Any]:
    """The sections of a file, empty ones included, as the base gives them back."""
    return {s.key: file.sections.get(s.key) or s.value_type() for s in plugs.sections()}


def with_empty(found: dict[str, Any]) -> dict[str, Any]:
    return {s.key: found.get(s.key) or s.value_type() for s in plugs.sections()}


def test_an_example_saved_and_read_back_gives_equal_dataclasses(text: str) -> None:
    file = read_text(text)
    network = save_programme(file=file).network
    found = with_empty(sections_of(network))
    for key, expected in all_sections(file).items():
        assert found[key] == expected, key


def test_the_canonical_text_read_again_says_the_same(text: str) -> None:
    file = read_text(text)
    assert all_sections(read_text(write(file.sections, plugs.sections()))) == all_sections(file)


def test_the_canonical_text_is_the_same_bytes_whenever_and_from_wherever_it_is_written(text: str) -> None:
    file = read_text(text)
    network = save_programme(file=file).network
    first = programme_text(network).encode()
    assert programme_text(network).encode() == first
    assert write(file.sections, plugs.sections()).encode() == first
    save_programme(file=read_text(first.decode()))
    assert programme_text(network).encode() == first


def test_a_second_import_of_the_same_file_changes_no_key_and_removes_nothing() -> None:
    save_programme(file=cher_file())
    before = {m: set(m.objects.values_list("pk", "code")) for m in (Axis, Objective, Action, Step, Body)}
    assert all(before.values())
    again = save_programme(file=cher_file())
    assert (again.created, again.removed) == (False, 0)
    assert {m: set(m.objects.values_list("pk", "code")) for m in before} == before


def test_a_second_version_updates_by_code_and_removes_what_is_gone() -> None:
    network = saved_network()
    keys = dict(Step.objects.values_list("code", "pk"))
    text = minimal_text().replace("title: Écrire le besoin", "title: Écrire le besoin à deux")
    start = text.index("            - code: A12\n")
    text = text[:start] + text[text.index("\nfunding:") + 1 :]  # action A12 and its step leave
    start = text.index("    - code: D2\n")
    text = text[:start] + text[text.index("  funders:") :]  # and the cost that named them
    imported = save_programme(file=read_text(text))
    assert imported.network == network
    assert not imported.created
    assert imported.removed == 3
    assert dict(Step.objects.values_list("code", "pk")) == {c: k for c, k in keys.items() if c != "A12-1"}
    assert Step.objects.get(code="A11-1").title == "Écrire le besoin à deux"
    assert not Action.objects.filter(code="A12").exists()


def test_a_step_that_moves_to_another_action_keeps_its_row() -> None:
    saved_network()
    key = Step.objects.get(code="A11-3").pk
    text = minimal_text()
    start = text.index("                - code: A11-3\n")
    end = text.index("            - code: A12\n")
    block = text[start:end]
    text = text.replace(block, "").replace(
        "                - code: A12-1\n", block + "                - code: A12-1\n"
    )
    save_programme(file=read_text(text))
    moved = Step.objects.get(code="A11-3")
    assert (moved.pk, moved.action.code) == (key, "A12")


def test_the_order_of_things_follows_the_file() -> None:
    saved_network()
    text = minimal_text()
    one, two = "code: D1\n", "code: D2\n"
    text = text.replace(one, "code: D0\n").replace(two, one).replace("code: D0\n", two)
    network = save_programme(file=read_text(text)).network
    assert [cost.code for cost in sections_of(network)["funding"].costs] == ["D2", "D1"]


def test_a_body_that_gates_nothing_any_more_can_leave() -> None:
    saved_network()
    text = minimal_text().replace("                  gate: COPIL\n", "")
    text = text[: text.index("governance:")] + text[text.index("diagnosis:") :]
    save_programme(file=read_text(text))
    assert not Body.objects.exists()


REGISTER = """
territory:
  libraries:
    - { code: LI1, name: Médiathèque, town: Bourges, insee: "18033", latitude: 47.0844, longitude: 2.3964 }
    - { code: LI2, name: Point lecture, kind: unknown }
"""


def test_the_register_of_libraries_stays_when_a_file_has_none() -> None:
    network = save_programme(file=read_text(minimal_text() + REGISTER)).network
    assert [library.code for library in Library.objects.all()] == ["LI1", "LI2"]
    save_programme(file=minimal_file())
    assert [library.code for library in Library.objects.all()] == ["LI1", "LI2"]
    assert "LI2" in programme_text(network)


def test_the_register_of_a_file_replaces_the_one_that_was_there() -> None:
    save_programme(file=read_text(minimal_text() + REGISTER))
    save_programme(file=read_text(minimal_text() + REGISTER.replace("LI2", "LI3")))
    assert [library.code for library in Library.objects.all()] == ["LI1", "LI3"]


def test_two_networks_with_the_same_codes_do_not_touch_each_other() -> None:
    cher = saved_network()
    other = save_programme(
        file=read_text(minimal_text().replace('"18"', '"45"').replace("months: 36", "months: 35"))
    ).network
    assert cher != other
    assert Network.objects.count() == 2
    assert sections_of(cher) == minimal_file().sections | {k: sections_of(cher)[k] for k in empty_keys(cher)}
    assert sections_of(other)["programme"].months == 35
    save_programme(file=minimal_file())
    assert sections_of(other)["programme"].months == 35


def empty_keys(network: Network) -> set[str]:
    """The sections that the file left out and that the base gives back empty."""
    return set(sections_of(network)) - set(minimal_file().sections)


def test_an_import_that_fails_half_way_leaves_the_base_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    network = saved_network()
    before = programme_text(network)

    def broken(**given: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("maillage.portability.services.record", broken)
    with pytest.raises(RuntimeError):
        save_programme(file=read_text(minimal_text().replace("months: 36", "months: 48")))
    assert programme_text(network) == before


def test_an_import_leaves_a_line_in_the_trail() -> None:
    network = saved_network()
    [entry] = AuditEntry.objects.filter(network=network)
    assert (entry.verb, entry.actor, entry.detail) == ("programme.import", None, {"removed": 0})


def test_the_network_of_a_command_is_the_only_one_or_the_one_named() -> None:
    with pytest.raises(NoSuchNetwork, match=r"La base est vide.*maillage import"):
        network_of(None)
    cher = saved_network()
    assert network_of(None) == network_of("18") == cher
    with pytest.raises(NoSuchNetwork, match=r"Aucun réseau n'a le code 99 \(réseaux connus : 18\)\."):
        network_of("99")
    Network.objects.create(department="45", name="Loiret", owner="Département")
    with pytest.raises(
        NoSuchNetwork, match=r"Plusieurs réseaux sont dans la base : précisez lequel \(18, 45\)\."
    ):
        network_of(None)


def test_the_examples_hold_what_the_round_trip_is_meant_to_prove() -> None:
    whole = cher_text()
    for rare in ("declared_size:", "spread:", "partners:", "predecessors:", "gate:", "amounts:", ">-"):
        assert rare in whole, rare
    assert {s.key for s in plugs.sections()} - set(cher_file().sections) == set()


@pytest.mark.parametrize("text", [minimal_text, cher_text])
def test_an_adopted_calendar_leaves_in_the_file_and_comes_back(text: Any) -> None:
    project, _ = scheduled(project_for(save_programme(file=read_text(text())).network))
    assert all(step.planned_start for _, step in programme_of(project).steps())
    written = programme_text(project.network)
    again = save_programme(file=read_text(written))
    assert again.removed == 0
    assert programme_text(again.network) == written


def test_the_register_of_a_network_without_programme_is_in_its_file() -> None:
    network = Network.objects.create(department="18", name="Cher", owner="Département")
    assert "territory" not in sections_of(network)
    Library.objects.create(network=network, code="LI1", name="Médiathèque")
    [library] = sections_of(network)["territory"].libraries
    assert library.name == "Médiathèque"
    assert "programme" not in sections_of(network)


@pytest.mark.django_db
def test_a_file_without_an_indicator_that_was_measured_is_refused_and_keeps_the_measures() -> None:
    network = saved_network()
    indicator = Indicator.objects.get(network=network, code="I1")
    Measure.objects.create(network=network, indicator=indicator, day=date(2026, 6, 30), value=12)
    text = minimal_text()
    without = read_text(text[: text.index("evaluation:")])
    with pytest.raises(WouldLoseData, match="rien n'a été changé"):
        save_programme(file=without)
    assert Measure.objects.filter(network=network).count() == 1
