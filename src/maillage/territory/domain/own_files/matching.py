"""Which library a line of the service's own file is of: by its code, else by its name and place; never a guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.base.values.french import folded, listed
from maillage.territory.domain import cells
from maillage.territory.domain.communes import town_key
from maillage.territory.domain.sheet import Library

_ARTICLES = re.compile(r"\b(de|du|des|la|le|les|l|d|a|au|aux)\b")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a line says of its library; "" is nothing."""

    code: str = ""
    name: str = ""
    town: str = ""
    postcode: str = ""
    insee: str = ""

    @property
    def shown(self) -> str:
        place = self.town or self.postcode or self.insee
        return (
            " ".join(filter(None, (self.code, self.name, f"({place})" if place else ""))) or "ligne sans nom"
        )


@dataclass(frozen=True)
class Found:
    """The library of a line, or None with the reason; `told` is what deserves to be said of a match."""

    library: Library | None
    reason: str = ""
    remedy: str = ""
    told: str = ""


def _name_key(name: str) -> str:
    return " ".join(_ARTICLES.sub(" ", folded(name)).split())


class Matcher:
    """Index of the libraries of a network."""

    def __init__(self, libraries: Iterable[Library]) -> None:
        self._by_code: dict[str, Library] = {}
        self._by_place: dict[str, list[Library]] = defaultdict(list)
        for library in libraries:
            self.add(library)

    def add(self, library: Library) -> None:
        self._by_code[library.code.upper()] = library
        for key in self._places(library.town, library.postcode, library.insee):
            self._by_place[key].append(library)

    @staticmethod
    def _places(town: str, postcode: str, insee: str) -> list[str]:
        keys = [f"insee {insee}" if insee else "", f"cp {postcode}" if postcode else ""]
        return [key for key in (*keys, f"ville {town_key(town)}" if town else "") if key]

    def find(self, wanted: Wanted) -> Found:
        """By code; without one, or with one that nobody knows, by name within the place."""
        code = cells.canonical_code(wanted.code) if wanted.code else ""
        library = self._by_code.get(code) or self._by_code.get(wanted.code.strip().upper())
        if library is not None:
            return Found(library, told=self._contradiction(library, wanted))
        near = self._near(wanted)
        named = [lib for lib in near if wanted.name and _name_key(lib.name) == _name_key(wanted.name)]
        if len(named) == 1:
            told = (
                f"le code {wanted.code} est inconnu : retrouvée par son nom et son lieu"
                if wanted.code
                else ""
            )
            return Found(named[0], told=told)
        if len(named) > 1:
            return Found(
                None, f"plusieurs lieux portent ce nom : {_codes(named)}", "Ajoutez le code dans la ligne."
            )
        if len(near) == 1 and not wanted.name and not wanted.code:
            return Found(near[0], told="retrouvée par sa commune, où elle est seule")
        return self._lost(wanted, near)

    def _near(self, wanted: Wanted) -> list[Library]:
        """The libraries of its place: the surest thing that the line says of it decides."""
        for key in self._places(wanted.town, wanted.postcode, wanted.insee):
            found = self._by_place.get(key, [])
            if key.startswith("cp ") and wanted.town:
                # A postcode covers several communes.
                found = [lib for lib in found if not lib.town or town_key(lib.town) == town_key(wanted.town)]
            if found:
                return found
        return []

    def _contradiction(self, library: Library, wanted: Wanted) -> str:
        if wanted.town and library.town and town_key(wanted.town) != town_key(library.town):
            return f"le registre place {library.code} à {library.town}, le fichier à {wanted.town}"
        return ""

    def _lost(self, wanted: Wanted, near: list[Library]) -> Found:
        if near:
            return Found(
                None,
                f"aucun lieu de ce nom ; au même endroit : {_codes(near[:4])}",
                "Si c'est l'un d'eux, écrivez son code dans la ligne.",
            )
        what = (
            f"le code {wanted.code} est inconnu" if wanted.code else "aucun lieu de ce nom dans cette commune"
        )
        return Found(None, what, "Corrigez la ligne, ou cochez « Créer les lieux inconnus ».")


def _codes(libraries: list[Library]) -> str:
    return listed([f"{library.code} {library.name}" for library in libraries])
