"""What a column of the finance software's file may hold, and the headers by which it is recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.base.values.french import folded, listed

NUMBER, COMMITMENT, DAY, AMOUNT, LABEL = "number", "commitment", "day", "amount", "label"
KIND, ACCOUNT, REFERENCE, THIRD_PARTY = "kind", "account", "reference", "third_party"


@dataclass(frozen=True)
class Target:
    """A field of an entry; `heads`: folded words by which a header names it, the surest first."""

    code: str
    label: str
    heads: tuple[str, ...]
    needed: bool = False


TARGETS = (
    Target(
        DAY,
        "Jour",
        (
            "date comptable", "date emission", "date d'emission", "date mandat", "date engagement", "date titre",
            "date de l'ecriture", "date", "jour",
        ),
        needed=True,
    ),
    Target(
        AMOUNT,
        "Montant TTC",
        ("montant ttc", "mt ttc", "ttc", "montant eng", "montant mandate", "montant titre", "montant", "mt", "somme"),
        needed=True,
    ),
    Target(KIND, "Nature de l'écriture", ("type de piece", "type piece", "nature de piece", "type", "nature", "sens")),
    # Before the number: "N° engagement" beside "N° mandat" names the commitment that is paid.
    Target(COMMITMENT, "Numéro de l'engagement", ("engagement", "n eng", "num eng", "no eng", "eng")),
    Target(
        NUMBER,
        "Numéro",
        ("n mandat", "num mandat", "n titre", "num titre", "n piece", "num piece", "piece", "mandat", "titre", "numero",
         "num", "n", "no"),
    ),
    Target(LABEL, "Libellé", ("libelle", "objet", "intitule", "designation", "description")),
    Target(REFERENCE, "Référence ou code analytique", ("reference", "ref", "analytique", "code action", "projet")),
    Target(ACCOUNT, "Imputation", ("imputation", "compte", "article", "nature comptable", "fonction")),
    # Never recognised by itself: it may name people.
    Target(THIRD_PARTY, "Tiers (organismes seulement)", ()),
)  # fmt: skip
BY_CODE: Mapping[str, Target] = {target.code: target for target in TARGETS}


def recognised(headers: Sequence[str]) -> dict[str, str]:
    """What each header holds, by header; "" where it is not known. A target is given to one column at most."""
    found: dict[str, str] = dict.fromkeys(headers, "")
    for target in TARGETS:
        free = [header for header in headers if not found[header]]
        best = min(
            ((rank, header) for header in free if (rank := _rank(header, target.heads)) is not None),
            default=None,
            key=lambda pair: pair[0],
        )
        if best is not None:
            found[best[1]] = target.code
    # A file of commitments alone: its only number is that of the commitment itself.
    if NUMBER not in found.values():
        for header, code in found.items():
            if code == COMMITMENT:
                found[header] = NUMBER
    return found


def _rank(header: str, heads: Sequence[str]) -> int | None:
    text = " ".join(folded(header).replace("°", " ").replace("_", " ").replace(".", " ").split())
    for rank, head in enumerate(heads):
        if text == head:
            return rank
    for rank, head in enumerate(heads):
        if len(head) > 2 and f" {head} " in f" {text} ":
            return rank + len(heads)
    return None


def problem_of(columns: Mapping[str, str], *, one_kind: bool) -> str:
    """Why entries cannot be read with these columns, or "". `one_kind`: the file holds one kind of entries."""
    held = [code for code in columns.values() if code]
    missing = [target.label for target in TARGETS if target.needed and target.code not in held]
    if missing:
        return f"Il manque : {listed(missing)}. Dites quelle colonne le contient."
    twice = sorted({BY_CODE[code].label for code in held if held.count(code) > 1})
    if twice:
        return f"Deux colonnes contiennent : {listed(twice)}. Gardez-en une seule, ignorez l'autre."
    if not one_kind and KIND not in held:
        return (
            "Rien ne dit si ces écritures sont des engagements, des mandats ou des titres : choisissez la colonne qui "
            "le dit, ou une seule nature pour tout le fichier."
        )
    return ""
