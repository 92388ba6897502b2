"""What a programme file would change in a network, class by class: created, changed, removed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.plugs import Section
from maillage.base.values.fields import Kind, Spec, has_code, specs
from maillage.base.values.french import short_date

# What names a thing without a code, in this order.
_KEYS = ("chapter", "day", "year")
_NAMES = ("title", "name", "label", "agenda")


@dataclass(frozen=True, kw_only=True)
class Change:
    """What happens to the things of one class, each as a person calls it. `same` counts those left as they are."""

    label: str
    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0

    @property
    def is_none(self) -> bool:
        return not (self.created or self.changed or self.removed)


@dataclass(frozen=True)
class _Thing:
    """A thing without those nested in it, and what holds it: moved elsewhere, it is not the same."""

    name: str
    bare: Any
    parent: str


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], sections: Sequence[Section]
) -> tuple[Change, ...]:
    """The classes in the order of the file; a part that the file leaves untouched is not told."""
    found = []
    for section in sections:
        was, now = before.get(section.key), after.get(section.key)
        if now is None:
            continue
        found.append(_scalars(section, was, now))
        kept = {name for name in section.keeps if not getattr(now, name)}
        for name, spec in specs(section.value_type).items():
            if spec.kind is Kind.CHILDREN and name not in kept:
                found.extend(_classes(spec, getattr(was, name) if was else (), getattr(now, name)))
    return tuple(change for change in found if change is not None)


def _scalars(section: Section, was: Any, now: Any) -> Change | None:
    names = [name for name, spec in specs(section.value_type).items() if spec.kind is not Kind.CHILDREN]
    if not names:
        return None
    declared = specs(section.value_type)
    old = was if was is not None else _blank(section)
    label = f"{SECTION_LABELS.get(section.key, section.key)}, généralités"
    differing = tuple(
        declared[name].label for name in names if old is None or getattr(old, name) != getattr(now, name)
    )
    if was is None and section.key != "network":
        return Change(label=label, created=differing, same=len(names) - len(differing))
    return Change(label=label, changed=differing, same=len(names) - len(differing))


SECTION_LABELS = {
    "network": "Réseau",
    "territory": "Territoire",
    "governance": "Instances",
    "diagnosis": "Diagnostic",
    "programme": "Programme",
    "funding": "Financement",
    "procurement": "Achats",
    "training": "Formation",
    "phasing": "Phasage",
    "evaluation": "Évaluation",
    "dossier": "Dossier",
}


def _blank(section: Section) -> Any:
    try:
        return section.value_type()
    except TypeError:
        return None


def _classes(spec: Spec, was: Sequence[Any], now: Sequence[Any]) -> Iterator[Change]:
    """One change for a class and one for each class nested in it, parents first."""
    old: dict[str, dict[str, _Thing]] = {}
    new: dict[str, dict[str, _Thing]] = {}
    _flatten(spec, was, "", old)
    _flatten(spec, now, "", new)
    for label in dict.fromkeys([*_labels(spec)]):
        yield _compared(label, old.get(label, {}), new.get(label, {}))


def _labels(spec: Spec) -> Iterator[str]:
    yield spec.label
    assert spec.item is not None
    for inner in specs(spec.item).values():
        if inner.kind is Kind.CHILDREN:
            yield from _labels(inner)


def _flatten(spec: Spec, things: Sequence[Any], parent: str, into: dict[str, dict[str, _Thing]]) -> None:
    found = into.setdefault(spec.label, {})
    assert spec.item is not None
    nested = {name: inner for name, inner in specs(spec.item).items() if inner.kind is Kind.CHILDREN}
    coded = has_code(spec.item)
    for rank, thing in enumerate(things):
        key = thing.code if coded else f"{parent}/{_key(thing, rank)}"
        bare = dataclasses.replace(thing, **dict.fromkeys(nested, ()))
        found[key] = _Thing(_called(thing, parent), bare, parent)
        for name, inner in nested.items():
            _flatten(inner, getattr(thing, name), key, into)


def _key(thing: Any, rank: int) -> str:
    return next((str(getattr(thing, name)) for name in _KEYS if getattr(thing, name, None)), str(rank))


def _called(thing: Any, parent: str) -> str:
    """`A11 Acheter cent liseuses`, `COPIL, 10/02/2026`."""
    title = next((str(getattr(thing, name)) for name in _NAMES if getattr(thing, name, "")), "")
    code = getattr(thing, "code", "")
    if code:
        return f"{code} {title}".strip()
    chapter, day, year = (getattr(thing, name, None) for name in _KEYS)
    own = chapter.label if chapter else short_date(day) if day else str(year or "")
    return ", ".join(filter(None, (parent, own, title)))


def _compared(label: str, old: Mapping[str, _Thing], new: Mapping[str, _Thing]) -> Change:
    both = [key for key in new if key in old]
    changed = [key for key in both if (old[key].bare, old[key].parent) != (new[key].bare, new[key].parent)]
    return Change(
        label=label,
        created=tuple(new[key].name for key in new if key not in old),
        changed=tuple(new[key].name for key in changed),
        removed=tuple(old[key].name for key in old if key not in new),
        same=len(both) - len(changed),
    )
