"""What somebody wrote in the cells of a spreadsheet form, or keyed from paper: a value, or why there is none."""

from __future__ import annotations

import re

from maillage.base.values.french import folded
from maillage.campaigns.domain.answers import BadAnswer, Missing, canonical
from maillage.campaigns.domain.frameworks import Item, ItemKind

_SIGNS = re.compile(r"[\s\u00a0\u202f’']+")
# « 2 », « 2,0 », « 2 – Une page s'ouvre sans attendre », « niveau 2 ».
_LEVEL = re.compile(r"(?:niveau\s*)?(\d{1,2})(?:[.,]0+)?(?:\s*(?:$|[-–—:.)].*))", re.DOTALL | re.IGNORECASE)
KEYS = {"n": Missing.UNKNOWN, "s": Missing.NOT_APPLICABLE, "p": Missing.NOT_COUNTED}
_SAID = {
    "je ne sais pas": Missing.UNKNOWN,
    "ne sait pas": Missing.UNKNOWN,
    "nsp": Missing.UNKNOWN,
    "inconnu": Missing.UNKNOWN,
    "sans objet": Missing.NOT_APPLICABLE,
    "so": Missing.NOT_APPLICABLE,
    "pas compte": Missing.NOT_COUNTED,
    "non compte": Missing.NOT_COUNTED,
    **KEYS,
}


def plain(text: str) -> str:
    """Without accents, case and doubled spaces: how words are compared."""
    return _SIGNS.sub(" ", folded(text)).strip()


def reason_in(item: Item, text: str) -> Missing | None:
    """The reason that a text names; None when it names none, or one that the item does not take."""
    if item.kind is ItemKind.FREE and len(text.strip()) <= 2:
        return None
    found = Missing.UNKNOWN if text.strip() == "?" else _SAID.get(plain(text))
    return None if found is Missing.NOT_COUNTED and item.kind is not ItemKind.NUMBER else found


def read_cells(item: Item, answer: str, reason: str = "") -> tuple[str, Missing | None]:
    """The canonical value, or the reason; ("", None) when both are empty. Raises BadAnswer with the remedy."""
    answer, reason = answer.strip(), reason.strip()
    why = reason_in(item, reason) if reason else None
    if reason and why is None:
        raise BadAnswer(f"« {_cut(reason)} » n'est pas une raison de la liste : {_reasons(item)}.")
    if not answer:
        return "", why
    if why is not None:
        raise BadAnswer("Une réponse et une raison de ne pas répondre à la fois : gardez l'une des deux.")
    if (said := reason_in(item, answer)) is not None:
        return "", said
    return value_in(item, answer), None


def value_in(item: Item, text: str) -> str:
    """The canonical value of what was written: the digit of a level, or its words. Raises BadAnswer."""
    match item.kind:
        case ItemKind.LEVELS | ItemKind.AGREEMENT:
            return canonical(item, _rank(item, text))
        case ItemKind.CHOICE:
            return canonical(item, next((one for one in item.options if plain(one) == plain(text)), text))
    return canonical(item, text.replace("\r\n", "\n"))


def _rank(item: Item, text: str) -> str:
    for rank, level in enumerate(item.levels):
        if plain(level) == plain(text):
            return str(rank)
    found = _LEVEL.fullmatch(text.strip())
    return found[1] if found else text


def _reasons(item: Item) -> str:
    return ", ".join(
        one.label for one in Missing if one is not Missing.NOT_COUNTED or item.kind is ItemKind.NUMBER
    )


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
