"""What a figure of the network compares: groups or communes, who is silent, and the same libraries at two dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from maillage.base.plugs import Project
from maillage.base.values.fields import Choice
from maillage.base.values.french import folded
from maillage.diagnosis.domain.comparing import (
    Comparison,
    compared,
    for_readers,
    tallied_answers,
    tallied_rates,
)
from maillage.diagnosis.domain.spreads import Site
from maillage.diagnosis.sites import UNSIZED, By, known_variables, sites_of
from maillage.statistics.funnel_limits import Basis
from maillage.statistics.merging import merged_strata
from maillage.statistics.paired import (
    ChainLink,
    PairedChange,
    Regression,
    Switches,
    chain_index,
    paired_change,
    regression_to_mean,
    switches,
)
from maillage.statistics.strata import strata, stratum_of
from maillage.territory.domain.register import Record, State
from maillage.territory.domain.variables import ValueKind, Variable
from maillage.territory.domain.vintages import vintage_rank
from maillage.territory.pictures import sized
from maillage.territory.readings import CLASS_BOUNDS, directory_of, register_of

# Counts that only make sense for so many inhabitants: persons among them, or events for each of them.
PERSONS = ("active_borrowers", "digital_users")
# What the page opens on.
USUAL = "wifi"
EVENTS = ("visits", "cultural_audience", "loans")


class Grouping(Choice):
    """What is compared."""

    EPCI = "epci", "l'intercommunalité"
    SIZE = "taille", "la population de la commune"
    COMMUNE = "commune", "la commune"


def is_counted(variable: Variable) -> bool:
    return variable.code in PERSONS or variable.code in EVENTS


def is_yes_or_no(variable: Variable) -> bool:
    return variable.kind in (ValueKind.FLAG, ValueKind.WEBSITE)


def comparable_variables(project: Project) -> tuple[Variable, ...]:
    """Those that a funnel can show first: counts for inhabitants, then questions; then the other quantities."""
    known = known_variables(project)
    # Stable: the order of the survey within each kind.
    return tuple(sorted(known, key=lambda v: (not is_yes_or_no(v), not is_counted(v), v.code != USUAL)))


def grouped_sites(project: Project, variable: Variable, grouping: Grouping) -> tuple[Site, ...]:
    """The open libraries by EPCI, or by class of population, classes of fewer than 8 merged with a neighbour."""
    sites = sites_of(project, variable, By.SIZE if grouping is Grouping.SIZE else By.EPCI)
    if grouping is not Grouping.SIZE:
        return sites
    classes = merged_strata(strata(CLASS_BOUNDS), [site.inhabitants for site in sites])

    def label(site: Site) -> str:
        own = stratum_of(site.inhabitants, classes)
        if own is None:
            return UNSIZED
        told = sized(own.label, "habitants")
        return told[:1].upper() + told[1:]

    return tuple(replace(site, group=label(site)) for site in sites)


def comparison_of(
    project: Project, variable: Variable, grouping: Grouping, *, everything: bool
) -> Comparison | None:
    """The funnel of a figure; None for a quantity that is no count, or with fewer than two units.

    `everything`: the team sees all; others see no unit of fewer than five answers.
    """
    sites = grouped_sites(project, variable, grouping)
    if is_yes_or_no(variable):
        tallies, left = tallied_answers(sites)
        found = compared(tallies, Basis.SHARE, left)
    elif is_counted(variable):
        names = _communes(project) if grouping is Grouping.COMMUNE else None
        persons = variable.code in PERSONS
        tallies, left = tallied_rates(sites, by_commune=names, most=persons)
        found = compared(tallies, Basis.SHARE if persons else Basis.RATE, left)
    else:
        return None
    if found is not None and grouping is not Grouping.SIZE:
        found = replace(found, units=tuple(sorted(found.units, key=lambda unit: folded(unit.name))))
    return found if found is None or everything else for_readers(found)


def _communes(project: Project) -> Mapping[str, str]:
    return {line.commune.code: line.commune.name for line in directory_of(project) if line.commune}


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The same libraries in two vintages: `change` of a quantity or of a yes-or-no answer.

    `left` of the libraries known in one of the two vintages are not in both. `lowest`: what the lowest quarter
    gained; None when it says nothing. `chain`: the chained index at each vintage, for a quantity.
    """

    before: str
    after: str
    change: PairedChange | Switches
    left: int
    lowest: Regression | None
    chain: tuple[tuple[str, ChainLink], ...] = ()


def panel_of(project: Project, variable: Variable) -> Panel | None:
    """Between the two newest vintages that know the figure; None when there are not two, or no common library."""
    records = register_of(project).open_records()
    seen = {o.vintage for record in records for o in record.observations if o.variable == variable.code}
    dates = [_values(records, variable, vintage) for vintage in sorted(seen, key=vintage_rank)]
    filled = [
        (vintage, own) for vintage, own in zip(sorted(seen, key=vintage_rank), dates, strict=True) if own
    ]
    if len(filled) < 2:
        return None
    (old, before), (new, after) = filled[-2:]
    either = len(before.keys() | after.keys())
    if is_yes_or_no(variable):
        asked = [{key: bool(value) for key, value in own.items()} for own in (before, after)]
        change: PairedChange | Switches | None = switches(asked[0], asked[1])
        lowest = None
    else:
        change, lowest = paired_change(before, after), regression_to_mean(before, after)
    if change is None:
        return None
    links = () if is_yes_or_no(variable) else chain_index([own for _, own in filled])
    return Panel(
        before=old,
        after=new,
        change=change,
        left=either - change.n,
        lowest=lowest,
        chain=tuple(zip((vintage for vintage, _ in filled), links, strict=False)),
    )


def _values(records: tuple[Record, ...], variable: Variable, vintage: str) -> dict[str, float]:
    found = {}
    for record in records:
        seen = record.observation(variable.code, vintage)
        if seen and seen.state is State.ANSWERED and seen.value is not None:
            if seen.number is not None:
                found[record.key] = float(seen.number)
            elif is_yes_or_no(variable):
                found[record.key] = float(seen.value is not False)
    return found
