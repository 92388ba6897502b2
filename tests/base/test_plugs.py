"""Rooms offer, later rooms collect: each plug has one name and one signature, and nothing is computed twice."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings

from builders import TODAY, cher_file, project_for, rules, saved_network
from maillage.base import plugs
from maillage.base.plugs import DatedEvent, NamedFigure, Panel, Project, Section
from maillage.base.values.remarks import Remark, Severity
from maillage.base.values.tree import Chapter
from maillage.dossier.domain.texts import Slot
from maillage.programme.readings import programme_of

PLUGS = {
    "chapter": ("chapters", Chapter),
    "checks": ("checks", Remark),
    "figures": ("figures", NamedFigure),
    "dates": ("dates", DatedEvent),
    "panels": ("panels", Panel),
}


def test_sections_come_in_the_order_of_the_rooms_and_each_key_is_its_room() -> None:
    keys = [section.key for section in plugs.sections()]
    assert keys[0] == "network"
    rooms = [room for room in settings.MAILLAGE_ROOMS if room in keys]
    assert keys[1:] == rooms
    assert len(keys) == len(set(keys)) >= 10
    assert all(isinstance(section, Section) for section in plugs.sections())


@pytest.mark.parametrize("name", PLUGS)
def test_a_plug_is_found_in_several_rooms_in_their_order(name: str) -> None:
    found = [module.__name__.split(".")[1] for module in plugs.plug_modules(name)]
    assert len(found) >= 3
    assert found == [room for room in settings.MAILLAGE_ROOMS if room in found]
    assert all(callable(getattr(module, PLUGS[name][0])) for module in plugs.plug_modules(name))


def test_a_broken_import_inside_a_plug_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> ModuleType:
        raise ModuleNotFoundError("No module named 'forgotten'", name="forgotten")

    monkeypatch.setattr(plugs.importlib, "import_module", broken)
    with pytest.raises(ModuleNotFoundError, match="forgotten"):
        list(plugs.plug_modules("figures"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", PLUGS)
def test_everything_collected_is_of_the_type_that_the_plug_promises(name: str) -> None:
    function, kind = PLUGS[name]
    project = project_for(saved_network(file=cher_file()))
    found = list(plugs.collect(name, function, project))
    assert len(found) >= 5
    assert [item for item in found if not isinstance(item, kind)] == []


@pytest.mark.django_db
def test_every_chapter_joins_a_slot_of_the_dossier() -> None:
    project = project_for(saved_network(file=cher_file()))
    slots = {chapter.slot for chapter in plugs.collect("chapter", "chapters", project)}
    assert len(slots) >= 6
    assert slots <= {slot.value for slot in Slot}


@pytest.mark.django_db
def test_every_date_has_a_lasting_identifier_of_its_own() -> None:
    project = project_for(saved_network(file=cher_file()))
    uids = [event.uid for event in plugs.collect("dates", "dates", project)]
    assert len(uids) == len(set(uids)) > 50
    again = project_for(project.network)
    assert [event.uid for event in plugs.collect("dates", "dates", again)] == uids


@pytest.mark.django_db
def test_every_remark_has_a_stable_code_a_place_and_a_remedy() -> None:
    for network in (saved_network(), saved_network(file=cher_file())):
        remarks = list(plugs.collect("checks", "checks", project_for(network)))
        assert remarks
        for remark in remarks:
            prefix, digits = remark.code.split("-")
            assert prefix.isupper(), remark
            assert digits.isdigit(), remark
            assert all((remark.where, remark.message, remark.remedy)), remark
            assert isinstance(remark.severity, Severity)


@pytest.mark.django_db
def test_every_figure_has_a_french_text_and_the_name_of_its_room() -> None:
    figures = plugs.figures_of(project_for(saved_network(file=cher_file())))
    assert len(figures) >= 20
    for name, figure in figures.items():
        assert name == figure.name
        assert name.split(".")[0] in settings.MAILLAGE_ROOMS
        assert figure.text
        assert figure.label
        assert figure.value is not None or "inconnu" in figure.text or not figure.text.isdigit()


def test_two_figures_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(plug: str, function: str, project: Any) -> Iterator[NamedFigure]:
        for value in (1, 2):
            yield NamedFigure(name="a.b", label="x", value=value, text=str(value))

    monkeypatch.setattr(plugs, "collect", twice)
    with pytest.raises(ValueError, match=r"Deux chiffres portent le nom a\.b"):
        plugs.figures_of(Project(network=None, rules=rules(), today=TODAY))


def test_a_project_computes_a_thing_once_for_itself_only() -> None:
    calls: list[Project] = []

    def compute(project: Project) -> int:
        calls.append(project)
        return len(calls)

    one, other = (Project(network=n, rules=rules(), today=TODAY) for n in ("a", "b"))
    assert [one.once(compute), one.once(compute), other.once(compute), one.once(compute)] == [1, 1, 2, 1]
    assert calls == [one, other]


def test_a_computation_that_fails_is_tried_again() -> None:
    attempts: list[int] = []

    def compute(project: Project) -> int:
        attempts.append(1)
        if len(attempts) == 1:
            raise LookupError
        return 7

    project = Project(network="a", rules=rules(), today=TODAY)
    with pytest.raises(LookupError):
        project.once(compute)
    assert project.once(compute) == 7


@pytest.mark.django_db
def test_a_panel_joins_a_thing_of_the_programme_that_exists() -> None:
    project = project_for(saved_network(file=cher_file()))
    actions = {action.code for _, _, action in programme_of(project).actions()}
    found = plugs.panels_of(project)
    assert len(found) > 30
    assert {code for kind, code in found if kind == "programme.Action"} <= actions
    for panels in found.values():
        labels = [panel.label for panel in panels]
        assert all(labels)
        assert len(labels) == len(set(labels)), "two rooms would fill one line of the sheet"
