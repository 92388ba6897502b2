"""Declares the fields of a thing once: the file schema, its reader, its writer and the columns derive from it.

A frozen dataclass of a `domain/` declares each field with one of the functions below::

    @dataclass(frozen=True, kw_only=True)
    class Axis:
        code: str = code()
        title: str = text("Intitulé de l'axe")
        orientations: tuple[str, ...] = refs("Orientations servies", to="programme.Orientation")

A field with a default is optional in the programme file. References are codes, never objects.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from typing import Any, cast

REQUIRED: Any = dataclasses.MISSING


class Choice(StrEnum):
    """An enumeration whose members carry the French label shown to people: `TOOL = "tool", "outil"`."""

    label: str

    def __new__(cls, value: str, label: str) -> Choice:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Kind(Enum):
    """What a field holds, and so how it is read, written, described and stored."""

    CODE = "code"
    TEXT = "text"
    PROSE = "prose"
    MONEY = "money"
    RATE = "rate"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    CHOICE = "choice"
    WORDS = "words"
    YEARLY = "yearly"
    REF = "ref"
    REFS = "refs"
    CHILD = "child"
    CHILDREN = "children"


@dataclass(frozen=True, kw_only=True)
class Spec:
    """A field as declared. `minimum` and `maximum` are inclusive; `to` is the "room.Class" a reference names.

    `unique` names the field of nested things that no two of them may share.
    """

    kind: Kind
    label: str
    help: str = ""
    to: str = ""
    choices: type[Choice] | None = None
    item: type[Any] | None = None
    max_length: int = 300
    minimum: int | None = None
    maximum: int | None = None
    required: bool = True
    unique: str = ""


def _declare(kind: Kind, label: str, default: Any, **options: Any) -> Any:
    spec = Spec(kind=kind, label=label, required=default is REQUIRED, **options)
    return dataclasses.field(default=default, metadata={"spec": spec})


def code(label: str = "Code", *, help: str = "") -> Any:
    """A short identifier, unique among the things of its class in a network."""
    return _declare(Kind.CODE, label, REQUIRED, help=help, max_length=40)


def text(label: str, default: Any = REQUIRED, *, help: str = "", max_length: int = 300) -> Any:
    return _declare(Kind.TEXT, label, default, help=help, max_length=max_length)


def prose(label: str, default: Any = REQUIRED, *, help: str = "", max_length: int = 20_000) -> Any:
    """Paragraphs in the Markdown subset; may cite figures as `{funding.total_ht}`."""
    return _declare(Kind.PROSE, label, default, help=help, max_length=max_length)


def money(label: str, default: Any = REQUIRED, *, help: str = "", minimum: int | None = 0) -> Any:
    """Euros, exact to the cent (Decimal). The name of the field says HT or TTC."""
    return _declare(Kind.MONEY, label, default, help=help, minimum=minimum)


def rate(label: str, default: Any = REQUIRED, *, help: str = "") -> Any:
    """A share between 0 and 1 (Decimal): 0.20 for 20 %."""
    return _declare(Kind.RATE, label, default, help=help, minimum=0, maximum=1)


def integer(
    label: str,
    default: Any = REQUIRED,
    *,
    help: str = "",
    minimum: int | None = 0,
    maximum: int | None = None,
) -> Any:
    return _declare(Kind.INTEGER, label, default, help=help, minimum=minimum, maximum=maximum)


def number(label: str, default: Any = REQUIRED, *, help: str = "", minimum: int | None = None) -> Any:
    """A measured quantity (Decimal), up to four decimals."""
    return _declare(Kind.NUMBER, label, default, help=help, minimum=minimum)


def flag(label: str, default: Any = False, *, help: str = "") -> Any:
    """oui / non; `default=None` means "unknown", which is neither."""
    return _declare(Kind.FLAG, label, default, help=help)


def day(label: str, default: Any = REQUIRED, *, help: str = "") -> Any:
    return _declare(Kind.DAY, label, default, help=help)


def choice(label: str, choices: type[Choice], default: Any = REQUIRED, *, help: str = "") -> Any:
    return _declare(Kind.CHOICE, label, default, help=help, choices=choices)


def words(label: str, default: Any = (), *, help: str = "", to: str = "") -> Any:
    """A list of short texts; with `to`, codes of things that data may bring or take away: forms propose those that are
    there, a file may name any."""
    return _declare(Kind.WORDS, label, default, help=help, to=to)


def yearly(label: str, default: Any = (), *, help: str = "", minimum: int | None = 0) -> Any:
    """A value for each calendar year, as a tuple of (year, Decimal) sorted by year."""
    return _declare(Kind.YEARLY, label, default, help=help, minimum=minimum)


def ref(label: str, *, to: str, default: Any = REQUIRED, help: str = "") -> Any:
    """The code of one thing of class `to` ("room.Class")."""
    return _declare(Kind.REF, label, default, help=help, to=to)


def named(label: str, default: Any = REQUIRED, *, to: str, help: str = "") -> Any:
    """The code of a thing of class `to` that data may bring later, or take away: forms propose those that are there,
    a file may name any."""
    return _declare(Kind.TEXT, label, default, help=help, to=to, max_length=40)


def refs(label: str, *, to: str, default: Any = (), help: str = "") -> Any:
    """Codes of things of class `to`, in the order written."""
    return _declare(Kind.REFS, label, default, help=help, to=to)


def child(label: str, item: type[Any], default: Any = None, *, help: str = "") -> Any:
    """One nested thing without code of its own, stored in its parent's row."""
    return _declare(Kind.CHILD, label, default, help=help, item=item)


def children(label: str, item: type[Any], *, help: str = "", unique: str = "") -> Any:
    """Nested things, in the order written. `unique`: the field that no two of them may share."""
    return _declare(Kind.CHILDREN, label, (), help=help, item=item, unique=unique)


def specs(cls: type[Any]) -> dict[str, Spec]:
    """The declared fields of a dataclass, in order. Raises TypeError when a field was declared without us."""
    return _specs(cast(Hashable, cls))


@cache
def _specs(cls: Any) -> dict[str, Spec]:
    found: dict[str, Spec] = {}
    for field in dataclasses.fields(cls):
        if "spec" not in field.metadata:
            raise TypeError(f"{cls.__name__}.{field.name} is not declared with base.values.fields")
        found[field.name] = field.metadata["spec"]
    return found


def has_code(cls: type[Any]) -> bool:
    return any(spec.kind is Kind.CODE for spec in specs(cls).values())


def class_name(cls: type[Any]) -> str:
    """The name by which references call a class: `programme.Action`."""
    return f"{cls.__module__.split('.')[1]}.{cls.__name__}"


def walk(cls: type[Any]) -> Iterator[type[Any]]:
    """`cls` and every class nested under it, parents first."""
    yield cls
    for spec in specs(cls).values():
        if spec.kind in (Kind.CHILD, Kind.CHILDREN) and spec.item is not None:
            yield from walk(spec.item)
