"""Turns the text of a programme file into the sections' dataclasses, or into a list of problems with their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from maillage.base.plugs import Section
from maillage.base.values.files.nodes import Place, parse
from maillage.base.values.files.reader import Bad, Path, Reader, nearest, path_text

__all__ = ["SCHEMA_VERSION", "VERSION_KEY", "ProgrammeFile", "path_text", "read"]

SCHEMA_VERSION = "1"
VERSION_KEY = "maillage"


@dataclass(frozen=True)
class ProgrammeFile:
    """The sections read, by key, and the place of each path: later checks speak of lines."""

    sections: Mapping[str, Any]
    places: Mapping[Path, Place]

    def place(self, path: Path) -> Place:
        """The nearest known place: the field, else what holds it."""
        return nearest(self.places, path)


def read(
    text: str, sections: Sequence[Section], required: Sequence[str] = ("network", "programme")
) -> ProgrammeFile:
    """Read and check a whole file. Raises UnreadableFile with every problem found, in file order."""
    reader = Reader()
    found = _sections(reader, parse(text), sections, required)
    twice = list(reader.codes.duplicates())
    later = [*twice, *reader.codes.unknown()]
    if not twice:  # two steps of one code would show cycles that are not there
        later += [problem for section in sections for problem in section.problems(found)]
    reader.refuse(later)
    return ProgrammeFile(found, reader.places)


def _sections(
    reader: Reader, root: yaml.Node, sections: Sequence[Section], required: Sequence[str]
) -> dict[str, Any]:
    by_key = {section.key: section for section in sections}
    found: dict[str, Any] = {}
    try:
        entries = reader.entries(root, (), [VERSION_KEY, *by_key])
    except Bad:
        return found
    _version(reader, root, entries.pop(VERSION_KEY, None))
    for key, node in entries.items():
        try:
            found[key] = reader.thing(by_key[key].value_type, node, (key,))
        except Bad:
            continue
    for key in required:
        if key not in entries:
            reader.note(root, (), f"La partie « {key} » manque.", f"Ajoutez « {key}: » au fichier.")
    return found


def _version(reader: Reader, root: yaml.Node, version: yaml.Node | None) -> None:
    if version is None:
        remedy = f"Commencez le fichier par « {VERSION_KEY}: {SCHEMA_VERSION} »."
        reader.note(root, (), "La version du format manque.", remedy)
    elif not isinstance(version, yaml.ScalarNode) or version.value != SCHEMA_VERSION:
        written = f" « {version.value} »" if isinstance(version, yaml.ScalarNode) else ""
        reader.note(
            version,
            (VERSION_KEY,),
            f"La version{written} du format n'est pas connue.",
            f"Cette version de Maillage lit le format {SCHEMA_VERSION}.",
        )
