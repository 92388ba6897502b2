"""The published JSON Schema agrees with our reader: it accepts the examples and refuses the same mistakes."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import yaml

from builders import PROJECT, cher_text, minimal_text, read_text
from maillage.base import plugs
from maillage.base.values.fields import specs
from maillage.base.values.files.nodes import UnreadableFile
from maillage.portability.domain.json_schema import schema

PUBLISHED = PROJECT / "docs" / "schema" / "programme.schema.json"


class EditorLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2 as editors load it: its own numbers and booleans, dates as texts, `no` and `oui` as texts."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def loaded(text: str) -> Any:
    return json.loads(json.dumps(yaml.load(text, EditorLoader)))  # years as keys become texts, as in JSON


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(plugs.sections()))


def test_the_schema_is_a_valid_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema(plugs.sections()))


def test_the_published_schema_is_the_generated_one() -> None:
    assert json.loads(PUBLISHED.read_text("utf-8")) == json.loads(json.dumps(schema(plugs.sections())))


@pytest.mark.parametrize("text", [minimal_text, cher_text])
def test_an_example_validates(text: Callable[[], str], validator: jsonschema.Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(loaded(text()))] == []


def test_every_field_is_described_in_french_and_every_part_is_there() -> None:
    generated = schema(plugs.sections())
    assert list(generated["properties"]) == ["maillage", *(section.key for section in plugs.sections())]
    seen = 0
    queue = [generated]
    while queue:
        item = queue.pop()
        for name, inner in item.get("properties", {}).items():
            if "properties" not in inner or "title" in inner:
                assert inner.get("title", "").strip(), name
            seen += 1
            queue.append(inner)
        if isinstance(item.get("items"), dict):
            queue.append(item["items"])
    assert seen > 100


def axis(data: Any) -> Any:
    return data["programme"]["axes"][0]


def step(data: Any) -> Any:
    return axis(data)["objectives"][0]["actions"][0]["steps"][0]


Change = Callable[[Any], Any]

STRUCTURAL: dict[str, Change] = {
    "an unknown part": lambda d: d.update(finances={}),
    "an unknown key": lambda d: axis(d).update(titel="x"),
    "a required part left out": lambda d: d.pop("programme"),
    "a required field left out": lambda d: axis(d).pop("title"),
    "no version": lambda d: d.pop("maillage"),
    "another version": lambda d: d.update(maillage=7),
    "a list for a mapping": lambda d: d.update(network=[d["network"]]),
    "a mapping for a list": lambda d: d["programme"].update(axes=axis(d)),
    "a mapping for a text": lambda d: axis(d).update(title={"fr": "x"}),
    "a bad date": lambda d: d["programme"].update(start="janvier 2026"),
    "a text for an amount": lambda d: d["funding"]["costs"][0].update(amount_ht="quinze mille"),
    "a negative amount": lambda d: d["funding"]["costs"][0].update(amount_ht=-1),
    "a negative amount as text": lambda d: d["funding"]["costs"][0].update(amount_ht="-1 000"),
    "a negative workload": lambda d: step(d).update(person_days=-2),
    "a rate above one": lambda d: d["funding"]["lines"][0].update(rate=20),
    "an unknown choice": lambda d: d["governance"]["bodies"][0].update(kind="comité"),
    "a code with a space": lambda d: axis(d).update(code="A 1"),
    "a fraction of week": lambda d: step(d).update(weeks=1.5),
    "too many months": lambda d: d["programme"].update(months=600),
    "a title past its length": lambda d: axis(d).update(title="x" * 10_000),
    "a flag that is neither yes nor no": lambda d: d["network"].update(fictitious="peut-être"),
    "a year of nonsense": lambda d: d["evaluation"]["indicators"][0].update(targets={"26": 3}),
    "a target in letters": lambda d: d["evaluation"]["indicators"][0].update(targets={"2026": "trois"}),
    "a code cited twice": lambda d: axis(d).update(orientations=["OR1", "OR1"]),
}


@pytest.mark.parametrize("kind", STRUCTURAL)
def test_a_structural_mistake_is_refused_by_the_schema_and_by_the_reader(
    kind: str, validator: jsonschema.Draft202012Validator
) -> None:
    good = loaded(minimal_text())
    bad = copy.deepcopy(good)
    STRUCTURAL[kind](bad)
    assert bad != good
    assert validator.is_valid(good)
    assert not validator.is_valid(bad)
    with pytest.raises(UnreadableFile):
        read_text(json.dumps(bad, ensure_ascii=False))  # JSON is YAML


@pytest.mark.parametrize("written", [15000, 15000.5, "15000.50", "15 000,50 €", "15\u202f000"])
def test_an_amount_that_our_reader_takes_is_valid(
    written: Any, validator: jsonschema.Draft202012Validator
) -> None:
    data = loaded(minimal_text())
    data["funding"]["costs"][0]["amount_ht"] = written
    assert validator.is_valid(data)
    assert read_text(json.dumps(data, ensure_ascii=False))


def test_a_field_added_to_a_dataclass_shows_in_the_schema() -> None:
    for section in plugs.sections():
        described = schema([section])["properties"][section.key]
        assert list(described["properties"]) == list(specs(section.value_type))
