"""The libraries asked by a campaign as computations see them; those that closed during it are left out."""

from __future__ import annotations

from collections.abc import Mapping

from maillage.base.plugs import Project
from maillage.base.values.french import folded
from maillage.campaigns.domain.answers import level_of
from maillage.campaigns.domain.coherence.seen import NO_EPCI, UNSIZED, Seen
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.models import CallOutcome, Participation
from maillage.campaigns.readings import CampaignResults, Result
from maillage.statistics.strata import strata
from maillage.territory.domain.directory import Line
from maillage.territory.pictures import sized
from maillage.territory.readings import CLASS_BOUNDS, directory_of


def _lines(project: Project) -> Mapping[str, Line]:
    return {line.library.code: line for line in directory_of(project)}


def lines_of(project: Project) -> Mapping[str, Line]:
    """The register by code of library."""
    return project.once(_lines)


def seen_by(project: Project, found: CampaignResults) -> tuple[Seen, ...]:
    """Every library asked, the smallest communes first, then by name."""
    lines = lines_of(project)
    order = {stratum.label: rank for rank, stratum in enumerate(strata(CLASS_BOUNDS))}
    asked = sorted(
        (row for row in found.asked if not _is_closed(row)),
        key=lambda row: (order.get(row.stratum, len(order)), folded(row.library_name), row.library_code),
    )
    return tuple(
        _seen(row, found.by_library.get(row.library_code), found.framework, lines.get(row.library_code))
        for row in asked
    )


def _is_closed(row: Participation) -> bool:
    """As `closed.closed_of` says it, without a query of its own: an answer that came counts all the same."""
    return row.submitted_at is None and getattr(row, "last_outcome", None) == CallOutcome.CLOSED.value


def _seen(row: Participation, result: Result | None, framework: Framework, line: Line | None) -> Seen:
    answers = result.answers if result else {}
    commune = line.commune.code if line and line.commune else row.library_code
    profile = result.profile if result else None
    return Seen(
        code=row.library_code,
        name=row.library_name,
        epci_code=row.epci_code,
        epci=row.epci_name or NO_EPCI,
        stratum=sized(row.stratum, "hab.") if row.stratum else UNSIZED,
        commune=commune,
        population=row.population,
        answered=result is not None,
        levels=levels_in(framework, result) if result else {},
        missing={code: answer.missing for code, answer in answers.items() if answer.missing is not None},
        core={service.item.code: service.state for service in profile.core} if profile else {},
        scores=tuple(domain.score for domain in profile.domains) if profile else (),
        overall=profile.overall if profile else None,
        band=profile.band if profile else None,
    )


def levels_in(framework: Framework, result: Result) -> dict[str, int]:
    """The known levels of a questionnaire, by item."""
    found = ((item.code, level_of(item, result.answers.get(item.code))) for item in framework.items)
    return {code: level for code, level in found if level is not None}
