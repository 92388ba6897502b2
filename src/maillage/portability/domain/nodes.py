"""Reads YAML as a tree of texts with their places: `no` stays "no", 0640 stays "0640", 1e3 stays "1e3"."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

# The C loader is ten times faster and is in every wheel; the Python one is there for odd platforms.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_BYTES = 20_000_000


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


class UnreadableProgramme(Exception):
    """The file cannot be used; `problems` says why, in the order of the file."""

    def __init__(self, problems: list[FileProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def parse(text: str) -> yaml.Node:
    """The root node. Raises UnreadableProgramme on broken YAML, several documents, or aliases."""
    if len(text) > MAX_BYTES:
        raise _refusal(Place(1, 1), "Le fichier est trop grand.", "Un programme tient en moins de 20 Mo.")
    try:
        # Aliases let ten lines stand for a billion: a programme has no use for them.
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent):
                raise _refusal(
                    place_of(event),
                    "Les renvois YAML (&, *) ne sont pas admis.",
                    "Recopiez le texte en toutes lettres.",
                )
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _broken(error) from error
    except yaml.YAMLError as error:
        raise _refusal(
            Place(1, 1), f"Caractère interdit dans le fichier : {error}.", "Enregistrez le fichier en UTF-8."
        ) from error
    if node is None:
        raise _refusal(Place(1, 1), "Le fichier est vide.", "Partez de examples/minimal.yaml.")
    return node


def place_of(node: yaml.Node | yaml.Event) -> Place:
    mark = node.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _refusal(place: Place, message: str, remedy: str) -> UnreadableProgramme:
    return UnreadableProgramme([FileProblem(place=place, path="", message=message, remedy=remedy)])


def _broken(error: yaml.MarkedYAMLError) -> UnreadableProgramme:
    mark = error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    said = error.problem or ""
    remedy = "Vérifiez l'alignement et les deux-points de cette ligne et de celle d'avant."
    if "tab" in said or "\\t" in said:
        remedy = "Remplacez les tabulations par des espaces."
    elif "mapping values are not allowed" in said:
        remedy = "Un texte qui contient « : » s'écrit entre guillemets, ou après « | » à la ligne."
    elif "quoted scalar" in said or "end of stream" in said:
        remedy = "Un guillemet ouvert n'est pas refermé."
    return _refusal(place, f"Le YAML est mal formé ({said}).", remedy)
