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
    was = {_key(spec, item, rank): item for rank, item in enumerate(old)}
    now = {_key(spec, item, rank): item for rank, item in enumerate(new)}
    assert spec.item is not None
    for key in [*was, *(key for key in now if key not in was)]:
        label = f"{spec.label}, {key}"
        if key not in now:
            yield Difference("", label, _title(was[key]), "retirée")
        elif key not in was:
            yield Difference("", label, NOTHING, _title(now[key]))
        else:
            for inner in differences(spec.item, was[key], now[key]):
                yield Difference("", f"{label} : {inner.label}", inner.before, inner.after)


def _key(spec: Spec, item: Plain, rank: int) -> str:
    """What tells a nested thing from the others: its code, its day, its year; else its rank."""
    return str(item.get("code") or item.get(spec.unique) or rank + 1)


def _title(item: Plain) -> str:
    return str(item.get("title") or item.get("label") or item.get("name") or item.get("agenda") or "ajoutée")


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
