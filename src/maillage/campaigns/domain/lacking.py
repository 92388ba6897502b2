"""What lacks for a core service, in plain and absolute words: a fact to reach, or an amount; never a rank."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.french import NBSP, number
from maillage.campaigns.domain.answers import Answers, shown_value
from maillage.campaigns.domain.frameworks import ItemKind
from maillage.campaigns.domain.scores import CoreService


@dataclass(frozen=True, kw_only=True)
class Lack:
    """`now`: what is there; `wanted`: what would make the service; `amount`: "il manque 4 heures", "" for a fact."""

    code: str
    title: str
    now: str
    wanted: str
    amount: str = ""


def lack_of(service: CoreService, answers: Answers) -> Lack:
    """What a core service that lacks needs. `service` has a level."""
    item, answer = service.item, answers.get(service.item.code)
    now = shown_value(item, answer)
    if item.kind is ItemKind.NUMBER and answer is not None and answer.value:
        wanted = Decimal(item.thresholds[item.core_level - 1])
        gap = wanted - Decimal(answer.value)
        unit = f"{NBSP}{item.unit}" if item.unit else ""
        return Lack(
            code=item.code, title=item.title, now=now, wanted=f"{_plain(wanted)}{unit}",
            amount=f"il manque {_plain(gap)}{unit}",
        )  # fmt: skip
    return Lack(code=item.code, title=item.title, now=now, wanted=item.levels[item.core_level])


def _plain(amount: Decimal) -> str:
    digits = amount.normalize().as_tuple().exponent
    return number(amount, max(0, -int(digits)))
