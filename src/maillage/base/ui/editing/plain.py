"""A thing as plain JSON: what the history keeps, what two versions are compared by, and how it reads in French."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from maillage.base.models.store import to_column
from maillage.base.values.fields import Kind, Spec, specs
from maillage.base.values.french import count, euros, listed, number, percent, short_date
from maillage.base.values.texts import from_text

Plain = dict[str, Any]
NOTHING = "–"


def plain(value: Any) -> Plain:
    """The fields of a thing, nested things included, as JSON takes them."""
    return {name: _plain(spec, getattr(value, name)) for name, spec in specs(type(value)).items()}


def _plain(spec: Spec, given: Any) -> Any:
    match spec.kind:
        case Kind.CHILDREN:
            return [plain(item) for item in given]
        case Kind.CHILD:
            return None if given is None else plain(given)
        case Kind.REFS | Kind.WORDS:
            return list(given)
        case Kind.FLAG:
            return given
        case Kind.YEARLY:
            return to_column(spec, given)
    return None if given is None else str(getattr(given, "value", given))


def version_of(value: Any) -> str:
    """A short name for the state of a thing: equal exactly when every field is."""
    return digest(plain(value))


def digest(content: Plain) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Difference:
    """A field whose value is not the same in two versions, each as a person reads it."""

    name: str
    label: str
    before: str
    after: str


def differences(
    value_type: type[Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    """Field by field; nested things are compared by their code, or told as a number."""
    for name, spec in specs(value_type).items():
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if spec.kind is Kind.CHILDREN and spec.item is not None:
            yield from _nested(spec, old or [], new or [])
        else:
            yield Difference(name, spec.label, shown(spec, old), shown(spec, new))


def _nested(spec: Spec, old: list[Plain], new: list[Plain]) -> Iterator[Difference]:
    was, now = _keyed(spec, old), _keyed(spec, new)
    assert spec.item is not None
    for key in [*was, *(key for key in now if key not in was)]:
        label = f"{spec.label}, {key}"
        if key not in now:
            yield Difference("", label, _title(spec, was[key]), "retirée")
        elif key not in was:
            yield Difference("", label, NOTHING, _title(spec, now[key]))
        else:
            for inner in differences(spec.item, was[key], now[key]):
                yield Difference("", f"{label} : {inner.label}", inner.before, inner.after)


def _keyed(spec: Spec, items: list[Plain]) -> dict[str, Plain]:
    """Nested things by what tells each from the others: its code, its day, its year; else its name, else its rank."""
    found: dict[str, Plain] = {}
    for rank, item in enumerate(items, 1):
        key = str(item.get("code") or item.get(spec.unique) or _name(spec, item) or rank)
        found[f"{key} ({rank})" if key in found else key] = item
    return found


# The fields by which people call what has no code, the first that is filled.
_NAMES = ("title", "label", "name", "agenda", "role", "topic", "day")


def _title(spec: Spec, item: Plain) -> str:
    return _name(spec, item) or "ajoutée"


def _name(spec: Spec, item: Plain) -> str:
    assert spec.item is not None
    declared = specs(spec.item)
    given = next((name for name in _NAMES if name in declared and item.get(name)), "")
    return shown(declared[given], item[given]) if given else ""


def shown(spec: Spec, raw: Any) -> str:
    """A plain value as a person reads it; nothing is a dash."""
    if raw in (None, "", [], {}):
        return NOTHING
    match spec.kind:
        case Kind.FLAG:
            return "oui" if raw else "non"
        case Kind.WORDS | Kind.REFS:
            return listed([str(item) for item in raw])
        case Kind.YEARLY:
            return ", ".join(f"{year} : {number(_decimal(amount))}" for year, amount in sorted(raw.items()))
        case Kind.CHILD:
            return ", ".join(f"{inner}" for inner in raw.values() if inner)
        case Kind.CHILDREN:
            return count(len(raw), "élément")
    try:
        value = from_text(spec, str(raw))
    except ValueError:
        return str(raw)
    return _scalar(spec, value)


def _decimal(text: str) -> Any:
    return from_text(Spec(kind=Kind.NUMBER, label=""), text)


def _scalar(spec: Spec, value: Any) -> str:
    match spec.kind:
        case Kind.MONEY:
            return euros(value, 0 if value == int(value) else 2)
        case Kind.RATE:
            return percent(value, 0 if value * 100 == int(value * 100) else 1)
        case Kind.DAY:
            return short_date(value)
        case Kind.CHOICE:
            return str(value.label)
    return str(value)
