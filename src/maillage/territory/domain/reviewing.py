"""The review of a past plan: how many commitments were kept, by orientation; what is unknown is counted apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.base.values.known import KnownTotal, known_total
from maillage.territory.domain.past import CommitmentResult, PastCommitment


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """Some commitments taken together: an orientation, or the whole plan."""

    label: str
    commitments: tuple[PastCommitment, ...]

    @property
    def counts(self) -> Counter[CommitmentResult]:
        return Counter(one.result for one in self.commitments)

    def count(self, result: CommitmentResult) -> int:
        return self.counts[result]

    @property
    def known(self) -> int:
        return len(self.commitments) - self.count(CommitmentResult.UNKNOWN)

    @property
    def means(self) -> KnownTotal:
        return known_total(one.means for one in self.commitments)


def by_orientation(commitments: Iterable[PastCommitment]) -> tuple[Reviewed, ...]:
    """In the order of the plan; those without an orientation last."""
    found: dict[str, list[PastCommitment]] = {}
    for one in commitments:
        found.setdefault(one.orientation, []).append(one)
    none = found.pop("", None)
    groups = [Reviewed(label=label, commitments=tuple(ones)) for label, ones in found.items()]
    if none:
        groups.append(Reviewed(label="Sans orientation", commitments=tuple(none)))
    return tuple(groups)
