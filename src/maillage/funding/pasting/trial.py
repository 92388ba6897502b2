"""What the pasted rows would do, line by line: created, changed, unchanged, refused with the remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from maillage.base.values.fields import Choice, Kind, Spec, specs
from maillage.base.values.french import folded
from maillage.base.values.texts import NotUnderstood, from_text
from maillage.funding.domain import CostLine
from maillage.funding.pasting.columns import Pasted

_WHEN = ("year", "step", "spread")


class Fate(Choice):
    """What becomes of a pasted row."""

    CREATED = "created", "à créer"
    CHANGED = "changed", "à modifier"
    SAME = "same", "inchangée"
    REFUSED = "refused", "refusée"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the rows are judged against: stored lines, sections of operations, actions and steps, by code."""

    costs: Mapping[str, CostLine]
    operations: Mapping[str, Any]
    actions: Mapping[str, str]
    steps: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`line` counts from 1 in what was pasted, headers included."""

    line: int
    fate: Fate
    label: str
    value: CostLine | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Trial:
    outcomes: tuple[Outcome, ...]

    def of(self, fate: Fate) -> list[Outcome]:
        return [one for one in self.outcomes if one.fate is fate]

    @property
    def values(self) -> list[CostLine]:
        """What is to be written."""
        kept = (*self.of(Fate.CREATED), *self.of(Fate.CHANGED))
        return [one.value for one in kept if one.value is not None]

    @property
    def can_be_taken(self) -> bool:
        return not self.of(Fate.REFUSED) and bool(self.values)


def tried(rows: Pasted, known: Known) -> Trial:
    codes: set[str] = set()
    outcomes = []
    for line, cells in rows.rows:
        typed = {name: cell for name, cell in zip(rows.fields, cells, strict=False) if name and cell}
        label = typed.get("label") or typed.get("code") or "sans nom"
        try:
            value, fate = _value(typed, known, codes)
            outcomes.append(Outcome(line=line, fate=fate, label=value.label, value=value))
        except NotUnderstood as error:
            why = f"{error} {error.remedy}"
            outcomes.append(Outcome(line=line, fate=Fate.REFUSED, label=label[:120], why=why))
        except ValueError as error:
            outcomes.append(Outcome(line=line, fate=Fate.REFUSED, label=label[:120], why=str(error)))
    return Trial(outcomes=tuple(outcomes))


def _value(typed: Mapping[str, str], known: Known, codes: set[str]) -> tuple[CostLine, Fate]:
    given = {name: _typed(specs(CostLine)[name], text) for name, text in typed.items()}
    _check_references(given, known)
    code = given.pop("code", None) or _free(known, codes)
    if code in codes:
        raise ValueError(f"Le code {code} est déjà donné par une ligne plus haut : gardez l'une des deux.")
    codes.add(code)
    # A pasted moment replaces the one that was written; so does a quantity or a unit price the amount.
    if any(given.get(name) for name in _WHEN):
        given = {**{"year": None, "step": None, "spread": ()}, **given}
    if {"quantity", "unit_price_ht"} & set(given) and "amount_ht" not in given:
        given["amount_ht"] = None
    stored = known.costs.get(code)
    if "operation" in given:
        given["section"] = known.operations[given["operation"]]
    if stored:
        value = replace(stored, **given)
        return value, Fate.SAME if value == stored else Fate.CHANGED
    missing = [
        specs(CostLine)[name].label for name in ("label", "action", "operation") if not given.get(name)
    ]
    if missing:
        raise ValueError(f"Il manque : {', '.join(missing)}. Une dépense nouvelle doit les donner.")
    return CostLine(code=code, **given), Fate.CREATED


def _typed(spec: Spec, text: str) -> Any:
    """French numbers, shares in percent, labels in any case. Raises NotUnderstood."""
    if spec.kind is Kind.RATE and re.fullmatch(r"[1-9]\d*([.,]\d+)?", text, re.ASCII) and text != "1":
        # A column of 20 and 5,5 is in percent.
        text += " %"
    if spec.kind is Kind.CHOICE and spec.choices is not None:
        said = folded(text)
        text = next((one.value for one in spec.choices if said in (one.value, folded(one.label))), text)
    return from_text(spec, text)


def _check_references(given: Mapping[str, Any], known: Known) -> None:
    places = (
        ("action", known.actions, "L'action", "programme"),
        ("operation", known.operations, "L'opération", "plan de financement"),
        ("step", known.steps, "L'étape", "programme"),
    )
    for name, codes, noun, place in places:
        if given.get(name) and given[name] not in codes:
            raise ValueError(f"{noun} {given[name]} n'est pas dans le {place} : corrigez son code.")


def _free(known: Known, codes: set[str]) -> str:
    number = len(known.costs) + 1
    while f"D{number:02d}" in known.costs or f"D{number:02d}" in codes:
        number += 1
    return f"D{number:02d}"
