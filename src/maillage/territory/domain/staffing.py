"""The team of the service added up: posts and full-time equivalents, beside what national data publish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.known import KnownTotal, known_total
from maillage.territory.domain.service import ServicePost

# Two counts of a team at two dates differ by a leave or a part-time: below one tenth, nobody contradicts anybody.
TOLERANCE = Decimal("0.1")


def staff(posts: Iterable[ServicePost]) -> KnownTotal:
    return known_total(post.fte for post in posts)


def heads(posts: Iterable[ServicePost]) -> KnownTotal:
    return known_total(post.posts for post in posts)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A figure of the service: as typed, as published, and where other départements stand (q1, median, q3)."""

    label: str
    typed: Decimal | None
    typed_whole: bool
    published: Decimal | None
    published_year: str
    quartiles: tuple[Decimal, Decimal, Decimal] | None

    @property
    def best(self) -> Decimal | None:
        """What the team typed when it is whole, else what is published."""
        return self.typed if self.typed is not None and self.typed_whole else self.published

    @property
    def contradicts(self) -> bool:
        if self.typed is None or self.published is None or not self.typed_whole:
            return False
        return abs(self.typed - self.published) > TOLERANCE * max(self.typed, self.published)

    @property
    def place(self) -> str:
        """Where it stands, in words; "" when one of the two is unknown."""
        value = self.best
        if value is None or self.quartiles is None:
            return ""
        q1, median, q3 = self.quartiles
        if value < q1:
            return "dans le quart le plus bas"
        if value > q3:
            return "dans le quart le plus haut"
        return (
            "entre le premier quart et la médiane"
            if value < median
            else "entre la médiane et le dernier quart"
        )


def leaving(posts: Sequence[ServicePost], *, until: int) -> tuple[ServicePost, ...]:
    """Roles in which somebody is due to leave by the end of a year."""
    return tuple(post for post in posts if post.leaving_year is not None and post.leaving_year <= until)
