"""Writes the dataclasses of a section to their tables and reads them back, exactly.

Saving goes down the tree (parents first), then sets the links between things, then prunes what the file no
longer names. Reading takes a fixed number of queries a section, whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields as dataclass_fields
from decimal import Decimal
from typing import Any

from django.db import models

from maillage.base.plugs import Section
from maillage.base.values.fields import Kind, Spec, has_code, specs
from maillage.base.values.texts import from_text

# ---------------------------------------------------------------------------------------------- columns


def to_column(spec: Spec, value: Any) -> Any:
    match spec.kind:
        case Kind.WORDS:
            return list(value)
        case Kind.YEARLY:
            return {str(year): str(amount) for year, amount in value}
        case Kind.CHILD:
            return {} if value is None else _child_to_json(value)
        case Kind.CHOICE:
            return "" if value is None else value.value
    return value


def from_column(spec: Spec, value: Any) -> Any:
    match spec.kind:
        case Kind.WORDS:
            return tuple(value)
        case Kind.YEARLY:
            return tuple(sorted((int(year), Decimal(amount)) for year, amount in value.items()))
        case Kind.CHILD:
            return _child_from_json(spec, value)
        case Kind.CHOICE:
            assert spec.choices is not None
            return spec.choices(value) if value else None
        case Kind.MONEY | Kind.RATE | Kind.NUMBER:
            return None if value is None else _plain(value)
    return value


def _plain(value: Decimal) -> Decimal:
    """Drop the zeros a column pads with, so that what comes back equals and prints as what went in."""
    normal = value.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal


def _child_to_json(value: Any) -> dict[str, Any]:
    written = {}
    for name, spec in specs(type(value)).items():
        item = to_column(spec, getattr(value, name))
        written[name] = None if item is None else item if isinstance(item, (dict, list, bool)) else str(item)
    return written


def _child_from_json(spec: Spec, value: dict[str, Any]) -> Any:
    if not value:
        return None
    assert spec.item is not None
    restored = {}
    for name, inner in specs(spec.item).items():
        raw = value.get(name)
        if raw is None:
            continue
        plain = inner.kind in (Kind.WORDS, Kind.YEARLY, Kind.CHILD)
        restored[name] = (
            from_column(inner, raw) if plain else raw if isinstance(raw, bool) else from_text(inner, raw)
        )
    return spec.item(**restored)


# ---------------------------------------------------------------------------------------------- saving


class Saver:
    """Saves one section into a network; `prune` then deletes what the file no longer names."""

    def __init__(self, network: Any, section: Section) -> None:
        self.network = network
        self.section = section
        self.kept: dict[type[models.Model], set[int]] = {}
        self.known: dict[type[models.Model], dict[str, Any]] = {}
        self.links: list[tuple[models.Model, str, tuple[str, ...]]] = []

    def save(self, value: Any) -> None:
        if self.section.root is not None:
            row = self.section.root.objects.filter(network=self.network).first()
            row = row or self.section.root(network=self.network)
            self._fill(row, value)
            row.save()
        for name, model in self.section.parts.items():
            things = getattr(value, name)
            if things or name not in self.section.keeps:
                self._save_all(model, things, parent={})
        self._link()

    def save_one(self, row: Any, value: Any, *, only: Iterable[str] | None = None) -> None:
        """Write one thing over `row`; its nested things too, and those it no longer names are deleted.

        `only` names the fields to write (all of them by default). Raises ProtectedError when a nested thing
        that is gone has others depending on it.
        """
        self.save_each([(row, value)], only=only)

    def save_each(self, things: Iterable[tuple[Any, Any]], *, only: Iterable[str] | None = None) -> None:
        """`save_one` for many pairs (row, value), whose links are set together: a few queries a thing, not dozens."""
        for row, value in things:
            names = set(specs(type(value))) if only is None else set(only)
            is_new = row.pk is None
            self._fill(row, value, names)
            row.save()
            for name, spec in specs(type(value)).items():
                if spec.kind is Kind.CHILDREN and name in names:
                    model, owner = self._list_of(row, name)
                    kept = self._save_all(model, getattr(value, name), owner)
                    if not is_new:
                        model.objects.filter(network=self.network, **owner).exclude(pk__in=kept).delete()
        self._link()

    def _list_of(self, row: Any, name: str) -> tuple[Any, dict[str, models.Model]]:
        """The model of a list of `row` and the key that holds it; a root's lists are tables of their own."""
        if name in self.section.parts and isinstance(row, self.section.root or ()):
            return self.section.parts[name], {}
        relation = row._meta.get_field(name)
        return relation.related_model, {relation.field.name: row}

    def _link(self) -> None:
        """Set the many-to-many links, in the order written: a few queries a relation, not a few a row."""
        by_relation: dict[tuple[type[models.Model], str], list[tuple[models.Model, tuple[str, ...]]]] = {}
        for row, name, codes in self.links:
            by_relation.setdefault((type(row), name), []).append((row, codes))
        for (model, name), given in by_relation.items():
            field: Any = model._meta.get_field(name)
            through, source, target = _through(field)
            ids = {thing.code: thing.pk for thing in field.related_model.objects.filter(network=self.network)}
            through.objects.filter(**{f"{source}__in": [row.pk for row, _ in given]}).delete()
            through.objects.bulk_create(
                through(**{f"{source}_id": row.pk, f"{target}_id": ids[code]})
                for row, codes in given
                for code in codes
            )

    def _save_all(self, model: Any, values: Iterable[Any], parent: dict[str, models.Model]) -> set[int]:
        """Write a list; returns the keys of its rows."""
        rows, written = self.kept.setdefault(model, set()), set()
        known = self._known(model, parent)
        for position, value in enumerate(values):
            row = known.get(getattr(value, "code", None)) or model(network=self.network)
            row.position = position
            for name, owner in parent.items():
                setattr(row, name, owner)
            self._fill(row, value)
            row.save()
            rows.add(row.pk)
            written.add(row.pk)
            for name, spec in specs(type(value)).items():
                if spec.kind is Kind.CHILDREN:
                    relation = model._meta.get_field(name)
                    self._save_all(relation.related_model, getattr(value, name), {relation.field.name: row})
        return written

    def _known(self, model: Any, parent: dict[str, models.Model]) -> dict[str, Any]:
        """The stored things by code. Those without a code have no identity: they are written anew."""
        if not has_code(model.value_type):
            model.objects.filter(network=self.network, **parent).delete()
            return {}
        if model not in self.known:
            self.known[model] = {row.code: row for row in model.objects.filter(network=self.network)}
        return self.known[model]

    def _fill(self, row: models.Model, value: Any, names: set[str] | None = None) -> None:
        for name, spec in specs(type(value)).items():
            if names is not None and name not in names:
                continue
            given = getattr(value, name)
            if spec.kind is Kind.REFS:
                self.links.append((row, name, given))
            elif spec.kind is Kind.REF:
                setattr(row, name, self._target(row, name, given))
            elif spec.kind is not Kind.CHILDREN:
                setattr(row, name, to_column(spec, given))

    def _target(self, row: models.Model, name: str, code: str | None) -> Any:
        if not code:
            return None
        model: Any = row._meta.get_field(name).related_model
        return model.objects.get(network=self.network, code=code)

    def prune(self) -> int:
        """Delete the things that the saved value did not hold; returns how many. Children go first."""
        deleted = 0
        for model, kept in reversed(self.kept.items()):
            gone = model.objects.filter(network=self.network).exclude(pk__in=kept)  # type: ignore[attr-defined]
            deleted += gone.count()
            gone.delete()
        return deleted


# ---------------------------------------------------------------------------------------------- reading


def load(network: Any, section: Section) -> Any:
    """The section's dataclass as stored for a network, or None when nothing was ever saved."""
    loader = Loader(network)
    given: dict[str, Any] = {
        name: tuple(loader.value(row) for row in loader.rows(model)) for name, model in section.parts.items()
    }
    if section.root is not None:
        row = section.root.objects.filter(network=network).first()
        if row is not None:
            given |= loader.scalars(row)
        elif not any(given.values()):  # the register of libraries comes without its root
            return None
    return section.value_type(**given)


def values_of(network: Any, model: Any) -> tuple[Any, ...]:
    """All things of one class of a network, as dataclasses, in order."""
    loader = Loader(network)
    return tuple(loader.value(row) for row in loader.rows(model))


class Loader:
    """Reads things back: one query a table and one a many-to-many relation, whatever the number of rows."""

    def __init__(self, network: Any) -> None:
        self.network = network
        self.links: dict[tuple[type[models.Model], str], dict[int, list[str]]] = {}

    def rows(self, model: Any) -> models.QuerySet:
        singles, many = _lookups(model)
        return model.objects.filter(network=self.network).select_related(*singles).prefetch_related(*many)

    def value(self, row: Any) -> Any:
        return row.value_type(**self.scalars(row))

    def scalars(self, row: Any) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for name, spec in specs(row.value_type).items():
            if spec.kind is Kind.REF:
                target = getattr(row, name)
                given[name] = target.code if target else _default(row.value_type, name)
            elif spec.kind is Kind.REFS:
                given[name] = tuple(self._linked(type(row), name).get(row.pk, ()))
            elif spec.kind is Kind.CHILDREN:
                if hasattr(row, name):  # a root's lists are tables of their own
                    given[name] = tuple(self.value(child) for child in getattr(row, name).all())
            else:
                given[name] = from_column(spec, getattr(row, name))
        return given

    def _linked(self, model: type[models.Model], name: str) -> dict[int, list[str]]:
        """Codes by row of one relation, in the order in which they were written."""
        if (model, name) not in self.links:
            through, source, target = _through(model._meta.get_field(name))
            pairs = (
                through.objects.filter(**{f"{source}__network": self.network})
                .order_by("pk")
                .values_list(f"{source}_id", f"{target}__code")
            )
            found: dict[int, list[str]] = {}
            for row, code in pairs:
                found.setdefault(row, []).append(code)
            self.links[model, name] = found
        return self.links[model, name]


def _through(field: Any) -> tuple[Any, str, str]:
    return field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()


def _lookups(model: Any) -> tuple[list[str], list[str]]:
    """What to join (references) and to fetch in one more query (nested things)."""
    singles: list[str] = []
    many: list[str] = []
    for name, spec in specs(model.value_type).items():
        if spec.kind is Kind.REF:
            singles.append(name)
        elif spec.kind is Kind.CHILDREN:
            many.append(name)
            inner_singles, inner_many = _lookups(model._meta.get_field(name).related_model)
            many.extend(f"{name}__{inner}" for inner in [*inner_singles, *inner_many])
    return singles, many


def _default(value_type: type[Any], name: str) -> Any:
    return next(field.default for field in dataclass_fields(value_type) if field.name == name)
