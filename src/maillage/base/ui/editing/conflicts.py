"""Two people on one sheet: what the other saved meanwhile, and how the two versions are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from maillage.base.models import AuditEntry
from maillage.base.ui.editing.plain import Difference, Plain, differences, digest, plain
from maillage.base.values.fields import Kind, has_code, specs


@dataclass(frozen=True)
class Conflict:
    """Who saved meanwhile (None when unknown: an import), and the two versions put `together`.

    `clashes` are what the form would change of what the other saved: `before` is hers, `after` what was typed here.
    `taken` is what only the other changed: `before` as it stood in the form, `after` as it now stands there.
    """

    entry: AuditEntry | None
    clashes: tuple[Difference, ...]
    taken: tuple[Difference, ...]
    together: Any = None


def trail_of(network: Any, target: str) -> Any:
    return AuditEntry.objects.filter(network=network, target=target).select_related("actor")


def base_of(network: Any, target: str, version: str) -> Plain | None:
    """The thing as it was in `version`, from the trail; None when no line of it remembers."""
    for entry in trail_of(network, target):
        for moment in ("after", "before"):
            content = entry.detail.get(moment)
            if content and digest(content) == version:
                found: Plain = content
                return found
    return None


def conflict(*, network: Any, target: str, version: str, stored: Any, typed: Any) -> Conflict:
    """Compare what is stored with what was typed over `version`, and merge them."""
    base = base_of(network, target, version)
    together = merged(stored=stored, typed=typed, base=base)
    theirs, mine, joint = plain(stored), plain(typed), plain(together)
    names = set(specs(type(stored)))
    changed = names if base is None else {name for name in names if theirs.get(name) != base.get(name)}
    taken = {name for name in names if joint.get(name) != mine.get(name)}
    return Conflict(
        trail_of(network, target).first(),
        tuple(differences(type(stored), _only(theirs, changed), _only(joint, changed))),
        tuple(differences(type(stored), _only(mine, taken), _only(joint, taken))),
        together,
    )


def _only(content: Plain, names: set[str]) -> Plain:
    return {name: value for name, value in content.items() if name in names}


def merged(*, stored: Any, typed: Any, base: Plain | None) -> Any:
    """What was typed, with what only the other changed taken from what is stored; rows one by one."""
    if base is None:
        return typed
    mine, theirs = plain(typed), plain(stored)
    kept: dict[str, Any] = {}
    for name, spec in specs(type(stored)).items():
        # Also what both hold alike: a form that shows a part of the thing holds the rest as it is stored.
        if mine.get(name) in (base.get(name), theirs.get(name)):
            kept[name] = getattr(stored, name)
        elif spec.kind is Kind.CHILDREN and spec.item is not None and has_code(spec.item):
            kept[name] = _merged_rows(getattr(typed, name), getattr(stored, name), base.get(name) or [])
    return replace(typed, **kept)


def _merged_rows(mine: Iterable[Any], theirs: Iterable[Any], base: Iterable[Plain]) -> tuple[Any, ...]:
    """My rows in my order: those I left alone as the other left them, then those that the other added."""
    was = {row["code"]: row for row in base}
    new = {row.code: row for row in theirs}
    kept = []
    for row in mine:
        untouched = row.code in was and plain(row) == was[row.code]
        if not untouched:
            kept.append(row)
        elif row.code in new:
            kept.append(new[row.code])
    return (*kept, *(row for code, row in new.items() if code not in was))
