"""The published JSON Schema of the programme file, derived from the same declarations as the reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.plugs import Section
from maillage.base.values.fields import Kind, Spec, specs
from maillage.base.values.texts import CODE
from maillage.portability.domain.reader import SCHEMA_VERSION, VERSION_KEY

_RATE = {
    "anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": r"^[\d.,]+ ?%?$"}]
}
_CODE = {"anyOf": [{"type": "string", "pattern": CODE.pattern, "maxLength": 40}, {"type": "integer"}]}


def schema(sections: Sequence[Section]) -> dict[str, Any]:
    """A JSON Schema (2020-12) with French titles and descriptions."""
    properties: dict[str, Any] = {
        VERSION_KEY: {"title": "Version du format", "enum": [SCHEMA_VERSION, int(SCHEMA_VERSION)]}
    }
    for section in sections:
        properties[section.key] = _object(section.value_type)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Programme Maillage",
        "description": "Un programme de bibliothèque numérique de référence, lisible par une personne.",
        "type": "object",
        "properties": properties,
        "required": [VERSION_KEY, "network", "programme"],
        "additionalProperties": False,
    }


def thing_schema(cls: type[Any], *, title: str, description: str) -> dict[str, Any]:
    """The schema of a file that describes one thing."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
    }
    return {**head, **_object(cls)}


def _object(cls: type[Any]) -> dict[str, Any]:
    fields = specs(cls)
    return {
        "type": "object",
        "properties": {name: _described(spec) for name, spec in fields.items()},
        "required": [name for name, spec in fields.items() if spec.required],
        "additionalProperties": False,
    }


def _described(spec: Spec) -> dict[str, Any]:
    described = {"title": spec.label, **_type(spec)}
    if spec.help:
        described["description"] = spec.help
    return described


def _bounds(spec: Spec) -> dict[str, int]:
    given = (("minimum", spec.minimum), ("maximum", spec.maximum))
    return {key: bound for key, bound in given if bound is not None}


def _amount(spec: Spec) -> dict[str, Any]:
    """Editors load YAML with its own types: an amount may arrive as a number or as a text."""
    sign = r"\+?" if spec.minimum is not None and spec.minimum >= 0 else r"[+-]?"
    pattern = rf"^{sign}[\d \u00a0\u202f_]+([.,]\d+)?( ?€)?$"
    return {"anyOf": [{"type": "number", **_bounds(spec)}, {"type": "string", "pattern": pattern}]}


def _type(spec: Spec) -> dict[str, Any]:
    match spec.kind:
        case Kind.CODE | Kind.REF:
            return dict(_CODE)
        case Kind.TEXT | Kind.PROSE:
            return {"type": ["string", "number", "boolean"], "maxLength": spec.max_length}
        case Kind.MONEY | Kind.NUMBER:
            return _amount(spec)
        case Kind.RATE:
            return dict(_RATE)
        case Kind.INTEGER:
            return {"type": "integer", **_bounds(spec)}
        case Kind.FLAG:
            return {"enum": [True, False, "oui", "non"]}
        case Kind.DAY:
            return {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})$"}
        case Kind.CHOICE:
            assert spec.choices is not None
            values = [written for member in spec.choices for written in (member.value, member.label)]
            return {"enum": values}
        case Kind.WORDS:
            # Thresholds look like numbers to an editor.
            return {"type": "array", "items": {"type": ["string", "number"]}}
        case Kind.REFS:
            return {"type": "array", "items": dict(_CODE), "uniqueItems": True}
        case Kind.YEARLY:
            return {
                "type": "object",
                "patternProperties": {r"^20\d\d$|^2100$": _amount(spec)},
                "additionalProperties": False,
            }
        case Kind.CHILD:
            assert spec.item is not None
            return _object(spec.item)
        case Kind.CHILDREN:
            assert spec.item is not None
            return {"type": "array", "items": _object(spec.item)}
