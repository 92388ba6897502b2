"""The surveys of a network and what people replied, read as it stands now.

Not memorised: only the first reply of a day writes a line in the trail. A line a reply would tell the minute at
which each person spoke, when the day alone is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from maillage.base.plugs import Project
from maillage.campaigns.domain.frameworks import Framework, FrameworkKind
from maillage.campaigns.domain.surveys import Reply
from maillage.campaigns.models import Campaign, FrameworkVersion, SurveyReply
from maillage.campaigns.packaged import packaged_frameworks
from maillage.campaigns.readings import results_of
from maillage.territory.readings import directory_of

SURVEYS = (FrameworkKind.SATISFACTION, FrameworkKind.OUTCOMES)


@dataclass(frozen=True, kw_only=True)
class SurveyLine:
    """A survey, what it is about, and how many replied from how many libraries."""

    campaign: Any
    kind: FrameworkKind
    replies: int
    libraries: int


def surveys_of(project: Project) -> list[SurveyLine]:
    """The campaigns that people answer, the newest first. Three queries, however many replies."""
    kinds = {code: framework.kind for code, framework in packaged_frameworks().items()}
    rows = FrameworkVersion.objects.filter(network=project.network).values_list("code", "kind")
    kinds.update({code: FrameworkKind(kind) for code, kind in rows.order_by("pk")})
    counts = {
        row["campaign"]: (row["n"], row["places"])
        for row in SurveyReply.objects.filter(network=project.network)
        .values("campaign")
        .annotate(n=Count("pk"), places=Count("library_code", distinct=True))
        .order_by("campaign")
    }
    campaigns = Campaign.objects.filter(network=project.network).order_by("-opens", "-pk")
    return [
        SurveyLine(campaign=one, kind=kinds[one.framework], replies=n, libraries=places)
        for one in campaigns
        if kinds.get(one.framework) in SURVEYS
        for n, places in [counts.get(one.pk, (0, 0))]
    ]


def replies_of(campaign: Campaign) -> list[Reply]:
    """What people replied to a survey, in the order of days. One query."""
    rows = SurveyReply.objects.filter(campaign=campaign).order_by("on", "pk")
    return [_reply(row) for row in rows]


def _reply(row: SurveyReply) -> Reply:
    return Reply(
        on=row.on,
        library=row.library_code,
        occasion=row.occasion,
        on_paper=row.on_paper,
        values=row.values if isinstance(row.values, dict) else {},
    )


def latest_survey(project: Project, kind: FrameworkKind) -> tuple[Framework, list[Reply]] | None:
    """The newest survey of a kind that somebody answered, as it stood when the project was read; None without one."""
    return project.once(_latest).get(kind)


def _latest(project: Project) -> dict[FrameworkKind, tuple[Framework, list[Reply]]]:
    """One query, whatever the number of surveys: pages that cite figures have many others to ask."""
    surveys = {
        one.campaign.pk: one.framework
        for one in results_of(project).values()
        if one.framework.kind in SURVEYS
    }
    newest = [_newest([pk for pk, one in surveys.items() if one.kind is kind]) for kind in SURVEYS]
    rows = SurveyReply.objects.filter(Q(campaign__in=newest[0]) | Q(campaign__in=newest[1]))
    found: dict[int, list[Reply]] = {}
    for row in rows.order_by("on", "pk") if surveys else ():
        found.setdefault(row.campaign_id, []).append(_reply(row))
    return {surveys[pk].kind: (surveys[pk], replies) for pk, replies in found.items()}


def _newest(keys: list[int]) -> Any:
    """The newest of some campaigns that somebody answered, as a part of a query."""
    answered = Exists(SurveyReply.objects.filter(campaign=OuterRef("pk")))
    rows = Campaign.objects.filter(answered, pk__in=keys).order_by("-opened_at", "-pk")
    return rows.values("pk")[:1]


def library_names(project: Project) -> Mapping[str, str]:
    """Every library of the register by code; those of the same name with their commune, then with their code."""
    lines = directory_of(project)
    named = {line.library.code: line.library.name for line in lines}
    communes = {line.library.code: line.commune.name if line.commune else "" for line in lines}
    placed = _apart(named, {code: f"{name} ({communes[code]})" for code, name in named.items()})
    return _apart(placed, {code: f"{name}, {code}" for code, name in placed.items()})


def _apart(names: Mapping[str, str], longer: Mapping[str, str]) -> dict[str, str]:
    """The longer name of those that another bears."""
    times = Counter(names.values())
    return {code: longer[code] if times[name] > 1 else name for code, name in names.items()}


def least_shown(project: Project) -> int:
    """Fewest replies of a result that is shown."""
    return int(project.rules.value("campaigns.disclosure.replies", on=project.today).value)


def months_kept(project: Project) -> int:
    """Months after which what people wrote in their words is erased."""
    return int(project.rules.value("campaigns.replies.months", on=project.today).value)
