"""Files of open data, read and recognised before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from maillage.territory.domain.communes import Commune, read_communes
from maillage.territory.domain.contours import Outlines, read_outlines
from maillage.territory.domain.errors import ImportRefused, UnknownExport, UnreadableFile
from maillage.territory.domain.exports import UNDERSTOOD, Export, export_of, read_export
from maillage.territory.domain.tables import decode
from maillage.territory.domain.vintages import data_year, dated, proposed_year
from maillage.territory.parquet import PARQUET, parquet_table

Read = TypeVar("Read")


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """An export read from disk, with the digest that tells it from others."""

    export: Export
    digest: str

    @property
    def name(self) -> str:
        return self.export.name

    @property
    def year(self) -> int | None:
        return data_year(self.export.vintage)

    def of_year(self, year: int | None) -> FileRead:
        """The same export as that of another year measured; None leaves it as its columns say."""
        vintage = dated(self.export.base, year)
        if vintage == self.export.vintage:
            return self
        # The same file may be dated again: what tells files apart must know it.
        digest = hashlib.sha256(f"{self.digest} {vintage}".encode()).hexdigest()
        return FileRead(export=replace(self.export, vintage=vintage), digest=digest)

    def of_proposed_year(self) -> FileRead:
        return self.of_year(proposed_year(self.export.base, self.name))


@dataclass(frozen=True, kw_only=True)
class CommunesRead:
    """A file of communes, of one département or of all."""

    name: str
    communes: tuple[Commune, ...]
    digest: str


@dataclass(frozen=True, kw_only=True)
class OutlinesRead:
    """A GeoJSON of communes, those of the département alone."""

    outlines: Outlines
    digest: str

    @property
    def name(self) -> str:
        return self.outlines.name


def looks_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def read_contours(data: bytes, name: str, department: str) -> OutlinesRead:
    """Raises ImportRefused, whose message names the file."""
    outlines = _named(name, lambda: read_outlines(decode(data), name=name, department=department))
    return OutlinesRead(outlines=outlines, digest=hashlib.sha256(data).hexdigest())


def read_libraries(data: bytes, name: str) -> FileRead:
    """An export, CSV or Parquet. Raises ImportRefused, whose message names the file."""
    export = _named(name, lambda: _export(data, name))
    return FileRead(export=export, digest=hashlib.sha256(data).hexdigest())


def _export(data: bytes, name: str) -> Export:
    if data.startswith(PARQUET):
        return export_of(parquet_table(data, name), name=name)
    return read_export(decode(data), name=name)


def read_places(data: bytes, name: str) -> CommunesRead:
    """Raises ImportRefused, whose message names the file."""
    found = _named(name, lambda: tuple(read_communes(decode(data), name=name)))
    return CommunesRead(name=name, communes=found, digest=hashlib.sha256(data).hexdigest())


def recognised(data: bytes, name: str, department: str) -> FileRead | CommunesRead | OutlinesRead:
    """An export of libraries, a file of communes or their outlines, whichever it is. Raises ImportRefused."""
    if looks_json(data):
        return read_contours(data, name, department)
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
                f"Fichiers compris : {UNDERSTOOD} ; un fichier de communes (code_insee, nom, epci_code…) ; "
                "leurs contours (GeoJSON). Un fichier de votre service se dépose plus bas, « Un fichier du service »."
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
