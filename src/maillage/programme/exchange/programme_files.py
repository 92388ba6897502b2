"""The programme of another file: its `programme` part read alone, from a YAML file or from an export's archive."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import yaml

from maillage.base.values.files.nodes import FileProblem, UnreadableFile, parse
from maillage.base.values.files.reader import Bad, Reader
from maillage.programme.domain import ProgrammeSection
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.domain.errors import UnreadableFile as NotText
from maillage.territory.domain.tables import decode

PROGRAMME, NETWORK = "programme", "network"
MEMBER = "programme.yaml"
LARGEST = 20_000_000
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class OtherProgramme:
    """What was read: the programme, the département of its file ("" when it does not say), lines by action code."""

    section: ProgrammeSection
    department: str
    lines: Mapping[str, int]


class FileRefused(ImportRefused):
    """A programme file with faults; `problems` says each with its line."""

    def __init__(self, name: str, problems: list[FileProblem]) -> None:
        super().__init__(
            f"{name} : ce fichier programme a {len(problems)} faute{'s' if len(problems) > 1 else ''}.",
            "Corrigez-le, puis envoyez-le de nouveau.",
        )
        self.problems = problems


def looks_programme(data: bytes) -> bool:
    """Whether a file is a programme (a text with the key, or an archive that holds one) rather than a table."""
    if data.startswith(_ZIP):
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                return MEMBER in archive.namelist()
        except (zipfile.BadZipFile, ValueError, OSError):
            return False
    return any(
        line.rstrip() == b"programme:" or line.startswith(b"maillage:") for line in data.splitlines()[:5000]
    )


def read_other(data: bytes, name: str) -> OtherProgramme:
    """Raises ImportRefused (FileRefused with its lines)."""
    text = decode(_member(data, name) if data.startswith(_ZIP) else data)
    reader = Reader()
    try:
        parts = dict(_parts(parse(text)))
        node = parts.get(PROGRAMME)
        if node is None:
            raise NotText(
                f"{name} : ce fichier n'a pas de partie « programme ».",
                "Prenez un fichier programme (.yaml) ou un export complet (.zip) de Maillage.",
            )
        section = _thing(reader, node)
        reader.refuse(reader.codes.duplicates())
    except UnreadableFile as error:
        raise FileRefused(name, error.problems) from error
    department = _scalar(parts.get(NETWORK), "department")
    return OtherProgramme(section, department, _lines(reader, section))


def _lines(reader: Reader, section: ProgrammeSection) -> dict[str, int]:
    """Where each action stands, and each objective and axis whose code no action has."""
    found: dict[str, int] = {}
    held: dict[str, int] = {}
    for a, axis in enumerate(section.axes):
        at = (PROGRAMME, "axes", a)
        held[axis.code] = reader.places[at].line
        for o, objective in enumerate(axis.objectives):
            held[objective.code] = reader.places[*at, "objectives", o].line
            for n, action in enumerate(objective.actions):
                found[action.code] = reader.places[*at, "objectives", o, "actions", n].line
    return held | found


def _thing(reader: Reader, node: yaml.Node) -> ProgrammeSection:
    try:
        section: ProgrammeSection = reader.thing(ProgrammeSection, node, (PROGRAMME,))
    except Bad:
        reader.refuse()
        raise AssertionError("a thing that cannot be read has problems") from None  # pragma: no cover
    reader.refuse()
    return section


def _parts(root: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(root, yaml.MappingNode):
        yield from ((str(key.value), value) for key, value in root.value)


def _scalar(node: yaml.Node | None, key: str) -> str:
    found: Any = dict(_parts(node)).get(key) if node is not None else None
    return str(found.value) if isinstance(found, yaml.ScalarNode) else ""


def _member(data: bytes, name: str) -> bytes:
    """The programme of an archive, never unfolded further than a programme may be."""
    wrong = "Prenez un export complet fait par Maillage (.zip), ou le fichier programme seul (.yaml)."
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if MEMBER not in archive.namelist():
                raise NotText(f"{name} : cette archive ne contient pas de {MEMBER}.", wrong)
            with archive.open(MEMBER) as stream:
                text = stream.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        if isinstance(error, ImportRefused):
            raise
        raise NotText(f"{name} : cette archive est abîmée.", wrong) from error
    if len(text) > LARGEST:
        raise NotText(f"{name} : le programme de cette archive dépasse 20 Mo.", wrong)
    return text
