"""Units compared without a ranking: who stands outside what chance allows, raw and shrunk values side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from maillage.base.values.fields import Choice
from maillage.diagnosis.domain.spreads import Site, grouped
from maillage.statistics.coverage import Interval
from maillage.statistics.disclosure import LEAST_SHOWN, disclosed_line
from maillage.statistics.funnel import Funnel, Place, Unit, between_variance, funnel
from maillage.statistics.funnel_limits import Basis
from maillage.statistics.intervals import rate_interval, wilson
from maillage.statistics.shrinkage import NormalPrior, share_prior
from maillage.statistics.suppression import Why


class LeftOut(Choice):
    """Why a unit is not on the funnel."""

    SILENT = "silent", "aucune réponse"
    PARTLY_SILENT = "partly_silent", "une bibliothèque de la commune n'a pas répondu"
    UNSIZED = "unsized", "population inconnue"
    TOO_MANY = "too_many", "plus de personnes que d'habitants : à vérifier"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A unit on the funnel: `events` out of its `size`, from `known` of its `sites`.

    `shrunk` is drawn towards the whole, the more so as the unit is small; `interval` is that of the raw value at
    95 %. `hidden` says why a reader may not see it.
    """

    name: str
    sites: int
    known: int
    events: float
    size: float
    raw: float
    shrunk: float
    interval: Interval
    place: Place
    hidden: Why = Why.SHOWN


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Units in their order, the funnel they make, and those left out with the reason."""

    funnel: Funnel
    units: tuple[Compared, ...]
    left_out: tuple[tuple[str, LeftOut], ...]

    @property
    def outside(self) -> tuple[Compared, ...]:
        return tuple(unit for unit in self.units if unit.place.is_outside and unit.hidden is Why.SHOWN)

    @property
    def by_chance(self) -> float:
        """How many units lie outside the limits of 95 % by chance alone, on average."""
        return 0.05 * len(self.units)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What is counted in a unit before it is compared."""

    name: str
    sites: int
    known: int
    events: float
    size: float


def tallied_answers(sites: Sequence[Site]) -> tuple[list[Tally], list[tuple[str, LeftOut]]]:
    """How many said yes among the answers of each group."""
    kept, left = [], []
    for name, inside in grouped(sites).items():
        known = [site.value for site in inside if site.value is not None]
        if known:
            kept.append(
                Tally(name=name, sites=len(inside), known=len(known), events=sum(known), size=len(known))
            )
        else:
            left.append((name, LeftOut.SILENT))
    return kept, left


def tallied_rates(
    sites: Sequence[Site], *, by_commune: Mapping[str, str] | None = None, most: bool
) -> tuple[list[Tally], list[tuple[str, LeftOut]]]:
    """What is counted in communes, for their inhabitants; `by_commune` names them, None adds them up by group.

    A commune counts once, with all its libraries, when all of them answered: half of a town's visits divided by all
    of its inhabitants would be a lie. `most`: no more persons than inhabitants can be counted.
    """
    communes: dict[str, list[Site]] = defaultdict(list)
    for site in sites:
        communes[site.commune].append(site)
    kept: dict[str, Tally] = {}
    left: list[tuple[str, LeftOut]] = []
    for commune, inside in communes.items():
        name = inside[0].group if by_commune is None else by_commune.get(commune, commune)
        reason = _excluded(inside, most)
        if reason:
            left.append((by_commune.get(commune, commune) if by_commune else inside[0].name, reason))
            continue
        before = kept.get(name) or Tally(name=name, sites=0, known=0, events=0, size=0)
        kept[name] = replace(
            before,
            sites=before.sites + len(inside),
            known=before.known + len(inside),
            events=before.events + sum(site.value or 0 for site in inside),
            size=before.size + (inside[0].inhabitants or 0),
        )
    return list(kept.values()), left


def _excluded(inside: Sequence[Site], most: bool) -> LeftOut | None:
    known = [site.value for site in inside if site.value is not None]
    if not known:
        return LeftOut.SILENT
    if len(known) < len(inside):
        return LeftOut.PARTLY_SILENT
    if not inside[0].inhabitants:
        return LeftOut.UNSIZED
    return LeftOut.TOO_MANY if most and sum(known) > inside[0].inhabitants else None


def compared(
    tallies: Sequence[Tally], basis: Basis, left_out: Sequence[tuple[str, LeftOut]] = ()
) -> Comparison | None:
    """The funnel of what was tallied; None with fewer than two units."""
    if len(tallies) < 2:
        return None
    units = [Unit(tally.name, tally.events, tally.size) for tally in tallies]
    found = funnel(units, basis)
    shrunk = _shrunk(found)
    return Comparison(
        funnel=found,
        units=tuple(
            Compared(
                name=tally.name,
                sites=tally.sites,
                known=tally.known,
                events=tally.events,
                size=tally.size,
                raw=unit.value,
                shrunk=estimate,
                interval=_interval(basis, unit),
                place=found.place(unit),
            )
            for tally, unit, estimate in zip(tallies, units, shrunk, strict=True)
        ),
        left_out=tuple(left_out),
    )


def _interval(basis: Basis, unit: Unit) -> Interval:
    if basis is Basis.SHARE:
        return wilson(round(unit.events), round(unit.size))
    return rate_interval(unit.events, unit.size)


def _shrunk(found: Funnel) -> list[float]:
    if found.basis is Basis.SHARE:
        prior = share_prior([(unit.events, unit.size) for unit in found.units])
        return [prior.estimate(unit.events, unit.size) for unit in found.units]
    variances = [found.variance(unit.size) for unit in found.units]
    normal = NormalPrior(found.target, between_variance(found.phi, variances))
    return [normal.estimate(u.value, own) for u, own in zip(found.units, variances, strict=True)]


def for_readers(found: Comparison, *, least: int = LEAST_SHOWN) -> Comparison:
    """The same with units of fewer than `least` answers hidden, and enough others that totals reveal nothing."""
    shown = disclosed_line([unit.known for unit in found.units], least=least)
    units = [
        replace(unit, hidden=cell.why) if cell.value is None else unit
        for unit, cell in zip(found.units, shown.cells, strict=True)
    ]
    return replace(found, units=tuple(units))
