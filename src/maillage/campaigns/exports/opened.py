"""What may be given to everyone: the profiles of libraries that agreed, and counts of the others in which nobody is
recognised.

The counts leave out the libraries shown by name: with them, a subtraction would give back the last one of a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.values.french import folded
from maillage.campaigns.domain.scores import Band
from maillage.campaigns.readings import CampaignResults, Result
from maillage.statistics.disclosure import Count
from maillage.statistics.suppression import Why, protected

UNBANDED = "à compléter"
BANDS = (*(band.label for band in Band), UNBANDED)


@dataclass(frozen=True, kw_only=True)
class Group:
    """A line of counts: `mesh` is "epci", "strate" or "ensemble"; `counts` follow BANDS, then their total."""

    mesh: str
    name: str
    counts: tuple[Count, ...]


def agreed(found: CampaignResults) -> list[Result]:
    """The libraries that show themselves, when the campaign allows it."""
    if not found.campaign.public:  # type: ignore[attr-defined]
        return []
    shown = [result for result in found.own if result.participation.opted_public]
    return sorted(shown, key=lambda result: folded(result.participation.library_name))


def groups(found: CampaignResults, *, least: int) -> list[Group]:
    """Counts by band, by EPCI then by size, and of all; both tables are protected together, since they share totals."""
    shown = {result.participation.pk for result in agreed(found)}
    others = [result for result in found.own if result.participation.pk not in shown]
    if not others:
        return []
    epcis = sorted({one.participation.epci_name for one in others}, key=folded)
    strata = sorted({one.participation.stratum for one in others}, key=folded)
    rows = [
        *(("epci", name, [o for o in others if o.participation.epci_name == name]) for name in epcis),
        *(("strate", name, [o for o in others if o.participation.stratum == name]) for name in strata),
        ("ensemble", "", others),
    ]
    values = [value for _, _, some in rows for value in _counted(some)]
    hidden = protected(values, _lines(len(epcis), len(strata)), least)
    wide = len(BANDS) + 1
    cells = [Count(None, hidden[n]) if n in hidden else Count(value) for n, value in enumerate(values)]
    return [
        Group(mesh=mesh, name=name or "non renseigné" if mesh != "ensemble" else "Toutes",
              counts=tuple(cells[rank * wide : (rank + 1) * wide]))
        for rank, (mesh, name, _) in enumerate(rows)
    ]  # fmt: skip


def _counted(some: Sequence[Result]) -> list[int]:
    bands = [result.profile.band.label if result.profile.band else UNBANDED for result in some]
    return [*(bands.count(band) for band in BANDS), len(some)]


def _lines(epcis: int, strata: int) -> list[tuple[int, ...]]:
    """Each row with its total; each column of both tables with the total they share."""
    wide, last = len(BANDS) + 1, epcis + strata
    rows = [tuple(range(rank * wide, (rank + 1) * wide)) for rank in range(last + 1)]
    columns = []
    for first, end in ((0, epcis), (epcis, last)):
        for column in range(wide):
            columns.append((*(rank * wide + column for rank in range(first, end)), last * wide + column))
    return [*rows, *columns]


def hidden_told(found: Sequence[Group]) -> dict[Why, int]:
    """How many cells are hidden, by reason."""
    whys = [count.why for group in found for count in group.counts]
    return {why: whys.count(why) for why in (Why.SMALL, Why.COMPLEMENT)}
