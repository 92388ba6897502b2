"""What was answered: the campaigns of a project, and the results of one. Only questionnaires that were sent count.

Drafts are read where they are written (see `progress.py` and the answering pages): a project is shared between requests until the
trail grows, and saving an answer writes no trail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from maillage.base.plugs import Project
from maillage.campaigns import domain
from maillage.campaigns.domain.answers import Answer, Answers
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.frameworks import Framework, ItemScope
from maillage.campaigns.domain.scores import Marks, Profile, profile
from maillage.campaigns.framework_store import frameworks_of
from maillage.campaigns.ground import campaign_rows, participations_of
from maillage.campaigns.marks import marks_of
from maillage.campaigns.models import Answer as AnswerRow
from maillage.campaigns.models import Campaign, Participation


@dataclass(frozen=True, kw_only=True)
class Result:
    """One questionnaire that was sent, with its answers and what they amount to."""

    participation: Participation
    answers: Answers
    profile: Profile

    @property
    def library(self) -> str:
        return self.participation.library_code


@dataclass(frozen=True, kw_only=True)
class CampaignResults:
    """A campaign with all that was invited and all that was sent. `asked`: one self questionnaire a library."""

    campaign: Campaign
    framework: Framework
    marks: Marks
    invited: Sequence[Participation]
    results: Sequence[Result]

    @cached_property
    def own(self) -> tuple[Result, ...]:
        """What libraries say of themselves, one a library."""
        return tuple(r for r in self.results if r.participation.rater == Rater.SELF.value and r.library)

    @cached_property
    def asked(self) -> tuple[Participation, ...]:
        return tuple(p for p in self.invited if p.rater == Rater.SELF.value and p.library_code)

    @cached_property
    def by_library(self) -> Mapping[str, Result]:
        return {result.library: result for result in self.own}

    @cached_property
    def second_looks(self) -> Mapping[str, tuple[Result, ...]]:
        """What referents and peers say, by library."""
        found: dict[str, list[Result]] = defaultdict(list)
        for result in self.results:
            if result.participation.rater != Rater.SELF.value:
                found[result.library].append(result)
        return {library: tuple(results) for library, results in found.items()}


def answers_in(participation: Participation) -> dict[str, Answer]:
    """The answers of one questionnaire as they stand now, by item. One query."""
    rows = AnswerRow.objects.filter(participation=participation)
    return {row.item: row.as_value() for row in rows}


def is_express(participation: Participation, framework: Framework) -> bool:
    """Whether the short form is asked: chosen by the campaign, else by the library (the short one until it says)."""
    form = domain.Form(participation.campaign.form)  # type: ignore[attr-defined]
    if form is domain.Form.EITHER:
        return framework.has_express and participation.express is not False
    return form is domain.Form.EXPRESS and framework.has_express


def profile_of(participation: Participation, framework: Framework, answers: Answers, marks: Marks) -> Profile:
    """What the answers of a questionnaire amount to, over the items of its form."""
    scope = ItemScope.SITE if participation.library_code else ItemScope.NETWORK
    items = tuple(framework.asked(express=is_express(participation, framework), scope=scope))
    return profile(framework, answers, items, marks)


def _all_results(project: Project) -> dict[str, CampaignResults]:
    """Every campaign by code, those whose framework is not there left out (told by the checks). Four queries, however
    many campaigns and answers; one without a campaign."""
    campaigns, people = campaign_rows(project), participations_of(project)
    if not campaigns:
        return {}
    marks, frameworks = marks_of(project), frameworks_of(campaigns)
    answers = _answers(project)
    found = {}
    for campaign in campaigns:
        framework = frameworks.get(campaign.pk)
        if framework is None:
            continue
        sent = [row for row in people.get(campaign.pk, ()) if row.submitted_at is not None]
        found[campaign.code] = CampaignResults(  # type: ignore[attr-defined]
            campaign=campaign,
            framework=framework,
            marks=marks,
            invited=tuple(people.get(campaign.pk, ())),
            results=tuple(_result(row, framework, answers.get(row.pk, {}), marks) for row in sent),
        )
    return found


def _answers(project: Project) -> Mapping[int, dict[str, Answer]]:
    found: dict[int, dict[str, Answer]] = defaultdict(dict)
    rows = AnswerRow.objects.filter(network=project.network).exclude(participation__submitted_at=None)
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        found[row.participation_id][row.item] = row.as_value()
    return found


def _result(row: Participation, framework: Framework, answers: Answers, marks: Marks) -> Result:
    return Result(participation=row, answers=answers, profile=profile_of(row, framework, answers, marks))


def results_of(project: Project) -> Mapping[str, CampaignResults]:
    """The results of every campaign, by code."""
    return project.once(_all_results)


def latest_results(project: Project) -> CampaignResults | None:
    """The newest campaign of a grid that has results; None without any."""
    grids = [found for found in results_of(project).values() if found.own and _is_grid(found)]
    return max(grids, key=lambda found: (str(found.campaign.opened_at), found.campaign.pk), default=None)


def _is_grid(found: CampaignResults) -> bool:
    return found.framework.kind is domain.FrameworkKind.GRID
