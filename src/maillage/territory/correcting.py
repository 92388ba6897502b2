"""Corrects who a library is, or takes it out of the register, and puts things back: audited, never blind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from maillage.accounts.models import Network
from maillage.base.models import Removal, record
from maillage.base.models.removals import CannotRestore, remove, restore, told_fate
from maillage.base.models.store import Loader, Saver
from maillage.base.ui.editing.plain import plain
from maillage.base.values.fields import specs
from maillage.base.values.french import listed
from maillage.base.values.texts import from_text
from maillage.territory.domain.proposals import FieldChange
from maillage.territory.domain.sheet import Library as Sheet
from maillage.territory.models import Library
from maillage.territory.section import SECTION
from maillage.territory.services import attach_libraries

_PLACES = {"insee", "town", "postcode"}


class CannotApply(ValueError):
    """The correction cannot be made as it stands; the message is French."""


def write_fields(
    *, network: Network, code: str, fields: Iterable[FieldChange], actor: Any
) -> list[dict[str, str]]:
    """Write fields of a library; returns what was changed, before and after as text. Raises CannotApply."""
    row = Library.objects.filter(network=network, code=code).first()
    if row is None:
        raise CannotApply("Cette bibliothèque n'est plus dans le registre.")
    value = Loader(network).value(row)
    before = plain(value)
    told = [{"field": f.field, "before": before[f.field] or "", "after": f.value} for f in fields]
    _save(row, value, {change["field"]: change["after"] for change in told}, actor)
    return told


def unwrite_fields(
    *, network: Network, code: str, changes: Iterable[Mapping[str, str]], actor: Any
) -> list[str]:
    """Put fields back; returns the fields that somebody changed since, and that stay as they are."""
    row = Library.objects.filter(network=network, code=code).first()
    if row is None:
        return []
    value = Loader(network).value(row)
    now = plain(value)
    changes = list(changes)
    same = [c for c in changes if _same(c["field"], now[c["field"]] or "", c["after"])]
    _save(row, value, {change["field"]: change["before"] for change in same}, actor)
    return [change["field"] for change in changes if change not in same]


def _typed(field: str, text: str) -> Any:
    spec = specs(Sheet)[field]
    return from_text(spec, text) if text else Sheet.__dataclass_fields__[field].default


def _same(field: str, one: str, other: str) -> bool:
    return bool(_typed(field, one) == _typed(field, other))


def _save(row: Any, value: Sheet, given: Mapping[str, str], actor: Any) -> None:
    after = replace(value, **{name: _typed(name, text) for name, text in given.items()})
    if after == value:
        return
    Saver(row.network, SECTION).save_one(row, after, only=given)
    record(
        network=row.network,
        actor=actor,
        verb="change",
        target=f"territory.Library/{row.code}",
        label=str(row)[:300],
        before=plain(value),
        after=plain(after),
    )


def attach_if_needed(network: Network, changed: Iterable[str]) -> None:
    """A library whose place was corrected may have another commune."""
    if _PLACES & set(changed):
        attach_libraries(network)


def remove_library(*, network: Network, code: str, actor: Any) -> int:
    """Remove a duplicate from the register; returns the removal that can bring it back. Raises CannotApply."""
    row = Library.objects.filter(network=network, code=code).first()
    if row is None:
        raise CannotApply("Cette bibliothèque n'est plus dans le registre.")
    if fate := told_fate(row):
        raise CannotApply(f"Elle sert déjà ({listed(fate)}) : retirez-la depuis sa page.")
    return remove(row=row, target=f"territory.Library/{code}", actor=actor).pk


def restore_library(*, network: Network, removal: int, actor: Any) -> None:
    """Bring it back, unless that was done meanwhile. Raises CannotApply."""
    found = Removal.objects.filter(network=network, pk=removal, restored_at=None).first()
    if found is None:
        return
    try:
        restore(removal=found, actor=actor)
    except CannotRestore as error:
        raise CannotApply(str(error)) from error
