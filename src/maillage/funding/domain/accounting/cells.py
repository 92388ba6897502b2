"""Cells of the finance software's file: amounts, days, kinds, third parties."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias

from maillage.base.values.euros import cents
from maillage.base.values.french import folded, short_date
from maillage.funding.domain.entries import EntryKind

Raw: TypeAlias = "str | Decimal | bool | date | datetime | time | None"
LARGEST = Decimal(10) ** 11
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_FRENCH = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,\d{1,2}|\d+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}|\d+\.\d{1,2}")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T].*)?")
_KINDS = (
    (EntryKind.COMMITMENT, ("eng", "engagement", "commande", "bc", "bon de commande", "degagement")),
    (EntryKind.PAYMENT, ("mdt", "md", "man", "mandat", "mandatement", "paiement", "depense", "dep", "d")),
    (EntryKind.RECEIPT, ("tit", "ti", "titre", "recette", "encaissement", "rec", "r")),
)
_BACK = ("annulation", "annul", "reduction", "degagement", "reversement")
_PERSON = re.compile(r"(?:m|mr|mme|mlle|monsieur|madame|mademoiselle|dr|docteur)\b\.?\s", re.IGNORECASE)


class NotRead(ValueError):
    """Why a cell is not taken, with its remedy."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why)
        self.why, self.remedy = why, remedy


def text_of(raw: Raw) -> str:
    """A cell as people see it, on one line."""
    if raw is None:
        return ""
    if isinstance(raw, datetime | date):
        return short_date(raw.date() if isinstance(raw, datetime) else raw)
    return " ".join(str(raw).split())


def amount_of(raw: Raw) -> Decimal:
    """`1 234,56`, `-1.234,56 €`, `(12,50)`, `12,50-`. Raises NotRead."""
    if isinstance(raw, Decimal):
        return _within(raw)
    text = _SPACES.sub("", text_of(raw)).replace("\u2212", "-").removesuffix("€").upper().removesuffix("EUR")
    if not text:
        raise NotRead("le montant est vide", "Écrivez le montant, ou retirez la ligne.")
    back = text.startswith("-") or text.endswith("-") or (text.startswith("(") and text.endswith(")"))
    bare = text.strip("-+()")
    if _FRENCH.fullmatch(bare):
        value = Decimal(bare.replace(".", "").replace(",", "."))
    elif _ENGLISH.fullmatch(bare):
        value = Decimal(bare.replace(",", ""))
    else:
        raise NotRead(
            f"« {text_of(raw)[:40]} » n'est pas un montant",
            "Écrivez un nombre comme 1234,56 ; une formule se remplace par son résultat.",
        )
    return _within(-value if back else value)


def _within(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) >= LARGEST:
        raise NotRead(
            "le montant dépasse ce qu'un programme peut dépenser", "Vérifiez la colonne du montant."
        )
    return cents(value)


def day_of(raw: Raw) -> date:
    """`31/12/2027`, `31.12.27`, `2027-12-31`, `20271231`. Raises NotRead."""
    text = text_of(raw)
    if isinstance(raw, datetime | date):
        return _likely(raw.date() if isinstance(raw, datetime) else raw, text)
    wrong = NotRead(
        f"« {text[:40]} » n'est pas un jour" if text else "le jour est vide", "Écrivez 31/12/2027."
    )
    if found := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        # Of two figures only: "0001" is year 1, not 2001.
        year += 2000 if len(found[3]) == 2 else 0
    elif found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        raise wrong
    try:
        read = date(year, month, day)
    except ValueError:
        raise wrong from None
    return _likely(read, text)


def _likely(day: date, text: str) -> date:
    if not 1990 <= day.year <= 2100:
        raise NotRead(f"« {text[:40]} » est d'une année impossible", "Vérifiez la colonne du jour.")
    return day


def kind_of(raw: Raw) -> tuple[EntryKind, bool]:
    """The kind, and whether the word takes money back ("annulation de mandat"). Raises NotRead."""
    words = folded(text_of(raw)).replace(".", " ").split()
    for kind, names in _KINDS:
        if any(
            name in words or (len(name) > 2 and any(word.startswith(name) for word in words))
            for name in names
        ):
            return kind, any(word.startswith(_BACK) for word in words)
    raise NotRead(
        f"« {text_of(raw)[:40]} » ne dit pas s'il s'agit d'un engagement, d'un mandat ou d'un titre",
        "Écrivez ENG, MDT ou TIT, ou importez un fichier par nature.",
    )


def is_person(third_party: str) -> bool:
    """Whether a third party is called as people are: its name is then not kept."""
    return bool(_PERSON.match(f"{third_party} "))
