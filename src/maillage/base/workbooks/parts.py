"""The XML parts of a zipped workbook, read bit by bit: no entity, no bomb, nothing that native code would unfold."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from maillage.base.workbooks.limits import MEGABYTE, Limits, WorkbookRefused

SAVE = "Ouvrez-le dans un tableur, enregistrez-le de nouveau en XLSX, en ODS ou en CSV (UTF-8), puis recommencez."
_STEP = 64 * 1024
# Expat reads an unfinished tag again with each step: a tag of many megabytes would take hours.
_LONGEST_TAG = MEGABYTE
_DEEPEST = 256
_MOST_PARTS = 10_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Handler(Protocol):
    """What is told of a part. Names have no namespace; attributes of a namespace are "uri name"."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


def damaged(detail: str = "") -> WorkbookRefused:
    told = f" ({detail})" if detail else ""
    return WorkbookRefused(
        f"le classeur est abîmé, protégé par un mot de passe, ou n'en est pas un{told}.", SAVE
    )


class Parts:
    """The parts of a workbook by name, whatever its case. Raises WorkbookRefused for what is no sound archive."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged("archive coupée") from error
        entries = self._archive.infolist()
        if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > limits.unfolded:
            raise WorkbookRefused(
                f"le classeur est démesuré une fois déplié (plus de {limits.unfolded // MEGABYTE} Mo).",
                "Ne gardez que les feuilles utiles, sans image, puis recommencez.",
            )
        self._entries = {entry.filename.replace("\\", "/").casefold(): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._entries

    def read(self, name: str, handler: Handler) -> None:
        """Tell a handler all that a part holds; a part that is not there holds nothing."""
        entry = self._entries.get(name.casefold())
        if entry is None:
            return
        if entry.flag_bits & 1 or entry.compress_type not in _METHODS:
            raise damaged()
        parser, fed = _parser(handler), 0
        try:
            # zipfile stops at the size that the entry declares, which was counted above.
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_STEP):
                    parser.Parse(chunk, False)
                    fed += len(chunk)
                    if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                        raise damaged(f"{name} : une balise est démesurée")
            parser.Parse(b"", True)
        except WorkbookRefused:
            raise
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise damaged(name) from error
        except (
            LookupError,
            ValueError,
            ArithmeticError,
        ) as error:  # an unknown encoding, a number that is none
            raise damaged(name) from error


def _parser(handler: Handler) -> expat.XMLParserType:
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise damaged("balises imbriquées sans fin")
        handler.start(name.rpartition(" ")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name.rpartition(" ")[2])

    def refuse(*_: object) -> None:
        # Entities live there, the ones that unfold without end and the ones that read files.
        raise damaged("déclaration DOCTYPE interdite")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = refuse
    return parser


def beside(base: str, target: str) -> str:
    """The name of a part that another one points to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), target)).lstrip("/")
