"""Scalars to and from text, as people write them in a programme file. Amounts never pass through float."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from maillage.base.values.days import why_no_day
from maillage.base.values.fields import Kind, Spec
from maillage.base.values.french import number

CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$")
_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$", re.ASCII)
# Above, no column holds the number: twelve digits before the point, 32-bit integers.
_LIMITS = {Kind.INTEGER: Decimal(2**31)}
_LIMIT = Decimal(10) ** 12
# 15.000: fifteen thousand for some, fifteen for others. An amount has two decimals, never three.
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}[.,]\d{3}$")
_FOLD = re.compile(r"[ \t]*\n\s*")
_SPACES = str.maketrans("", "", " \u00a0\u202f_")
_YES = {"oui", "true", "yes", "vrai"}
_NO = {"non", "false", "no", "faux"}


class NotUnderstood(ValueError):
    """A text that cannot be the value of its field; the message is French and `remedy` says what to write."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def from_text(spec: Spec, text: str) -> Any:
    """The value of a scalar field. Raises NotUnderstood."""
    stripped = text.strip()
    match spec.kind:
        case Kind.CODE | Kind.REF:
            return _code(stripped)
        case Kind.TEXT | Kind.PROSE:
            # A short text stands on one line, wherever it is shown: a title folded in the file is one title.
            return _text(spec, _FOLD.sub(" ", text.strip()) if spec.kind is Kind.TEXT else text.rstrip())
        case Kind.MONEY:
            return _bounded(spec, _decimal(spec, stripped, decimals=2))
        case Kind.RATE:
            return _rate(spec, stripped)
        case Kind.NUMBER:
            return _bounded(spec, _decimal(spec, stripped, decimals=4))
        case Kind.INTEGER:
            return int(_bounded(spec, _decimal(spec, stripped, decimals=0)))
        case Kind.FLAG:
            return _flag(stripped)
        case Kind.DAY:
            return _day(stripped)
        case Kind.CHOICE:
            return _choice(spec, stripped)
    raise TypeError(f"{spec.kind} is not a scalar")  # pragma: no cover


def to_text(spec: Spec, value: Any) -> str:
    """The canonical text of a scalar; `from_text` gives the value back."""
    match spec.kind:
        case Kind.FLAG:
            return "oui" if value else "non"
        case Kind.DAY:
            return str(value.isoformat())
        case Kind.CHOICE:
            return str(value.value)
        case Kind.MONEY | Kind.RATE | Kind.NUMBER:
            return decimal_text(value)
    return str(value)


def decimal_text(value: Decimal) -> str:
    """`120000`, `0.5`, `19684.8`: no exponent, no useless zero."""
    normal = value.normalize()
    return f"{normal:f}" if normal else "0"


def _code(text: str) -> str:
    if not CODE.match(text):
        raise NotUnderstood(
            f"« {text} » n'est pas un code.",
            "Un code s'écrit en lettres sans accent, chiffres, tirets ou points, sans espace : A1, LI673, F-DGD.",
        )
    if len(text) > 40:
        raise NotUnderstood("Ce code est trop long.", "Un code a 40 caractères au plus.")
    return text


def _text(spec: Spec, text: str) -> str:
    if spec.required and not text.strip():
        raise NotUnderstood(f"« {spec.label} » est vide.", "Écrivez au moins un mot.")
    hidden = next((c for c in text if _is_hidden(c)), None)
    if hidden:
        raise NotUnderstood(
            f"« {spec.label} » contient un caractère invisible (U+{ord(hidden):04X}).",
            "Effacez ce caractère.",
        )
    if len(text) > spec.max_length:
        raise NotUnderstood(
            f"« {spec.label} » a {number(len(text))} caractères.",
            f"Raccourcissez à {number(spec.max_length)} caractères au plus.",
        )
    return text


def _is_hidden(char: str) -> bool:
    """Control characters, lone surrogates, and the code points that are no characters: no document can show them."""
    point = ord(char)
    if point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
        return True
    return unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"


def _decimal(spec: Spec, text: str, *, decimals: int) -> Decimal:
    digits = text.translate(_SPACES).removesuffix("€")
    if not _NUMBER.match(digits):
        what = "un montant en euros" if spec.kind is Kind.MONEY else "un nombre"
        raise NotUnderstood(f"« {text} » n'est pas {what}.", _example(spec, decimals))
    if spec.kind is Kind.MONEY and _THOUSANDS.match(digits):
        grouped, cents = digits.replace(",", "").replace(".", ""), digits.replace(",", ".")
        raise NotUnderstood(
            f"« {text} » se lit de deux façons.",
            f"Écrivez {grouped} (séparateur de milliers) ou {decimal_text(Decimal(cents))} (décimales).",
        )
    try:
        value = Decimal(digits.replace(",", "."))
    except InvalidOperation as error:  # pragma: no cover - the pattern above leaves no such text
        raise NotUnderstood(f"« {text} » n'est pas un nombre.", "Écrivez des chiffres seuls.") from error
    if value.adjusted() >= _LIMIT.adjusted():  # also guards round(): Decimal works on 28 digits
        raise _too_big(spec)
    if value != round(value, decimals):
        raise NotUnderstood(
            f"« {text} » a plus de {decimals} décimales."
            if decimals
            else f"« {text} » n'est pas un nombre entier.",
            f"Arrondissez à {decimals} décimales."
            if decimals
            else "Écrivez un nombre entier, par exemple 12.",
        )
    return value


def _example(spec: Spec, decimals: int) -> str:
    if spec.kind is Kind.RATE:
        return "Écrivez un taux, par exemple 20 %."
    if not decimals:
        return "Écrivez un nombre entier, par exemple 12."
    return "Écrivez des chiffres seuls, par exemple 12500 ou 12500.50."


def _rate(spec: Spec, text: str) -> Decimal:
    in_percent = text.endswith("%")
    digits = text.removesuffix("%").strip()
    value = _decimal(spec, digits, decimals=4) / 100 if in_percent else _decimal(spec, digits, decimals=6)
    if not 0 <= value <= 1 and in_percent:
        # In a form a rate is typed in percent: 0.20 would be a fifth of one percent.
        raise NotUnderstood(
            f"Le taux {text} n'est pas compris entre 0 et 100 %.",
            "Écrivez un taux entre 0 et 100 %, par exemple 20 %.",
        )
    if not 0 <= value <= 1:
        raise NotUnderstood(
            f"Le taux {text} n'est pas compris entre 0 et 1.",
            f"Pour {text} %, écrivez {decimal_text(value / 100)} ou « {text} % »."
            if 1 < value <= 100
            else "Écrivez un taux entre 0 et 1 : 0.20 pour 20 %.",
        )
    return value


def _bounded(spec: Spec, value: Decimal) -> Decimal:
    if spec.minimum is not None and value < spec.minimum:
        raise NotUnderstood(
            f"« {spec.label} » vaut {decimal_text(value)}, moins que {spec.minimum}.",
            f"Écrivez un nombre au moins égal à {spec.minimum}.",
        )
    if spec.maximum is not None and value > spec.maximum:
        raise NotUnderstood(
            f"« {spec.label} » vaut {decimal_text(value)}, plus que {spec.maximum}.",
            f"Écrivez un nombre au plus égal à {spec.maximum}.",
        )
    if abs(value) >= _LIMITS.get(spec.kind, _LIMIT):
        raise _too_big(spec)
    return value


def _too_big(spec: Spec) -> NotUnderstood:
    return NotUnderstood(f"« {spec.label} » est trop grand.", "Vérifiez le nombre de zéros.")


def _flag(text: str) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise NotUnderstood(f"« {text} » n'est ni oui ni non.", "Écrivez oui ou non.")


def _day(text: str) -> date:
    french = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    parts = (french[3], french[2], french[1]) if french else text.split("-")
    remedy = "Écrivez la date ainsi : 2026-03-31 (année-mois-jour)."
    try:
        year, month, day = (int(part) for part in parts)
        found = date(year, month, day)
    except (ValueError, OverflowError):
        raise NotUnderstood(why_no_day(text), remedy) from None
    if not 1900 <= year <= 2200:
        raise NotUnderstood(f"« {text} » n'est pas une date vraisemblable : de 1900 à 2200.", remedy)
    return found


def _choice(spec: Spec, text: str) -> Any:
    assert spec.choices is not None
    for member in spec.choices:
        if text in (member.value, member.label):
            return member
    options = ", ".join(f"{member.value} ({member.label})" for member in spec.choices)
    raise NotUnderstood(
        f"« {text} » n'est pas une valeur de « {spec.label} ».", f"Choisissez parmi : {options}."
    )
