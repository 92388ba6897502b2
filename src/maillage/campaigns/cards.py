"""Composing report cards from what was sent: one function, whatever shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.base.plugs import Project
from maillage.base.values.french import count
from maillage.campaigns.comparisons import Comparison, comparison_of, result_before
from maillage.campaigns.domain.answers import Missing, is_asked, shown_value
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.domain.card_words import (
    change_words,
    place_words,
    strength_words,
    told_changes,
    towards,
)
from maillage.campaigns.domain.change import change
from maillage.campaigns.domain.choosing import Proposal, chosen, proposals
from maillage.campaigns.domain.frameworks import Item
from maillage.campaigns.domain.lacking import lack_of
from maillage.campaigns.domain.placing import place, shown_quartiles
from maillage.campaigns.domain.report_card import CoreLine, ProfileRow, ReportCard, StepLine
from maillage.campaigns.domain.scores import CoreService, CoreState
from maillage.campaigns.domain.strengths import strengths
from maillage.campaigns.feasibility import feasibility_of
from maillage.campaigns.models import WishKind
from maillage.campaigns.plan_readings import plans_of
from maillage.campaigns.readings import Result, is_express


def card_of(project: Project, campaign: str, library: str) -> ReportCard | None:
    """The report card of a library that sent its questionnaire; None otherwise. No query once results are read,
    but the wishes'."""
    side = comparison_of(project, campaign)
    result = side.found.by_library.get(library) if side else None
    return _composed(project, side, result) if side and result else None


def cards_of(project: Project, campaign: str) -> Iterator[ReportCard]:
    """Every report card of a campaign, by name of library."""
    side = comparison_of(project, campaign)
    if side is not None:
        own = sorted(side.found.own, key=lambda result: (result.participation.library_name, result.library))
        yield from (_composed(project, side, result) for result in own)


def _composed(project: Project, side: Comparison, result: Result) -> ReportCard:
    found, library, row = side.found, result.library, result.participation
    others, so_far = side.others(library), found.campaign.state is not CampaignState.CLOSED
    stand = place(result.profile.overall, others)
    group = side.groups[library]
    before = result_before(project, found.campaign.code, library)  # type: ignore[attr-defined]
    moved = (
        change(before[0].framework, before[1].answers, found.framework, result.answers) if before else None
    )
    best = strengths(found.framework.items, side.levels[library], side.medians(library))
    return ReportCard(
        network=project.network.name,
        owner=project.network.owner,
        contact=found.campaign.contact,  # type: ignore[attr-defined]
        campaign=found.campaign.code,  # type: ignore[attr-defined]
        campaign_title=found.campaign.title,  # type: ignore[attr-defined]
        kind=found.framework.kind,
        library=library,
        name=row.library_name,
        epci=row.epci_name,
        sent_on=row.submitted_at.date() if row.submitted_at else None,
        express=is_express(row, found.framework),
        band=result.profile.band,
        overall=result.profile.overall,
        towards=towards(result.profile),
        profile=tuple(_bars(side, result)),
        core=tuple(_core_line(service, result) for service in result.profile.core),
        peers=len(group.members) - 1,
        peers_label=group.label,
        provisional=so_far,
        place=stand,
        place_text=place_words(stand, label=group.label, peers=len(others), so_far=so_far),
        change_text=change_words(moved, before[0].campaign.title if before else ""),  # type: ignore[attr-defined]
        progress=told_changes(moved.ups) if moved else (),
        strengths=tuple(strength_words(one) for one in best),
        steps=tuple(_step(side, one) for one in chosen(proposals_of(project, side, result))),
        heard=_heard(project, found.campaign.code, result),  # type: ignore[attr-defined]
    )


def _bars(side: Comparison, result: Result) -> Iterator[ProfileRow]:
    for one in result.profile.domains:
        if not one.asked:
            continue
        others = shown_quartiles(side.others(result.library, one.domain.code))
        yield ProfileRow(
            code=one.domain.code,
            title=one.domain.title,
            score=one.score,
            answered=one.answered,
            asked=one.asked,
            low=others.q1 if others else None,
            middle=others.median if others else None,
            high=others.q3 if others else None,
        )


def _core_line(service: CoreService, result: Result) -> CoreLine:
    missing = service.state is CoreState.MISSING
    return CoreLine(
        code=service.item.code,
        title=service.item.title,
        state=service.state,
        now=shown_value(service.item, result.answers.get(service.item.code)),
        lack=lack_of(service, result.answers) if missing else None,
    )


def counted_items(side: Comparison, result: Result) -> Sequence[Item]:
    """The items of the form that count for this library: asked, and with an object there."""
    framework, answers = side.found.framework, result.answers
    form = framework.asked(express=is_express(result.participation, framework))
    return [
        item
        for item in form
        if is_asked(item, framework, answers)
        and (item.code not in answers or answers[item.code].missing is not Missing.NOT_APPLICABLE)
    ]


def proposals_of(project: Project, side: Comparison, result: Result) -> tuple[Proposal, ...]:
    """Every next step that a library may take, the best first."""
    return proposals(
        side.found.framework,
        counted_items(side, result),
        side.levels[result.library],
        [service.item.code for service in result.profile.missing],
        feasibility_of(project),
    )


def _step(side: Comparison, one: Proposal) -> StepLine:
    return StepLine(
        item=one.item.code,
        level=one.level,
        title=one.item.title,
        domain=side.found.framework.domain_of[one.item.code].title,
        do=one.step.do,
        who=one.step.who,
        effort=one.step.effort.label,
        help=one.step.help,
        is_core=one.is_core,
    )


def _heard(project: Project, campaign: str, result: Result) -> tuple[str, ...]:
    """What the library told the département besides its levels: it must see that it was read."""
    plans = plans_of(project)
    told = [
        f"Souhait de {WishKind(wish.kind).label} : {wish.text}"
        for wish in plans.wishes_of(result.library, campaign)
    ]
    told += [
        f"Aide demandée : {step.help_wanted} (pour « {step.title} »)"
        for step in plans.steps_of(result.library, campaign)
        if step.help_wanted
    ]
    remarks = sum(bool(answer.comment) for answer in result.answers.values())
    if remarks:
        told.append(f"{count(remarks, 'remarque', 'remarques')} dans le questionnaire : le service lit tout")
    return tuple(told)
