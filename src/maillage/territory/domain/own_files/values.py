"""Reads one cell of the service's own file as what its column holds, or says why it cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias

from maillage.base.values.french import folded, short_date
from maillage.territory.domain import cells
from maillage.territory.domain.limits import USUAL, Limits
from maillage.territory.domain.own_values import Known
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.typologies.grades import read_grade
from maillage.territory.domain.variables import ValueKind, Variable
from maillage.territory.domain.websites import website

# What a spreadsheet or a CSV may hold in a cell; None is an empty one.
Raw: TypeAlias = "str | Decimal | bool | date | datetime | time | None"
HOURS_IN_A_WEEK = 168
_UNITS = (
    r"(m²|m2|h|heures?|€|euros?|etp|mb/s|mbit/s|mbps|places?|personnes?|documents?|livres?|pr[êe]ts?|postes?)"
)
_WITH_UNIT = re.compile(rf"(?P<number>.*\d[.,]?)\s*{_UNITS}\.?", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,3})\s*[hH:]\s*([0-5]\d)")


@dataclass(frozen=True)
class Unreadable:
    """Why a cell is not taken, and what to do about it."""

    why: str
    remedy: str


@dataclass(frozen=True)
class Doubtful:
    """A value that is taken, and deserves a look."""

    value: Known
    why: str
    remedy: str


Read: TypeAlias = "Known | Unreadable | Doubtful | None"


def shown(raw: Raw) -> str:
    """A cell as people see it."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "oui" if raw else "non"
    if isinstance(raw, Decimal):
        # 1e308 has three hundred digits, that nobody wants to read.
        return format(raw, "f") if cells.is_measurable(raw) else str(raw)
    if isinstance(raw, (date, datetime)):
        return short_date(raw.date() if isinstance(raw, datetime) else raw)
    return f"{raw:%H:%M}" if isinstance(raw, time) else raw.strip()


def is_blank(raw: Raw) -> bool:
    return cells.is_blank(shown(raw))


def figure(raw: Raw, variable: Variable, limits: Limits = USUAL) -> Read:
    """The value of a variable; None for an empty cell or "NC"."""
    if is_blank(raw):
        return None
    if variable.kind is ValueKind.FLAG:
        return _flag(raw)
    if variable.kind is ValueKind.WEBSITE:
        found = website(shown(raw))
        return found if isinstance(found, (str, bool)) else Unreadable("n'est pas une adresse de site", _SITE)
    if variable.kind is ValueKind.GRADE:
        return _grade(raw)
    number = _number(raw, variable)
    return _plausible(number, variable, limits) if isinstance(number, Decimal) else number


_BEYOND = Unreadable(
    "est un nombre que rien de ce que compte une bibliothèque n'atteint", "Vérifiez les chiffres et l'unité."
)
_SITE = "Écrivez l'adresse complète (https://…), « oui » ou « non »."


def _grade(raw: Raw) -> Read:
    try:
        return read_grade(shown(raw))
    except ValueError:
        return Unreadable("n'est pas une classe", "Écrivez A, B, C, D ou E.")


def _flag(raw: Raw) -> Read:
    found = raw if isinstance(raw, bool) else cells.flag(shown(raw))
    return Unreadable("n'est ni oui ni non", "Écrivez oui ou non.") if found is None else found


def _number(raw: Raw, variable: Variable) -> Decimal | Unreadable:
    if isinstance(raw, bool):
        return Unreadable("est oui ou non, un nombre est attendu", "Vérifiez que la colonne est la bonne.")
    if isinstance(raw, Decimal):
        return raw if cells.is_measurable(raw) else _BEYOND
    if isinstance(raw, time) and variable.unit == "h":
        return Decimal(raw.hour) + Decimal(raw.minute) / 60
    if isinstance(raw, (date, datetime, time)):
        return Unreadable(
            f"est une date, un nombre est attendu ({variable.label.lower()})",
            "Vérifiez la colonne ; le tableur a pu prendre « 3/4 » pour une date.",
        )
    text = shown(raw)
    if "%" in text:
        return Unreadable(
            f"est un pourcentage, un nombre est attendu ({variable.unit or variable.label.lower()})",
            "Écrivez la quantité elle-même, ou ignorez cette colonne.",
        )
    if variable.unit == "h" and (match := _HOURS.fullmatch(text)):
        return Decimal(match[1]) + (Decimal(match[2]) / 60).quantize(Decimal("0.01"))
    unit = _WITH_UNIT.fullmatch(text)
    bare = unit["number"].strip() if unit else text
    found = cells.number(bare)
    if found is not None:
        return found
    if re.fullmatch(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}", text):
        return Unreadable("est une date, un nombre est attendu", "Vérifiez que la colonne est la bonne.")
    if cells.is_written_number(bare):
        return _BEYOND
    return Unreadable("n'est pas un nombre", "Écrivez un nombre seul, ou laissez la cellule vide.")


def _plausible(number: Decimal, variable: Variable, limits: Limits) -> Read:
    if number < 0:
        return Unreadable("est négatif", "Corrigez le signe ou videz la cellule.")
    if not number and not variable.zero_plausible:
        return Unreadable(
            "est zéro : lu comme inconnu, aucun lieu ouvert n'en est là",
            "Videz la cellule, si c'est inconnu.",
        )
    if variable.unit == "h" and number > HOURS_IN_A_WEEK:
        return Unreadable(
            "dépasse les 168 heures d'une semaine", "Écrivez des heures par semaine, pas par an."
        )
    if variable.unit == "h" and number > limits.weekly_hours:
        return Doubtful(number, f"dépasse {limits.weekly_hours} heures par semaine", "Vérifiez l'unité.")
    if variable.code == "surface_m2" and number > limits.large_surface_m2:
        return Doubtful(number, f"dépasse {limits.large_surface_m2} m²", "Vérifiez la surface.")
    if variable.unit == "personnes" and number != number.to_integral_value():
        return Doubtful(number, "n'est pas un nombre entier de personnes", "Est-ce un nombre d'ETP ?")
    return number


_KINDS = {folded(kind.label): kind for kind in LibraryKind} | {kind.value: kind for kind in LibraryKind}


def identity(raw: Raw, name: str) -> str | Decimal | LibraryKind | Unreadable | None:
    """The field of a library that an identity column gives; None for an empty cell."""
    if is_blank(raw):
        return None
    text = shown(raw)
    if name in ("latitude", "longitude"):
        return _degrees(raw, name)
    if name in ("postcode", "insee"):
        code = cells.postcode(text)
        fine = len(code) == 5 and code[2:].isdigit()
        what = "un code postal" if name == "postcode" else "un code INSEE"
        return (
            code
            if fine
            else Unreadable(f"n'est pas {what}", "Cinq chiffres sont attendus (2A et 2B en Corse).")
        )
    if name == "kind":
        kind = _KINDS.get(folded(text))
        known = ", ".join(kind.label for kind in LibraryKind)
        return kind or Unreadable("n'est pas une nature de lieu connue", f"Écrivez l'une de : {known}.")
    return text[:300]


def _degrees(raw: Raw, name: str) -> Decimal | Unreadable:
    number = raw if isinstance(raw, Decimal) and not isinstance(raw, bool) else cells.number(shown(raw))
    if number is not None and not cells.is_measurable(number):
        number = None
    most = 90 if name == "latitude" else 180
    if number is None or abs(number) > most:
        why = "est en mètres (Lambert 93 ?), pas en degrés" if number is not None else "n'est pas un nombre"
        return Unreadable(why, "Donnez la position en degrés : 47,08 et 2,40.")
    return Decimal(str(round(number, 4)))
