"""Frameworks as files: what ships, what is refused with its line and remedy, what comes back unchanged."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
import yaml
from frameworks_made import framework, frameworks, ladder, of_size
from hypothesis import given, settings

from builders import PROJECT
from maillage.base.values.files.nodes import UnreadableFile
from maillage.campaigns.domain.answers import canonical
from maillage.campaigns.domain.framework_problems import framework_text, read_framework
from maillage.campaigns.domain.frameworks import Framework, FrameworkKind, ItemKind
from maillage.campaigns.packaged import packaged_frameworks, packaged_texts
from maillage.territory.domain.variables import BY_CODE

HEAD = "code: a\nversion: 1\ntitle: A\npurpose: Essai.\ndomains:\n  - code: d\n    title: D\n    items:\n"


def item(code: str, number: int, more: str = "levels: [Non., Oui.]") -> str:
    return f"      - code: {code}\n        number: {number}\n        title: T{number}\n        question: Q ?\n        {more}\n"


def refused(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(UnreadableFile) as error:
        read_framework(text)
    return [(p.place.line, p.message, p.remedy) for p in error.value.problems]


def test_the_grid_has_35_items_13_of_them_express_and_9_core() -> None:
    grid = packaged_frameworks()["services-numeriques"]
    assert len(grid.items) == 35
    assert sum(i.express for i in grid.items) == 13
    assert len(grid.core) == 9


def test_one_framework_of_each_kind_ships() -> None:
    kinds = sorted(found.kind.value for found in packaged_frameworks().values())
    assert kinds == sorted(kind.value for kind in FrameworkKind)


@pytest.mark.parametrize("code", sorted(packaged_texts()))
def test_a_packaged_file_is_in_canonical_form(code: str) -> None:
    text = packaged_texts()[code]
    assert framework_text(read_framework(text)) == text


@pytest.mark.parametrize("code", ["services-numeriques", "service-departemental"])
def test_every_rung_of_a_packaged_grid_is_described_and_says_what_comes_next(code: str) -> None:
    grid = packaged_frameworks()[code]
    assert grid.core
    for one in grid.items:
        assert len(one.levels) == 5, one.code
        assert [step.from_level for step in one.next] == [0, 1, 2, 3], one.code
        assert not any(level.startswith("Et ") for level in one.levels), one.code


def test_what_prefills_an_item_is_a_variable_of_the_register_with_a_threshold_a_level() -> None:
    filled = [i for found in packaged_frameworks().values() for i in found.items if i.prefill]
    assert {i.code for i in filled} == {"acces-debit", "acces-postes", "acces-wifi"}
    for one in filled:
        assert one.prefill in BY_CODE
        assert len(one.thresholds) == one.top


def test_people_are_asked_no_name_age_nor_address() -> None:
    for code in ("satisfaction-usagers", "apres-atelier"):
        found = packaged_frameworks()[code]
        assert not any(i.kind is ItemKind.NUMBER for i in found.items)
        free = [i for i in found.items if i.kind is ItemKind.FREE]
        assert len(free) == 2
        assert all("ni nom ni adresse" in i.help for i in free)


def test_two_items_of_one_code_are_told_with_their_line() -> None:
    found = refused(HEAD + item("x", 1) + item("x", 2))
    assert found == [(14, "Le code « x » est déjà pris.", "Donnez à chacun un code différent.")]


def test_conditions_that_go_round_in_circles_are_told_with_a_remedy() -> None:
    first = item("x", 1) + "        when:\n          - item: y\n            at_least: 1\n"
    second = item("y", 2) + "        when:\n          - item: x\n            at_least: 1\n"
    [(line, message, remedy)] = refused(HEAD + first + second)
    assert line in (14, 22)
    assert "en rond" in message
    assert remedy == "Retirez l'une des conditions."


@pytest.mark.parametrize(
    ("levels", "said", "done"),
    [
        ('[Non., "", Oui.]', "« Niveaux » est vide.", "Écrivez au moins un mot."),
        ("[Non., Non.]", "le niveau 1 n'est pas décrit, ou l'est comme un autre", "Donnez à chaque niveau"),
        ("[Non.]", "attend au moins deux niveaux décrits", "Décrivez chaque niveau par un fait"),
    ],
)
def test_a_level_that_is_missing_is_told_with_its_line(levels: str, said: str, done: str) -> None:
    [(line, message, remedy)] = refused(HEAD + item("x", 1, f"levels: {levels}"))
    assert line == 13
    assert said in message
    assert done in remedy


def test_a_condition_on_an_item_that_is_not_there_is_told() -> None:
    text = HEAD + item("x", 1) + "        when:\n          - item: z\n            at_least: 1\n"
    assert "qui n'existe pas" in refused(text)[0][1]


def test_a_version_that_no_address_can_hold_is_refused() -> None:
    assert "numéro de version" in refused((HEAD + item("x", 1)).replace("version: 1", "version: a/b"))[0][1]


def test_the_core_asks_for_a_level_that_exists() -> None:
    [(line, message, _)] = refused(HEAD + item("x", 1) + "        core: oui\n        core_level: 5\n")
    assert line == 15
    assert "le socle demande le niveau 5" in message


@settings(max_examples=60, deadline=None)
@given(frameworks())
def test_any_framework_comes_back_from_its_text(made: Framework) -> None:
    text = framework_text(made)
    assert read_framework(text) == made
    assert framework_text(read_framework(text)) == text


def test_the_published_schema_takes_what_our_reader_takes() -> None:
    published = json.loads((PROJECT / "docs" / "schema" / "framework.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(published)
    for text in packaged_texts().values():
        loaded = yaml.safe_load(text)
        assert [error.message for error in validator.iter_errors(loaded)] == []
    assert list(validator.iter_errors({"code": "a"}))


def test_a_framework_of_a_thousand_items_is_read() -> None:
    made = of_size(1000)
    assert read_framework(framework_text(made)) == made
    too_many = replace(of_size(2010))
    assert "2000 au plus" in refused(framework_text(too_many))[0][1].replace("\u202f", "")


def test_levels_are_read_as_they_are_numbered() -> None:
    made = framework(ladder("x", "1"))
    assert canonical(made.items[0], "2") == "2"
