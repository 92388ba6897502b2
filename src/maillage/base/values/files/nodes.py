"""Reads YAML as a tree of texts with their places: `no` stays "no", 0640 stays "0640", 1e3 stays "1e3"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

# The C loader is ten times faster and is in every wheel; the Python one is there for odd platforms.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_BYTES = 20_000_000
# The composer is recursive, in C: without a limit, ten thousand brackets end the process.
MAX_DEPTH = 40
# What YAML cannot hold as it is (yaml.reader.Reader.NON_PRINTABLE, and the byte order mark inside a text).
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Place:
    """A place in the file, counted from 1 as editors do."""

    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class FileProblem:
    """Something wrong in the file: where (line, column, path), what, and the remedy."""

    place: Place
    path: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"ligne {self.place.line}, colonne {self.place.column}"
        return f"{where}{f' ({self.path})' if self.path else ''} : {self.message} {self.remedy}"


class UnreadableFile(Exception):
    """The file cannot be used; `problems` says why, in the order of the file."""

    def __init__(self, problems: list[FileProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def parse(text: str) -> yaml.Node:
    """The root node. Raises UnreadableFile on broken YAML, several documents, aliases or deep nesting."""
    if len(text) > MAX_BYTES:
        raise _refusal(Place(1, 1), "Le fichier est trop grand.", "Un programme tient en moins de 20 Mo.")
    if found := UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _refusal(
            Place(line, found.start() - text.rfind("\n", 0, found.start())),
            f"Un caractère invisible (U+{ord(found[0]):04X}) se trouve dans le fichier.",
            "Effacez-le, ou enregistrez le fichier en UTF-8.",
        )
    try:
        _refuse_traps(text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _broken(error, text) from error
    if node is None:
        raise _refusal(Place(1, 1), "Le fichier est vide.", "Partez de examples/minimal.yaml.")
    return node


def _refuse_traps(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        # Aliases let ten lines stand for a billion: a programme has no use for them.
        if isinstance(event, yaml.AliasEvent):
            raise _refusal(
                place_of(event),
                "Les renvois YAML (&, *) ne sont pas admis.",
                "Recopiez le texte en toutes lettres.",
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _refusal(
                place_of(event),
                f"Le fichier est imbriqué sur plus de {MAX_DEPTH} niveaux.",
                "Vérifiez les crochets et l'alignement : un programme en a une dizaine.",
            )


def place_of(node: yaml.Node | yaml.Event) -> Place:
    return place_at(node.start_mark)


def place_at(mark: Any) -> Place:
    """The place of a mark of either loader; without mark, the head of the file."""
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _refusal(place: Place, message: str, remedy: str) -> UnreadableFile:
    return UnreadableFile([FileProblem(place=place, path="", message=message, remedy=remedy)])


# What the YAML parser says, by a part of its (English) phrase; whether the fault lies where the context began.
_SAID = (
    (
        "mapping values are not allowed",
        False,
        "Un « : » se trouve là où il ne peut pas être.",
        "Un texte qui contient « : » s'écrit entre guillemets, ou après « | » à la ligne.",
    ),
    (
        "another document",
        False,
        "Le fichier contient plusieurs documents (une ligne « --- »).",
        "Gardez un seul programme par fichier et retirez cette ligne.",
    ),
    (
        "end of stream",
        True,
        "Un guillemet ouvert n'est pas refermé.",
        "Ajoutez le guillemet qui manque à la fin du texte.",
    ),
    (
        "did not find expected ','",
        True,
        "Une liste entre [ ] ou un groupe entre { } n'est pas refermé, ou une virgule manque.",
        "Refermez le crochet ou l'accolade, et séparez les éléments par des virgules.",
    ),
    (
        "escape character",
        False,
        "Une barre oblique inverse « \\ » est mal employée dans un texte entre guillemets.",
        "Écrivez-la deux fois, ou prenez des guillemets simples.",
    ),
    (
        "tab character",
        False,
        "Une tabulation sert à aligner cette ligne.",
        "Remplacez les tabulations par des espaces.",
    ),
)
_ALIGNMENT = "Vérifiez l'alignement et les deux-points de cette ligne et de celle d'avant."


def _broken(error: yaml.MarkedYAMLError, text: str) -> UnreadableFile:
    said = error.problem or ""
    mark = error.problem_mark or error.context_mark
    if "cannot start any token" in said and mark and mark.index < len(text):
        char = text[mark.index]
        if char != "\t":
            message = f"Une valeur ne peut pas commencer par « {char} »."
            return _refusal(place_at(mark), message, "Mettez ce texte entre guillemets.")
        said = "tab character"
    for phrase, at_context, message, remedy in _SAID:
        if phrase in said:
            began = error.context_mark if at_context else None
            return _refusal(place_at(began or mark), message, remedy)
    return _refusal(place_at(mark), "Le YAML est mal formé.", _ALIGNMENT)
