"""From bytes to the lines of a table: encoding, delimiter, headers recognised by name."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maillage.base.values.french import folded
from maillage.territory.domain.errors import UnknownExport, UnreadableFile

_SAVE_AS_CSV = "Ouvrez-le dans un tableur et enregistrez-le au format « CSV UTF-8 », puis recommencez."
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "un classeur (XLSX, ODS) ou une archive ZIP"),
    (b"PK\x05\x06", "une archive ZIP vide"),
    (b"\xd0\xcf\x11\xe0", "un ancien classeur Excel (XLS)"),
    (b"%PDF", "un document PDF"),
    (b"PAR1", "un fichier Parquet"),
    (b"\x1f\x8b", "une archive GZIP"),
)
# What Excel calls "Texte Unicode".
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UNFOLD = "Dépliez l'archive ou ouvrez le classeur, puis importez le fichier CSV qu'il contient ou que vous en tirez."
_FRENCH_SIGNS = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ€’‘“”«»°²³–—…·\u00a0")
# Not str.splitlines: it also cuts at U+0085 and U+2028, which occur inside cells.
_PHYSICAL_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DELIMITERS = (";", ",", "\t")


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 with or without BOM, UTF-16, or Windows-1252 when what it gives looks like French.

    Raises UnreadableFile for an empty, binary, Excel or HTML file.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise UnreadableFile("Le fichier est vide.", "Téléchargez-le de nouveau, puis recommencez.")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            remedy = _UNFOLD if signature.startswith(b"PK") else _SAVE_AS_CSV
            raise UnreadableFile(f"Le fichier n'est pas un CSV mais {kind}.", remedy)
    text = _text(data)
    if _looks_binary(text):
        raise UnreadableFile("Le fichier n'est pas un texte.", _SAVE_AS_CSV)
    if text.lstrip()[:15].casefold().startswith(("<!doctype html", "<html")):
        raise UnreadableFile(
            "Le fichier est une page web, pas un CSV.",
            "Sur data.gouv.fr, utilisez le bouton « Télécharger » de la ressource CSV, puis recommencez.",
        )
    return text


def _text(data: bytes) -> str:
    try:
        if data.startswith(_UTF_16):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _windows_text(data)


def _looks_binary(text: str) -> bool:
    return any(sign in text for sign in "\x00\x01\x02\x03\x04\x05\x06\x07\x08")


def _windows_text(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = "\x00"
    special = [sign for sign in text if sign > "\x7f"]
    plausible = sum(sign in _FRENCH_SIGNS for sign in special) >= 0.9 * len(special)
    if not plausible or _looks_binary(text):
        raise UnreadableFile("Le codage du texte n'est pas reconnu (ni UTF-8, ni Windows).", _SAVE_AS_CSV)
    return text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: its number in the file (the header is 1) and its cells by folded header."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class LineProblem:
    """A line that could not be taken in as it stands."""

    number: int
    message: str
    remedy: str


@dataclass(frozen=True)
class Table:
    """A decoded table. `headers` maps each folded header ("code bib") to the header as written."""

    delimiter: str
    headers: dict[str, str]
    lines: tuple[Line, ...]
    problems: tuple[LineProblem, ...]


def read_table(text: str, *, name: str, known: Iterable[str], understood: str) -> Table:
    """Cut a text into lines; the delimiter is the one under which most `known` folded headers appear.

    `understood` names, in French, what can be read, for the message of UnknownExport.
    """
    wanted = frozenset(known)
    delimiter = _delimiter(text, wanted)
    reader = csv.reader(_physical_lines(text), delimiter=delimiter)
    try:
        header = _header(reader)
        headers = {folded(cell): cell.strip() for cell in header if cell.strip()}
        if not wanted & headers.keys():
            raise UnknownExport(
                f"Les colonnes de « {name} » ne sont pas reconnues : {_shown(header)}.",
                f"Fichiers compris : {understood}.",
            )
        _refuse_doubles(header, wanted, name)
        lines, problems = _lines(reader, header)
    except csv.Error as error:
        message = (
            f"« {name} », ligne {reader.line_num} : le CSV est mal formé. Une cellule y est trop longue, "
            "sans doute parce qu'un guillemet ouvert n'est pas refermé."
        )
        raise UnreadableFile(message, _SAVE_AS_CSV) from error
    return Table(delimiter=delimiter, headers=headers, lines=lines, problems=problems)


def _shown(header: list[str]) -> str:
    return ", ".join(cell.strip()[:40] for cell in header[:6]) + (", …" if len(header) > 6 else "")


def _physical_lines(text: str) -> Iterator[str]:
    return (found[0] for found in _PHYSICAL_LINE.finditer(text))


def _delimiter(text: str, wanted: frozenset[str]) -> str:
    first = next((line for line in _physical_lines(text) if _is_content(line)), "")

    def recognised(delimiter: str) -> int:
        try:
            cells = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:  # a line longer than any table's: not a CSV, and said so below
            return 0
        return len(wanted & {folded(cell) for cell in cells})

    return max(_DELIMITERS, key=recognised)


def _is_content(line: str) -> bool:
    # Excel writes "sep=;" above the header of some exports.
    return bool(line.strip(" ;,\t\r\n")) and not re.match(r'"?sep=.', line)


def _header(reader: Iterator[list[str]]) -> list[str]:
    for row in reader:
        if any(cell.strip() for cell in row) and not row[0].strip('"').startswith("sep="):
            return row
    return []


def _refuse_doubles(header: list[str], wanted: frozenset[str], name: str) -> None:
    names = [folded(cell) for cell in header]
    doubles = sorted(
        {cell.strip() for cell in header if folded(cell) in wanted and names.count(folded(cell)) > 1}
    )
    if doubles:
        raise UnknownExport(
            f"« {name} » : la colonne {', '.join(doubles)} figure plusieurs fois.",
            "Gardez une seule colonne de ce nom.",
        )


def _lines(
    reader: Iterator[list[str]], header: list[str]
) -> tuple[tuple[Line, ...], tuple[LineProblem, ...]]:
    names = [folded(cell) for cell in header]
    lines: list[Line] = []
    problems: list[LineProblem] = []
    # The same cells come back by thousands ("Oui", "0.0", the name of a town): each is kept once.
    once: dict[str, str] = {}
    for row in reader:
        number: int = reader.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(names):
            problems.append(
                LineProblem(
                    number,
                    f"La ligne a {len(row)} cellules au lieu de {len(names)}.",
                    "Vérifiez un point-virgule, une virgule ou un guillemet de trop ; les cellules absentes "
                    "sont traitées comme vides, celles en trop sont ignorées.",
                )
            )
        cells = (once.setdefault(cell, cell) for cell in row)
        lines.append(Line(number, dict(zip(names, cells, strict=False))))
    return tuple(lines), tuple(problems)
