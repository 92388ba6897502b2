"""Files of open data, read and recognised before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from maillage.territory.domain.communes import Commune, read_communes
from maillage.territory.domain.errors import ImportRefused, UnknownExport, UnreadableFile
from maillage.territory.domain.exports import UNDERSTOOD, Export, read_export
from maillage.territory.domain.tables import decode

Read = TypeVar("Read")


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """An export read from disk, with the digest that tells it from others."""

    export: Export
    digest: str

    @property
    def name(self) -> str:
        return self.export.name


@dataclass(frozen=True, kw_only=True)
class CommunesRead:
    """A file of communes, of one département or of all."""

    name: str
    communes: tuple[Commune, ...]
    digest: str


def read_libraries(data: bytes, name: str) -> FileRead:
    """Raises ImportRefused, whose message names the file."""
    export = _named(name, lambda: read_export(decode(data), name=name))
    return FileRead(export=export, digest=hashlib.sha256(data).hexdigest())


def read_places(data: bytes, name: str) -> CommunesRead:
    """Raises ImportRefused, whose message names the file."""
    found = _named(name, lambda: tuple(read_communes(decode(data), name=name)))
    return CommunesRead(name=name, communes=found, digest=hashlib.sha256(data).hexdigest())


def recognised(data: bytes, name: str) -> FileRead | CommunesRead:
    """An export of libraries or a file of communes, whichever it is. Raises ImportRefused naming the file."""
    try:
        return read_libraries(data, name)
    except UnknownExport as refusal:
        try:
            found = read_places(data, name)
        except UnknownExport:
            found = None
        # "code" and "nom" are the columns of many a file: one that says nothing else of communes is not ours.
        if found is None or not any(c.population or c.epci_code or c.postcodes for c in found.communes):
            remedy = (
                f"Fichiers compris : {UNDERSTOOD} ; un fichier de communes (code_insee, nom, epci_code…)."
            )
            raise UnknownExport(refusal.message, remedy) from refusal
        return found


def read_files(paths: Sequence[Path]) -> list[FileRead]:
    """Read every file before anything is written. Raises ImportRefused, whose message names the file."""
    return [read_libraries(read_bytes(path), path.name) for path in paths]


def read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = "n'existe pas" if isinstance(error, FileNotFoundError) else "ne peut pas être lu"
        raise UnreadableFile(f"Le fichier {path} {reason}.", "Vérifiez le chemin et vos droits.") from error


def _named(name: str, read: Callable[[], Read]) -> Read:
    try:
        return read()
    except ImportRefused as error:
        error.message = f"{name} : {error.message}"
        raise
