"""What changed since an earlier campaign: the same libraries, the same questions, tests made for pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.campaigns.domain.coherence.seen import Seen
from maillage.campaigns.domain.frameworks import Framework, Item
from maillage.campaigns.domain.scores import CoreState
from maillage.statistics.paired import (
    PairedChange,
    Regression,
    Switches,
    paired_change,
    regression_to_mean,
    switches,
)

_KNOWN = (CoreState.MET, CoreState.MISSING)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """`matched` libraries answered both times, `compared` questions are the same. `score`: their mean, in points of
    100, over the questions that a library answered both times; `core`: each core service that can be compared."""

    matched: int
    compared: int
    score: PairedChange | None
    core: tuple[tuple[Item, Switches], ...]
    regression: Regression | None


def panel(
    framework: Framework,
    comparable: Mapping[str, str],
    before: Sequence[Seen],
    after: Sequence[Seen],
) -> Panel | None:
    """`comparable` gives, for each code of the older version, the code of the same question in `framework` (today's).
    None when no library answered both times or when nothing can be compared."""
    old = {site.code: site for site in before if site.answered}
    new = {site.code: site for site in after if site.answered}
    shared = old.keys() & new.keys()
    items = {
        former: framework.by_code[code] for former, code in comparable.items() if code in framework.by_code
    }
    if not shared or not items:
        return None
    scores = {code: _scores(items, old[code], new[code]) for code in shared}
    first = {code: pair[0] for code, pair in scores.items() if pair}
    last = {code: pair[1] for code, pair in scores.items() if pair}
    return Panel(
        matched=len(shared),
        compared=len(items),
        score=paired_change(first, last),
        core=tuple(_core(items, [(old[code], new[code]) for code in sorted(shared)])),
        regression=regression_to_mean(first, last),
    )


def _scores(items: Mapping[str, Item], old: Seen, new: Seen) -> tuple[float, float] | None:
    """Mean of level/top over the questions known both times, in points of 100."""
    pairs = [
        (old.levels[former] / item.top, new.levels[item.code] / item.top)
        for former, item in items.items()
        if item.is_scored and former in old.levels and item.code in new.levels
    ]
    if not pairs:
        return None
    return (
        100 * sum(pair[0] for pair in pairs) / len(pairs),
        100 * sum(pair[1] for pair in pairs) / len(pairs),
    )


def _core(items: Mapping[str, Item], pairs: Sequence[tuple[Seen, Seen]]) -> list[tuple[Item, Switches]]:
    found = []
    for former, item in items.items():
        known = [
            (site.code, old.core_state(former), site.core_state(item.code))
            for old, site in pairs
            if item.core and old.core_state(former) in _KNOWN and site.core_state(item.code) in _KNOWN
        ]
        told = switches(
            {code: one is CoreState.MET for code, one, _ in known},
            {code: two is CoreState.MET for code, _, two in known},
        )
        if told is not None:
            found.append((item, told))
    return found
