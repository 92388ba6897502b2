"""Reads the rules shipped with Maillage (`data/*.toml`) once."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from maillage.base.values.periods import Period
from maillage.base.values.sources import Confidence, Source
from maillage.rulebook.domain.rules import Nature, Rule, Rules, Version


class BadRule(ValueError):
    """A rule file that cannot be used; says which file and which rule."""


@cache
def packaged_rules() -> Rules:
    """Every packaged rule by id. Raises BadRule."""
    found: dict[str, Rule] = {}
    for entry in sorted(files("maillage.rulebook").joinpath("data").iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            for rule in read_rules(entry.read_text("utf-8"), entry.name):
                if rule.id in found:
                    raise BadRule(f"{entry.name} : la règle {rule.id} existe déjà.")
                found[rule.id] = rule
    return Rules(found)


def read_rules(text: str, name: str) -> list[Rule]:
    """The rules of one TOML file. Numbers are read as Decimal, never float."""
    content = tomllib.loads(text, parse_float=Decimal)
    rules = []
    for raw in content.get("rule", []):
        try:
            rules.append(_rule(raw, content.get("source", {})))
        except (KeyError, ValueError, TypeError, ArithmeticError) as error:
            raise BadRule(f"{name} : règle {raw.get('id', '?')} : {error}") from error
    return rules


def _rule(raw: dict[str, Any], shared: dict[str, Any]) -> Rule:
    return Rule(
        id=raw["id"],
        title=raw["title"],
        unit=raw["unit"],
        nature=Nature(raw["nature"]),
        explanation=raw.get("explanation", ""),
        used_for=raw["used_for"],
        versions=tuple(_version(version, shared) for version in raw["version"]),
    )


def _version(raw: dict[str, Any], shared: dict[str, Any]) -> Version:
    start: date = raw["from"]
    end: date | None = raw.get("to")
    source = raw["source"]
    if isinstance(source, str):  # the name of a source declared once in the file
        source = shared[source]
    return Version(
        value=Decimal(raw["value"]),
        period=Period(start, end),
        source=Source(source["title"], source.get("url", ""), Confidence(raw["confidence"])),
    )
