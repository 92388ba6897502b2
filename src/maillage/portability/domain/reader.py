"""Turns the text of a programme file into the sections' dataclasses, or into a list of problems with their lines."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml

from maillage.base.plugs import Section
from maillage.base.values.fields import Kind, Spec, specs
from maillage.base.values.texts import NotUnderstood, from_text, to_text
from maillage.portability.domain.nodes import FileProblem, Place, UnreadableProgramme, parse, place_of
from maillage.portability.domain.references import Codes

SCHEMA_VERSION = "1"
VERSION_KEY = "maillage"

Path = tuple[str | int, ...]
T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True)
class ProgrammeFile:
    """The sections read, by key, and the place of each path: later checks speak of lines."""

    sections: Mapping[str, Any]
    places: Mapping[Path, Place]

    def place(self, path: Path) -> Place:
        """The nearest known place: the field, else what holds it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))


def read(
    text: str, sections: Sequence[Section], required: Sequence[str] = ("network", "programme")
) -> ProgrammeFile:
    """Read and check a whole file. Raises UnreadableProgramme with every problem found, in file order."""
    reader = _Reader()
    found = reader.file(parse(text), sections, required)
    file = ProgrammeFile(found, reader.places)
    twice = list(reader.codes.duplicates())
    later = [*twice, *reader.codes.unknown()]
    if not twice:  # two steps of one code would show cycles that are not there
        later += [problem for section in sections for problem in section.problems(found)]
    problems = list(reader.problems)
    for problem in later:
        problems.append(_located(file, problem.path, problem.message, problem.remedy))
    if problems:
        raise UnreadableProgramme(sorted(problems, key=lambda p: (p.place.line, p.place.column)))
    return file


def _located(file: ProgrammeFile, path: Path, message: str, remedy: str) -> FileProblem:
    return FileProblem(place=file.place(path), path=path_text(path), message=message, remedy=remedy)


def path_text(path: Path) -> str:
    """`programme.axes[1].objectives[2].title`, counting from 1 as people do."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if text else ''}{part}"
    return text


class _Bad(Exception):
    """A value that could not be read; the problem is already noted."""


@dataclass
class _Reader:
    problems: list[FileProblem] = field(default_factory=list)
    places: dict[Path, Place] = field(default_factory=dict)
    codes: Codes = field(default_factory=Codes)

    def file(self, root: yaml.Node, sections: Sequence[Section], required: Sequence[str]) -> dict[str, Any]:
        by_key = {section.key: section for section in sections}
        found: dict[str, Any] = {}
        try:
            entries = self._entries(root, (), [VERSION_KEY, *by_key])
        except _Bad:
            return found
        self._version(root, entries.pop(VERSION_KEY, None))
        for key, node in entries.items():
            try:
                found[key] = self._thing(by_key[key].value_type, node, (key,))
            except _Bad:
                continue
        for key in required:
            if key not in entries:
                self._note(root, (), f"La partie « {key} » manque.", f"Ajoutez « {key}: » au fichier.")
        return found

    def _version(self, root: yaml.Node, version: yaml.Node | None) -> None:
        if version is None:
            remedy = f"Commencez le fichier par « {VERSION_KEY}: {SCHEMA_VERSION} »."
            self._note(root, (), "La version du format manque.", remedy)
        elif not isinstance(version, yaml.ScalarNode) or version.value != SCHEMA_VERSION:
            written = f" « {version.value} »" if isinstance(version, yaml.ScalarNode) else ""
            self._note(
                version,
                (VERSION_KEY,),
                f"La version{written} du format n'est pas connue.",
                f"Cette version de Maillage lit le format {SCHEMA_VERSION}.",
            )

    # -- mappings

    def _entries(self, node: yaml.Node, path: Path, allowed: Sequence[str]) -> dict[str, Any]:
        """The known entries of a mapping; unknown and repeated keys are noted."""
        self.places[path] = place_of(node)
        if not isinstance(node, yaml.MappingNode):
            remedy = f"Écrivez des lignes « clé: valeur » parmi : {', '.join(allowed)}."
            raise self._bad(node, path, "On attend ici des clés et des valeurs.", remedy)
        entries: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode):
                self._note(key_node, path, "Une clé est un seul mot.", _suggest("", allowed))
            elif key in entries:
                self._note(
                    key_node, (*path, key), f"La clé « {key} » est écrite deux fois.", "Gardez-en une."
                )
            elif key not in allowed:
                self._note(
                    key_node, (*path, key), f"La clé « {key} » n'existe pas ici.", _suggest(key, allowed)
                )
            else:
                entries[key] = value_node
                self.places[(*path, key)] = place_of(key_node)
        return entries

    def _thing(self, cls: type[Any], node: yaml.Node, path: Path) -> Any:
        fields = specs(cls)
        try:
            entries = self._entries(node, path, list(fields))
        except _Bad:
            self.codes.lose(cls)
            raise
        given: dict[str, Any] = {}
        complete = True
        for name, spec in fields.items():
            if name not in entries or self._is_empty(entries[name]):
                if spec.required:
                    remedy = f"Ajoutez « {name}: » ({spec.label.lower()})."
                    self._note(entries.get(name, node), (*path, name), f"« {spec.label} » manque.", remedy)
                    complete = False
                continue
            try:
                given[name] = self._value(spec, entries[name], (*path, name))
            except _Bad:
                complete = False
                if spec.kind is Kind.CODE:
                    self.codes.lose(cls)
            else:
                self.codes.note(cls, spec, given[name], (*path, name))
        if not complete:
            raise _Bad
        try:
            return cls(**given)
        except ValueError as error:
            raise self._bad(node, path, str(error), "Corrigez l'un des deux.") from error

    @staticmethod
    def _is_empty(node: yaml.Node) -> bool:
        # A plain scalar has the style None with the Python loader and "" with the C one.
        return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")

    # -- values

    def _value(self, spec: Spec, node: yaml.Node, path: Path) -> Any:
        match spec.kind:
            case Kind.CHILD:
                assert spec.item is not None
                return self._thing(spec.item, node, path)
            case Kind.CHILDREN:
                return self._children(spec, node, path)
            case Kind.REFS | Kind.WORDS:
                return self._list(spec, node, path)
            case Kind.YEARLY:
                return self._yearly(spec, node, path)
        return self._scalar(spec, node, path)

    def _scalar(self, spec: Spec, node: yaml.Node, path: Path) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            raise self._bad(
                node, path, f"« {spec.label} » attend une seule valeur.", "Écrivez-la après les deux-points."
            )
        try:
            return from_text(spec, node.value)
        except NotUnderstood as error:
            raise self._bad(node, path, str(error), error.remedy) from error

    def _items(self, spec: Spec, node: yaml.Node, path: Path) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self._bad(
                node, path, f"« {spec.label} » attend une liste.", "Commencez chaque élément par un tiret."
            )
        return list(node.value)

    def _children(self, spec: Spec, node: yaml.Node, path: Path) -> tuple[Any, ...]:
        assert spec.item is not None
        item = spec.item
        try:
            nodes = self._items(spec, node, path)
        except _Bad:
            self.codes.lose(item)
            raise
        things = self._each(enumerate(nodes), lambda pair: self._thing(item, pair[1], (*path, pair[0])))
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
                self._note(nodes[index], (*path, index, spec.unique), message, remedy)
            seen.add(value)

    @staticmethod
    def _each(items: Iterable[T], read: Callable[[T], V]) -> list[V]:
        """What `read` makes of each item. Raises _Bad once all were tried, so that every problem is noted."""
        values = []
        complete = True
        for item in items:
            try:
                values.append(read(item))
            except _Bad:
                complete = False
        if not complete:
            raise _Bad
        return values

    def _list(self, spec: Spec, node: yaml.Node, path: Path) -> tuple[str, ...]:
        kind = Kind.REF if spec.kind is Kind.REFS else Kind.TEXT
        one = Spec(kind=kind, label=spec.label, required=True)
        nodes = self._items(spec, node, path)
        self.places |= {(*path, index): place_of(item) for index, item in enumerate(nodes)}
        values = self._each(enumerate(nodes), lambda pair: self._scalar(one, pair[1], (*path, pair[0])))
        if spec.kind is Kind.REFS and len(set(values)) < len(values):
            twice = next(value for value in values if values.count(value) > 1)
            raise self._bad(node, path, f"« {twice} » est cité deux fois.", "Gardez-en un.")
        return tuple(values)

    def _yearly(self, spec: Spec, node: yaml.Node, path: Path) -> tuple[tuple[int, Any], ...]:
        if not isinstance(node, yaml.MappingNode):
            raise self._bad(
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
            raise self._bad(node, path, "Une année est écrite deux fois.", "Gardez-en une.")
        return tuple(sorted(pairs))

    # -- problems

    def _note(self, node: yaml.Node, path: Path, message: str, remedy: str) -> None:
        self.problems.append(
            FileProblem(place=place_of(node), path=path_text(path), message=message, remedy=remedy)
        )

    def _bad(self, node: yaml.Node, path: Path, message: str, remedy: str) -> _Bad:
        self._note(node, path, message, remedy)
        return _Bad()


def _suggest(key: str, allowed: Sequence[str]) -> str:
    near = difflib.get_close_matches(key, allowed, n=1)
    if near:
        return f"Vouliez-vous dire « {near[0]} » ?"
    return f"Clés possibles : {', '.join(allowed)}."
