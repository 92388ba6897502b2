"""Reads a declared dataclass from a YAML tree, noting every problem with its line before giving up."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml

from maillage.base.values.fields import Kind, Spec, specs
from maillage.base.values.files.nodes import FileProblem, Place, UnreadableFile, parse, place_of
from maillage.base.values.files.references import Codes
from maillage.base.values.remarks import Problem
from maillage.base.values.texts import NotUnderstood, from_text, to_text

Path = tuple[str | int, ...]
T = TypeVar("T")
V = TypeVar("V")


def read_thing(text: str, cls: type[T], problems: Callable[[T], Iterable[Problem]]) -> T:
    """The one thing that a file describes. `problems` says what no schema can. Raises UnreadableFile with them all."""
    reader = Reader()
    found: list[T] = []
    with contextlib.suppress(Bad):
        found.append(reader.thing(cls, parse(text), ()))
    later = [*reader.codes.duplicates(), *reader.codes.unknown()]
    if found and not later:
        later = list(problems(found[0]))
    reader.refuse(later)
    return found[0]


def path_text(path: Path) -> str:
    """`programme.axes[1].objectives[2].title`, counting from 1 as people do."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if text else ''}{part}"
    return text


def nearest(places: Mapping[Path, Place], path: Path) -> Place:
    """The nearest known place: the field, else what holds it."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, Place(1, 1))


class Bad(Exception):
    """A value that could not be read; the problem is already noted."""


@dataclass
class Reader:
    """Reads things; keeps the problems, the place of each path and the codes met."""

    problems: list[FileProblem] = field(default_factory=list)
    places: dict[Path, Place] = field(default_factory=dict)
    codes: Codes = field(default_factory=Codes)

    def refuse(self, later: Iterable[Problem] = ()) -> None:
        """Raise UnreadableFile when something was noted, or is in `later`; in the order of the file."""
        problems = list(self.problems)
        for problem in later:
            problems.append(
                FileProblem(
                    place=nearest(self.places, problem.path),
                    path=path_text(problem.path),
                    message=problem.message,
                    remedy=problem.remedy,
                )
            )
        if problems:
            raise UnreadableFile(sorted(problems, key=lambda p: (p.place.line, p.place.column)))

    # -- mappings

    def entries(self, node: yaml.Node, path: Path, allowed: Sequence[str]) -> dict[str, Any]:
        """The known entries of a mapping; unknown and repeated keys are noted."""
        self.places[path] = place_of(node)
        if not isinstance(node, yaml.MappingNode):
            remedy = f"Écrivez des lignes « clé: valeur » parmi : {', '.join(allowed)}."
            raise self.bad(node, path, "On attend ici des clés et des valeurs.", remedy)
        entries: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode):
                self.note(key_node, path, "Une clé est un seul mot.", _suggest("", allowed))
            elif key in entries:
                self.note(key_node, (*path, key), f"La clé « {key} » est écrite deux fois.", "Gardez-en une.")
            elif key not in allowed:
                self.note(
                    key_node, (*path, key), f"La clé « {key} » n'existe pas ici.", _suggest(key, allowed)
                )
            else:
                entries[key] = value_node
                self.places[(*path, key)] = place_of(key_node)
        return entries

    def thing(self, cls: type[Any], node: yaml.Node, path: Path) -> Any:
        fields = specs(cls)
        try:
            entries = self.entries(node, path, list(fields))
        except Bad:
            self.codes.lose(cls)
            raise
        given: dict[str, Any] = {}
        complete = True
        for name, spec in fields.items():
            if name not in entries or self._is_empty(entries[name]):
                if spec.required:
                    remedy = f"Ajoutez « {name}: » ({spec.label.lower()})."
                    self.note(entries.get(name, node), (*path, name), f"« {spec.label} » manque.", remedy)
                    complete = False
                continue
            try:
                given[name] = self._value(spec, entries[name], (*path, name))
            except Bad:
                complete = False
                if spec.kind is Kind.CODE:
                    self.codes.lose(cls)
            else:
                self.codes.note(cls, spec, given[name], (*path, name))
        if not complete:
            raise Bad
        try:
            return cls(**given)
        except ValueError as error:
            raise self.bad(node, path, str(error), "Corrigez l'un des deux.") from error

    @staticmethod
    def _is_empty(node: yaml.Node) -> bool:
        # A plain scalar has the style None with the Python loader and "" with the C one.
        return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")

    # -- values

    def _value(self, spec: Spec, node: yaml.Node, path: Path) -> Any:
        match spec.kind:
            case Kind.CHILD:
                assert spec.item is not None
                return self.thing(spec.item, node, path)
            case Kind.CHILDREN:
                return self._children(spec, node, path)
            case Kind.REFS | Kind.WORDS:
                return self._list(spec, node, path)
            case Kind.YEARLY:
                return self._yearly(spec, node, path)
        return self._scalar(spec, node, path)

    def _scalar(self, spec: Spec, node: yaml.Node, path: Path) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            raise self.bad(
                node, path, f"« {spec.label} » attend une seule valeur.", "Écrivez-la après les deux-points."
            )
        try:
            return from_text(spec, node.value)
        except NotUnderstood as error:
            raise self.bad(node, path, str(error), error.remedy) from error

    def _items(self, spec: Spec, node: yaml.Node, path: Path) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.bad(
                node, path, f"« {spec.label} » attend une liste.", "Commencez chaque élément par un tiret."
            )
        return list(node.value)

    def _children(self, spec: Spec, node: yaml.Node, path: Path) -> tuple[Any, ...]:
        assert spec.item is not None
        item = spec.item
        try:
            nodes = self._items(spec, node, path)
        except Bad:
            self.codes.lose(item)
            raise
        things = self._each(enumerate(nodes), lambda pair: self.thing(item, pair[1], (*path, pair[0])))
        if spec.unique:
            self._no_two_share(spec, things, nodes, path)
        return tuple(things)

    def _no_two_share(self, spec: Spec, things: list[Any], nodes: list[yaml.Node], path: Path) -> None:
        assert spec.item is not None
        declared = specs(spec.item)[spec.unique]
        seen = set()
        for index, thing in enumerate(things):
            value = getattr(thing, spec.unique)
            if value in seen:
                message = f"« {declared.label} » : {to_text(declared, value)} est écrit deux fois."
                remedy = "Réunissez les deux, ou corrigez l'un d'eux."
                self.note(nodes[index], (*path, index, spec.unique), message, remedy)
            seen.add(value)

    @staticmethod
    def _each(items: Iterable[T], read: Callable[[T], V]) -> list[V]:
        """What `read` makes of each item. Raises Bad once all were tried, so that every problem is noted."""
        values = []
        complete = True
        for item in items:
            try:
                values.append(read(item))
            except Bad:
                complete = False
        if not complete:
            raise Bad
        return values

    def _list(self, spec: Spec, node: yaml.Node, path: Path) -> tuple[str, ...]:
        kind = Kind.REF if spec.kind is Kind.REFS else Kind.TEXT
        one = Spec(kind=kind, label=spec.label, required=True)
        nodes = self._items(spec, node, path)
        self.places |= {(*path, index): place_of(item) for index, item in enumerate(nodes)}
        values = self._each(enumerate(nodes), lambda pair: self._scalar(one, pair[1], (*path, pair[0])))
        if spec.kind is Kind.REFS and len(set(values)) < len(values):
            twice = next(value for value in values if values.count(value) > 1)
            raise self.bad(node, path, f"« {twice} » est cité deux fois.", "Gardez-en un.")
        return tuple(values)

    def _yearly(self, spec: Spec, node: yaml.Node, path: Path) -> tuple[tuple[int, Any], ...]:
        if not isinstance(node, yaml.MappingNode):
            raise self.bad(
                node,
                path,
                f"« {spec.label} » attend une valeur par année.",
                "Écrivez { 2026: 1000, 2027: 500 }.",
            )
        amount = Spec(kind=Kind.NUMBER, label=spec.label, minimum=spec.minimum)
        year = Spec(kind=Kind.INTEGER, label="Année", minimum=2000, maximum=2100)
        pairs = self._each(
            node.value, lambda pair: (self._scalar(year, pair[0], path), self._scalar(amount, pair[1], path))
        )
        if len({found for found, _ in pairs}) < len(pairs):
            raise self.bad(node, path, "Une année est écrite deux fois.", "Gardez-en une.")
        return tuple(sorted(pairs))

    # -- problems

    def note(self, node: yaml.Node, path: Path, message: str, remedy: str) -> None:
        self.problems.append(
            FileProblem(place=place_of(node), path=path_text(path), message=message, remedy=remedy)
        )

    def bad(self, node: yaml.Node, path: Path, message: str, remedy: str) -> Bad:
        self.note(node, path, message, remedy)
        return Bad()


def _suggest(key: str, allowed: Sequence[str]) -> str:
    near = difflib.get_close_matches(key, allowed, n=1)
    if near:
        return f"Vouliez-vous dire « {near[0]} » ?"
    return f"Clés possibles : {', '.join(allowed)}."
