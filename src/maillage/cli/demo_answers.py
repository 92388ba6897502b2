"""Answers that an invented library could give: better where the commune is bigger, never the same twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import log10
from random import Random

from maillage.campaigns.domain import Framework, Item, ItemKind, ItemScope, Missing, Provenance
from maillage.campaigns.domain.answers import Answer as Given
from maillage.campaigns.domain.answers import is_asked
from maillage.campaigns.models import Answer, Participation

COMMENTS = (
    "La box est dans le bureau du secrétariat.",
    "Deux bénévoles sont arrivés en septembre.",
    "Nous attendons la fibre.",
    "À revoir avec la nouvelle équipe municipale.",
    "Le samedi matin seulement.",
    "Prévu au budget.",
)


def maturity(participation: Participation, chance: Random) -> float:
    """How far an invented library is, on the ladder of 0 to 1."""
    size = participation.population or 400
    return min(0.9, max(0.08, 0.12 + 0.14 * (log10(size) - 2) + chance.gauss(0, 0.13)))


def answers_of(
    participation: Participation,
    framework: Framework,
    *,
    express: bool,
    ability: float,
    at: datetime,
    chance: Random,
    whole: bool = True,
) -> Iterator[Answer]:
    """One answer an item of the form; a draft (`whole` false) stops on the way."""
    scope = ItemScope.SITE if participation.library_code else ItemScope.NETWORK
    items = list(framework.asked(express=express, scope=scope))
    stop = len(items) if whole else chance.randint(1, max(1, len(items) - 2))
    said: dict[str, Given] = {}
    for item in items[:stop]:
        if not is_asked(item, framework, said) or (whole and chance.random() < 0.015):
            continue
        given = _given(item, framework.domain_of[item.code].code, ability, chance)
        said[item.code] = given
        yield Answer(
            network_id=participation.network_id,
            participation=participation,
            item=item.code,
            value=given.value,
            missing=given.missing.value if given.missing else "",
            comment=chance.choice(COMMENTS) if chance.random() < 0.05 else "",
            provenance=(Provenance.BEHALF if participation.on_behalf else Provenance.TYPED).value,
            at=at,
        )


def _given(item: Item, domain: str, ability: float, chance: Random) -> Given:
    draw = chance.random()
    if draw < 0.04:
        return Given(item=item.code, missing=Missing.UNKNOWN)
    if draw < 0.05 and not item.core:
        return Given(item=item.code, missing=Missing.NOT_APPLICABLE)
    # Each item and each domain is as hard for everyone, whatever the run: a seed of its own.
    hard = Random(f"{item.code} {domain}").uniform(-0.16, 0.18)  # noqa: S311 (an invented figure)
    # What everyone must offer is what everyone has worked on.
    ease = 0.14 if item.core else 0.0
    reached = min(1.0, max(0.0, ability - hard + ease + chance.gauss(0, 0.1 if item.core else 0.14)))
    match item.kind:
        case ItemKind.LEVELS:
            return Given(item=item.code, value=str(round(reached * item.top)))
        case ItemKind.NUMBER:
            return Given(item=item.code, value=str(_amount(item, reached)))
        case ItemKind.CHOICE:
            return Given(item=item.code, value=chance.choice(item.options))
        case ItemKind.IMPORTANCE:
            return Given(item=item.code, value=f"{_note(0.85 - hard, chance)}/{_note(0.7 + hard, chance)}")
        case ItemKind.AGREEMENT:
            return Given(item=item.code, value=str(_note(0.8 - hard, chance)))
    return Given(item=item.code, value=chance.choice(COMMENTS) if chance.random() < 0.3 else "")


def _amount(item: Item, reached: float) -> int:
    lowest, highest = int(item.minimum or 0), int(item.maximum or 40)
    return lowest + round(reached * reached * (highest - lowest))


def _note(mean: float, chance: Random) -> int:
    return min(5, max(1, round(1 + 4 * mean + chance.gauss(0, 0.9))))
