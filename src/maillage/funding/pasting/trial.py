"""What the pasted rows would do, line by line: created, changed, unchanged, refused with the remedy."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from maillage.base.values.euros import cents
from maillage.base.values.fields import Choice, Kind, Spec, specs
from maillage.base.values.french import euros, folded
from maillage.base.values.texts import NotUnderstood, decimal_text, from_text
from maillage.funding.domain import CostLine
from maillage.funding.pasting.columns import Pasted
from maillage.funding.pasting.numbers import readable

_WHEN = ("year", "step", "spread")
# The last line of most spreadsheets is no cost.
_TOTAL = re.compile(r"(sous[- ]?|grand )?(total|totaux)\b")


class Fate(Choice):
    """What becomes of a pasted row."""

    CREATED = "created", "à créer"
    CHANGED = "changed", "à modifier"
    SAME = "same", "inchangée"
    REFUSED = "refused", "refusée"
    ASIDE = "aside", "laissée de côté"


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
    free = _free(known, codes)
    outcomes = []
    for line, cells in rows.rows:
        typed = {name: cell for name, cell in zip(rows.fields, cells, strict=False) if name and cell}
        if _is_total(cells, typed):
            told = next(filter(None, cells))[:120]
            why = "C'est un total, pas une dépense."
            outcomes.append(Outcome(line=line, fate=Fate.ASIDE, label=told, why=why))
            continue
        label = typed.get("label") or typed.get("code") or "sans nom"
        try:
            value, fate = _value(typed, known, codes, free)
            outcomes.append(Outcome(line=line, fate=fate, label=value.label, value=value))
        except NotUnderstood as error:
            why = f"{error} {error.remedy}"
            outcomes.append(Outcome(line=line, fate=Fate.REFUSED, label=label[:120], why=why))
        except ValueError as error:
            outcomes.append(Outcome(line=line, fate=Fate.REFUSED, label=label[:120], why=str(error)))
    return Trial(outcomes=tuple(outcomes))


def _is_total(cells: Sequence[str], typed: Mapping[str, str]) -> bool:
    """A line that begins with « Total », of no action, of no operation, and without a code."""
    first = next(filter(None, cells), "")
    of_one = {"action", "operation"} & set(typed) or typed.get("code", first) != first
    return bool(_TOTAL.match(folded(first))) and not of_one


def _value(
    typed: Mapping[str, str], known: Known, codes: set[str], free: Iterator[str]
) -> tuple[CostLine, Fate]:
    given = {name: _typed(specs(CostLine)[name], text) for name, text in typed.items()}
    _check_references(given, known)
    code = given.pop("code", None) or next(free)
    if code in codes:
        raise ValueError(f"Le code {code} est déjà donné par une ligne plus haut : gardez l'une des deux.")
    codes.add(code)
    if given.get("year") and given.get("step"):
        raise ValueError("L'année et l'étape sont données toutes deux : gardez l'une, videz l'autre case.")
    # A pasted moment replaces the one that was written; so does a quantity or a unit price the amount.
    if any(given.get(name) for name in _WHEN):
        given = {**{"year": None, "step": None, "spread": ()}, **given}
    if {"quantity", "unit_price_ht"} & set(given) and "amount_ht" not in given:
        given["amount_ht"] = None
    stored = known.costs.get(code)
    if "operation" in given:
        given["section"] = known.operations[given["operation"]]
    _check_amount(given)
    if stored:
        if stored.amount_ht is None and given.get("amount_ht") == _computed(stored, given):
            given["amount_ht"] = None  # the amount stays computed: writing it down would freeze it
        value = replace(stored, **given)
        return value, Fate.SAME if value == stored else Fate.CHANGED
    missing = [
        specs(CostLine)[name].label for name in ("label", "action", "operation") if not given.get(name)
    ]
    if not given.get("year") and not given.get("step"):
        missing.append("l'année ou l'étape")
    if missing:
        raise ValueError(f"Il manque : {', '.join(missing)}. Une dépense nouvelle doit les donner.")
    return CostLine(code=code, **given), Fate.CREATED


def _computed(stored: CostLine, given: Mapping[str, Any]) -> Any:
    """What the line amounts to, when no amount is written on it."""
    moments = {name: given[name] for name in (*_WHEN, "quantity", "unit_price_ht") if name in given}
    return replace(stored, **moments).ht


def _check_amount(given: Mapping[str, Any]) -> None:
    quantity, price, amount = (given.get(name) for name in ("quantity", "unit_price_ht", "amount_ht"))
    if None in (quantity, price, amount):
        return
    product = cents(quantity * price)
    if product != cents(amount):
        raise ValueError(
            f"Le montant dit {euros(amount, 2)}, et {decimal_text(quantity).replace('.', ',')} × {euros(price, 2)} "
            f"fait {euros(product, 2)} : corrigez l'un, ou videz la case du montant."
        )


def _typed(spec: Spec, text: str) -> Any:
    """French numbers, shares in percent, labels in any case. Raises NotUnderstood."""
    text = readable(spec, text)
    if spec.kind is Kind.CHOICE and spec.choices is not None:
        said = folded(text)
        found = next((one for one in spec.choices if said in (one.value, folded(one.label))), None)
        if found is None:
            raise NotUnderstood(
                f"« {text[:60]} » n'est pas une valeur de « {spec.label} ».",
                f"Choisissez : {', '.join(one.label for one in spec.choices)}.",
            )
        return found
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


def _free(known: Known, codes: set[str]) -> Iterator[str]:
    """Codes of new lines, those given meanwhile left out: counted on, for a search anew at each line takes minutes."""
    for number in itertools.count(len(known.costs) + 1):
        if (code := f"D{number:02d}") not in known.costs and code not in codes:
            yield code
