"""How good the grid itself is: questions that people cannot answer, that never vary, or that break the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.coherence.seen import Seen
from maillage.campaigns.domain.frameworks import Domain, Item, ItemScope
from maillage.statistics.scaling import guttman_errors, scalability


@dataclass(frozen=True, kw_only=True)
class ItemQuality:
    """What the answers tell of a question: `known` levels, reasons given for none, `usual` the most common level."""

    item: Item
    known: int
    unknown: int
    not_applicable: int
    not_counted: int
    usual: int | None
    usual_count: int

    @property
    def unknown_share(self) -> float:
        """Share of "je ne sais pas" among those who said something (0 to 1)."""
        said = self.known + self.unknown + self.not_applicable + self.not_counted
        return self.unknown / said if said else 0.0

    @property
    def is_constant(self) -> bool:
        """Every library that answered is at the same level: the question tells nobody apart."""
        return self.known > 1 and self.usual_count == self.known


@dataclass(frozen=True, kw_only=True)
class DomainQuality:
    """Loevinger's H of a domain over `n` full answers (None: nothing varies), of its questions, and Guttman errors a
    library on average."""

    domain: Domain
    n: int
    h: float | None
    items: tuple[tuple[Item, float | None], ...]
    errors: float | None


def item_quality(item: Item, seen: Sequence[Seen]) -> ItemQuality:
    levels = Counter(site.levels[item.code] for site in seen if item.code in site.levels)
    reasons = Counter(site.missing[item.code] for site in seen if item.code in site.missing)
    usual = min(levels, key=lambda level: (-levels[level], level), default=None)
    return ItemQuality(
        item=item,
        known=levels.total(),
        unknown=reasons[Missing.UNKNOWN],
        not_applicable=reasons[Missing.NOT_APPLICABLE],
        not_counted=reasons[Missing.NOT_COUNTED],
        usual=usual,
        usual_count=levels[usual] if usual is not None else 0,
    )


def domain_quality(domain: Domain, seen: Sequence[Seen]) -> DomainQuality | None:
    """None with fewer than two questions with levels, or when nobody answered them all."""
    items = [item for item in domain.items if item.is_scored and item.scope is ItemScope.SITE]
    answered = [site for site in seen if site.answered]
    if len(items) < 2:
        return None
    columns = {item.code: [site.levels.get(item.code) for site in answered] for item in items}
    found = scalability(columns)
    if not found.n:
        return None
    errors = [number for number in guttman_errors(columns) if number is not None]
    return DomainQuality(
        domain=domain,
        n=found.n,
        h=found.h,
        items=tuple((item, found.items[item.code]) for item in items),
        errors=sum(errors) / len(errors) if errors else None,
    )
