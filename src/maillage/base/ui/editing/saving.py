"""The verbs behind the forms: create, change and remove one thing, checked by the rules of the file, audited."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError

from maillage.base.models import Frozen, Root, record
from maillage.base.models.reading import read_section
from maillage.base.models.store import Loader, Saver, values_of
from maillage.base.plugs import Section, sections
from maillage.base.ui.editing.plain import plain
from maillage.base.values.fields import class_name
from maillage.base.values.naming import on_screen

# A code has 40 characters at most, the numbers proposed six figures: a longer one is a code that somebody chose.
LONGEST_HEAD = 33
TAKEN_MEANWHILE = "Un autre élément vient d'être enregistré avec le même code. Choisissez un autre code."


class Refused(ValueError):
    """What was typed contradicts a rule or the rest of the programme; `reasons` are French sentences."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = [on_screen(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))


def target_of(row: Any) -> str:
    """`programme.Action/A1`: how the trail, the history and the links name a thing."""
    return f"{class_name(row.value_type)}/{getattr(row, 'code', None) or row.pk}"


def value_of(row: Any, section: Section | None = None, lists: Iterable[str] = ()) -> Any:
    """The thing as stored, nested things included; of a section's root, the `lists` named."""
    loader = Loader(row.network)
    if not isinstance(row, Root):
        # Read anew with what is nested in it: one query a table, not one a thing.
        return loader.value(loader.rows(type(row)).get(pk=row.pk))
    value = loader.value(row)
    if section is None:
        return value
    read = {name: values_of(row.network, section.parts[name]) for name in lists if name in section.parts}
    return replace(value, **read)


@transaction.atomic
def save_thing(
    *,
    row: Any,
    value: Any,
    section: Section,
    only: Iterable[str],
    parents: dict[str, Any],
    actor: Any,
) -> Any:
    """Write `value` over `row` (new or stored). Raises Refused, and then nothing is changed."""
    network, only = row.network, tuple(only)
    before = None if row.pk is None else plain(value_of(row, section, only))
    if row.pk is None and not isinstance(row, Root):
        last = type(row).objects.filter(network=network).aggregate(last=Max("position"))["last"]
        row.position = 0 if last is None else last + 1
    for name, parent in parents.items():
        setattr(row, name, parent)
    known = {str(problem.message) for problem in _problems(network)}
    try:
        with transaction.atomic():
            Saver(network, section).save_one(row, value, only=only)
            new = [problem for problem in _problems(network) if problem.message not in known]
            if new:
                raise Refused(f"{problem.message} {problem.remedy_on_screen}" for problem in new)
    except ProtectedError as error:
        raise Refused([_protected(error)]) from error
    except IntegrityError as error:
        raise Refused([TAKEN_MEANWHILE]) from error
    except Frozen as error:
        raise Refused([str(error)]) from error
    row.refresh_from_db()
    after = plain(value_of(row, section, only))
    if before != after:
        record(
            network=network,
            actor=actor,
            verb="create" if before is None else "change",
            target=target_of(row),
            label=str(row)[:300],
            before=before,
            after=after,
        )
    return row


def _problems(network: Any) -> list[Any]:
    """What no schema can see in the programme of a network as it is stored."""
    stored: dict[str, Any] = {
        section.key: read_section(network, section) for section in sections() if section.key != "network"
    }
    stored["network"] = network  # its row has the fields of its identity, the only section that is not stored
    return [problem for section in sections() for problem in section.problems(stored)]


def _protected(error: ProtectedError) -> str:
    things = sorted({str(thing) for thing in error.protected_objects})
    told = ", ".join(things[:3])
    return f"Un élément retiré sert encore à : {told}. Modifiez d'abord ceux-là, ou gardez-le."


def next_code(model: type[models.Model], network: Any, siblings: Iterable[str], start: str) -> str:
    """A free code in the manner of the siblings: after A11-4, A11-5; without siblings, `start`."""
    taken = set(model._default_manager.filter(network=network).values_list("code", flat=True))
    numbered = [m for code in siblings if (m := re.fullmatch(r"(.*?)(\d{1,6})", code))]
    last = max(numbered, key=lambda m: int(m[2]), default=None) or re.fullmatch(r"(.*?)(\d{1,6})", start)
    head, digits = (last[1], last[2]) if last else (f"{start}-", "0")
    head = head[:LONGEST_HEAD]
    numbers = itertools.count(int(digits) + (start in taken or bool(numbered)))
    # Endless on purpose: among as many codes as things, one is free.
    return next(code for n in numbers if (code := f"{head}{n:0{len(digits)}d}") not in taken)
