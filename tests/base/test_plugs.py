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


@pytest.mark.parametrize(
    ("names", "told"),
    [(("a.b", "a.b"), r"Deux chiffres portent le nom a\.b"), (("c.d",), r"ne commence pas par « a\. »")],
)
def test_a_figure_of_a_name_taken_or_of_another_room_is_refused(
    monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], told: str
) -> None:
    def figures(project: Any) -> Iterator[NamedFigure]:
        for name in names:
            yield NamedFigure(name=name, label="x", value=1, text="1")

    room = ModuleType("maillage.a.figures")
    room.figures = figures  # type: ignore[attr-defined]
    monkeypatch.setattr(plugs, "plug_modules", lambda name: iter([room]))
    with pytest.raises(ValueError, match=told):
        list(plugs.figures_of(Project(network=None, rules=rules(), today=TODAY)))


def test_a_room_is_asked_for_its_figures_only_when_one_of_its_names_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def room(name: str) -> ModuleType:
        module = ModuleType(f"maillage.{name}.figures")

        def figures(project: Any) -> Iterator[NamedFigure]:
            asked.append(name)
            yield NamedFigure(name=f"{name}.x", label="x", value=1, text="1")

        module.figures = figures  # type: ignore[attr-defined]
        return module

    monkeypatch.setattr(plugs, "plug_modules", lambda name: iter([room("a"), room("b")]))
    found = plugs.figures_of(Project(network=None, rules=rules(), today=TODAY))
    assert asked == []
    assert "b.nothing" not in found
    assert [found["b.x"].text, asked] == ["1", ["b"]]
    assert sorted(found) == ["a.x", "b.x"]
    assert asked == ["b", "a"]


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
