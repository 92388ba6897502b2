"""A list of machines pasted from a spreadsheet: each line read, found again or refused with its remedy."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from maillage.base.values.fields import Spec, specs
from maillage.base.values.french import folded
from maillage.base.values.texts import NotUnderstood, from_text
from maillage.territory.domain.inventory import Equipment, EquipmentKind
from maillage.territory.domain.sheet import Library
from maillage.territory.domain.tables import Line, read_table

MOST_LINES = 2000
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("numero", "numero d inventaire", "code", "inventaire"),
    "library": ("bibliotheque", "code bib", "lieu", "etablissement", "library"),
    "kind": ("materiel", "equipement", "type", "nature", "kind"),
    "quantity": ("quantite", "nombre", "quantity"),
    "bought_in": ("annee d achat", "annee", "achat", "bought in"),
    "state": ("etat", "state"),
    "owner": ("proprietaire", "owner"),
    "note": ("precision", "remarque", "note"),
}
UNDERSTOOD = (
    "un tableau dont la première ligne nomme les colonnes : bibliothèque, matériel, quantité, année d'achat"
)
# Other names of the kinds, as people write them.
WORDS = {
    "ordinateur": EquipmentKind.COMPUTER,
    "poste": EquipmentKind.COMPUTER,
    "pc": EquipmentKind.COMPUTER,
    "ipad": EquipmentKind.TABLET,
    "wifi": EquipmentKind.HOTSPOT,
    "videoprojecteur": EquipmentKind.SCREEN,
    "ecran": EquipmentKind.SCREEN,
    "automate": EquipmentKind.KIOSK,
    "console": EquipmentKind.CONSOLE,
}


@dataclass(frozen=True, kw_only=True)
class Pasted:
    """A line of the list: the equipment it gives, or what is `wrong` with it.

    `known`: it stands for a line there is; `same`: it says nothing new of it.
    """

    number: int
    text: str
    equipment: Equipment | None = None
    known: bool = False
    same: bool = False
    wrong: str = ""


def read_pasted(
    text: str, *, libraries: Sequence[Library], stored: Sequence[Equipment], taken: Iterable[str] = ()
) -> tuple[Pasted, ...]:
    """Every line, in order. The same library, kind and year as a line that is stored changes that line.

    Raises UnknownExport when no column is recognised, ValueError past MOST_LINES lines.
    """
    every = [alias for aliases in COLUMNS.values() for alias in aliases]
    table = read_table(text, name="la liste collée", known=every, understood=UNDERSTOOD)
    if len(table.lines) > MOST_LINES:
        raise ValueError(f"Cette liste a plus de {MOST_LINES} lignes. Collez-la en plusieurs fois.")
    found = {name: next((a for a in aliases if a in table.headers), "") for name, aliases in COLUMNS.items()}
    reader = _Reader(libraries, stored, taken)
    read = [reader.line(line, found) for line in table.lines]
    read += [
        Pasted(number=one.number, text="", wrong=f"{one.message} {one.remedy}".strip())
        for one in table.problems
    ]
    return tuple(sorted(read, key=lambda one: one.number))


class _Reader:
    def __init__(
        self, libraries: Sequence[Library], stored: Sequence[Equipment], taken: Iterable[str]
    ) -> None:
        self.places: dict[str, set[str]] = {}
        for library in libraries:
            names = (library.code, library.name, library.town, f"{library.name} {library.town}")
            for name in {folded(one) for one in names if one}:
                self.places.setdefault(name, set()).add(library.code)
        self.by_code = {one.code: one for one in stored}
        self.by_key = {_key(one): one for one in stored}
        codes = {*self.by_code, *taken}
        self.free = (code for n in itertools.count(1) if (code := f"EQ{n}") not in codes)

    def line(self, line: Line, columns: Mapping[str, str]) -> Pasted:
        cells = {name: line.cells.get(column, "").strip() for name, column in columns.items() if column}
        text = " ; ".join(cell for cell in cells.values() if cell)
        try:
            given = self._given(cells)
        except NotUnderstood as error:
            return Pasted(number=line.number, text=text, wrong=f"{error} {error.remedy}")
        if given["code"] and given["code"] in self.by_code:
            known: Equipment | None = self.by_code[given["code"]]
        else:
            known = (
                None
                if given["code"]
                else self.by_key.get((given["library"], given["kind"], given["bought_in"]))
            )
        if known is not None:
            # A cell left empty says nothing: what was known stays.
            told = {name: value for name, value in given.items() if value not in (None, "")}
            made = replace(known, **{**told, "code": known.code})
        else:
            made = Equipment(**{**given, "code": given["code"] or next(self.free)})
        # Two lines of the same list that tell of the same thing are one thing.
        self.by_code[made.code] = self.by_key[_key(made)] = made
        return Pasted(
            number=line.number, text=text, equipment=made, known=known is not None, same=made == known
        )

    def _given(self, cells: Mapping[str, str]) -> dict[str, Any]:
        declared = specs(Equipment)
        given: dict[str, Any] = {
            name: _value(declared[name], cells.get(name, ""))
            for name in ("code", "quantity", "bought_in", "state", "owner", "note")
        }
        given["owner"], given["note"] = given["owner"] or "", given["note"] or ""
        given["kind"] = _kind(declared["kind"], cells.get("kind", ""))
        given["library"] = self._place(cells.get("library", ""))
        return given

    def _place(self, text: str) -> str:
        if not text:
            return ""
        found = self.places.get(folded(text), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise NotUnderstood(f"« {text} » peut désigner plusieurs bibliothèques.", "Écrivez son code.")
        raise NotUnderstood(
            f"« {text} » n'est pas une bibliothèque du registre.", "Écrivez son code, son nom ou sa commune."
        )


def _key(one: Equipment) -> tuple[str, EquipmentKind, int | None]:
    return one.library, one.kind, one.bought_in


def _value(spec: Spec, text: str) -> Any:
    if not text or folded(text) in ("inconnu", "inconnue"):
        return None
    if spec.choices is not None:
        return _choice(spec, text)
    return from_text(spec, text)


def _choice(spec: Spec, text: str) -> Any:
    assert spec.choices is not None
    for member in spec.choices:
        if folded(text) in (member.value, folded(member.label)):
            return member
    return from_text(spec, text)


def _kind(spec: Spec, text: str) -> EquipmentKind:
    if not text:
        raise NotUnderstood("Le matériel manque.", "Écrivez par exemple « tablette » ou « poste public ».")
    plain = folded(text)
    for kind in EquipmentKind:
        # "Postes publics" is "poste public" too.
        if _singular(plain) in (kind.value, _singular(folded(kind.label))):
            return kind
    if _singular(plain) in WORDS:
        return WORDS[_singular(plain)]
    found = _choice(spec, text)
    assert isinstance(found, EquipmentKind)
    return found


def _singular(text: str) -> str:
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in text.split())
