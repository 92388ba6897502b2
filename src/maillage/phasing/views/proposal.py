"""A new calendar: asking for it, reading what it moves, adopting or dismissing it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.jobs import latest, start
from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Link, Listing, Tile, Tone
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, euros, number, percent, short_date
from maillage.base.values.remarks import Remark
from maillage.funding.domain import BudgetSection
from maillage.funding.readings import plan_of
from maillage.governance.readings import governance_of
from maillage.phasing.checks import checks
from maillage.phasing.domain.moves import (
    ActionMove,
    MeetingMove,
    action_moves,
    last_of,
    meeting_moves,
    redated,
)
from maillage.phasing.domain.reality import Rest
from maillage.phasing.load import capacity_of_year, person_days_by_year
from maillage.phasing.proposals import KIND, Outdated, Proposal, adopt_proposal, proposal_of
from maillage.phasing.proposals import dismiss as dismiss_proposal
from maillage.phasing.readings import phasing_of, rest_of
from maillage.programme.readings import preview, programme_of
from maillage.programme.views import shown

ABOVE = [("Phasage", "phasing:gantt")]


def _crumbs(request: Any) -> list[Link]:
    return [Link(label, to(request, name)) for label, name in ABOVE]


def _kept(left: Rest) -> list[str]:
    """What the calculation does not touch, in sentences."""
    done, begun = len(left.past_years), len(left.begun)
    dates = count(done, "étape finie garde ses dates", "étapes finies gardent leurs dates")
    starts = count(
        begun,
        "étape commencée, en cours ou en retard, garde son début ; seule sa fin peut bouger",
        "étapes commencées, en cours ou en retard, gardent leur début ; seule leur fin peut bouger",
    )
    return [f"{said}." for n, said in ((done, dates), (begun, starts)) if n]


@needs("team")
def replan(request: NetworkRequest) -> HttpResponse:
    """Say what the calculation does; when posted, start it."""
    if request.method == "POST":
        job = start(
            network=request.network,
            kind=KIND,
            label="Recalcul du calendrier",
            actor=request.user,
            again=to(request, "phasing:replan"),
        )
        return redirect(to(request, "desk:job", job.pk))
    left = rest_of(request.project)
    return page(
        request,
        "phasing/replan.html",
        title="Recalculer le calendrier",
        crumbs=_crumbs(request),
        left=left,
        kept=_kept(left) if left else (),
        job=latest(request.network, KIND),
        settings=phasing_of(request.project),
    )


def proposal(request: NetworkRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    fresh = found.is_open and found.is_fresh(request.project)
    shape: dict[str, Any] = {"crumbs": _crumbs(request), "proposal": found, "fresh": fresh}
    if not found.has_plan:
        return page(request, "phasing/impossible.html", title="Aucun calendrier possible", **shape)
    before, after = programme_of(request.project), redated(programme_of(request.project), found.dates)
    proposed = preview(request.project, after)
    moves, meetings = action_moves(before, after), meeting_moves(before, after)
    later = [move for move in moves if (move.days or 0) > 0]
    return page(
        request,
        "phasing/proposal.html",
        title="Calendrier proposé",
        lead=_lead(found, len(moves), len(later)),
        tiles=_tiles(moves, meetings),
        moves=_moves(request, moves),
        meetings=_meetings(request, meetings),
        years=_years(request.project, proposed),
        remarks=_new_remarks(request.project, proposed),
        can_adopt=request.can_edit and fresh,
        **shape,
    )


@require_POST
@needs("team")
def adopt(request: NetworkRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    try:
        changed = adopt_proposal(proposal=found, today=request.project.today, actor=request.user)
    except Outdated as error:
        messages.error(request, str(error))
        return redirect(to(request, "phasing:proposal", pk))
    messages.success(request, f"Calendrier adopté : les dates de {count(changed, 'étape')} ont changé.")
    return redirect(to(request, "phasing:gantt"))


@require_POST
@needs("team")
def dismiss(request: NetworkRequest, pk: int) -> HttpResponse:
    dismiss_proposal(_found(request, pk))
    messages.info(request, "Proposition écartée : le calendrier en vigueur n'a pas changé.")
    return redirect(to(request, "phasing:gantt"))


def _found(request: Any, pk: int) -> Proposal:
    found = proposal_of(request.network, pk)
    if found is None:
        raise Http404("Cette proposition n'existe pas, ou son calcul n'est pas fini.")
    return found


def _lead(found: Proposal, moved: int, later: int) -> str:
    if not moved:
        return "Rien ne bouge : le calendrier en vigueur est déjà celui que le calcul propose."
    quality = (
        "Aucun calendrier ne fait mieux."
        if found.is_optimal
        else "C'est le meilleur trouvé dans le temps imparti."
    )
    ends = f", dont {number(later)} qui {'finissent' if later > 1 else 'finit'} plus tard" if later else ""
    return f"{count(moved, 'action bouge', 'actions bougent')}{ends}. {quality}"


def _tiles(moves: tuple[ActionMove, ...], meetings: tuple[MeetingMove, ...]) -> list[Tile]:
    days = [move.days or 0 for move in moves]
    later, sooner = sum(day > 0 for day in days), sum(day < 0 for day in days)
    return [
        Tile("Actions qui bougent", number(len(moves)), url="#actions"),
        Tile("Finissent plus tard", number(later), tone=Tone.WARNING if later else Tone.NEUTRAL),
        Tile("Finissent plus tôt", number(sooner), tone=Tone.GOOD if sooner else Tone.NEUTRAL),
        Tile("Changent de séance", number(len(meetings)), url="#seances"),
    ]


def _shift(days: int | None) -> str:
    if days is None:
        return "nouvelle date"
    if not days:
        return "même fin"
    return f"{'+' if days > 0 else '−'}{count(abs(days), 'jour')}"


def _moves(request: Any, moves: tuple[ActionMove, ...]) -> Listing:
    rows = [
        [
            Cell(shown.named(move.after), to(request, "programme:action", move.after.code)),
            Cell(shown.dates_text(move.before), sort=last_of(move.before)),
            Cell(shown.dates_text(move.after), sort=last_of(move.after)),
            Cell(_shift(move.days), sort=move.days),
            Cell(count(move.steps, "étape"), sort=move.steps),
        ]
        for move in moves
    ]
    return Listing(
        caption="Actions dont les dates changent",
        heads=[
            Head("Action"),
            Head("Avant"),
            Head("Après"),
            Head("Fin", "right"),
            Head("Étapes déplacées", "right"),
        ],
        rows=rows,
        empty="Aucune action ne change de dates.",
        anchor="actions",
    )


def _meetings(request: NetworkRequest, meetings: tuple[MeetingMove, ...]) -> Listing:
    names = {body.code: body.name for body in governance_of(request.project).bodies}
    rows = [
        [
            Cell(shown.named(move.step), to(request, "programme:step", move.step.code)),
            Cell(names.get(move.step.gate or "", "")),
            Cell(short_date(move.before) if move.before else "à dater"),
            Cell(short_date(move.after)),
        ]
        for move in meetings
    ]
    return Listing(
        caption="Décisions qui changent de séance",
        heads=[Head("Étape"), Head("Instance"), Head("Avant"), Head("Après")],
        rows=rows,
        empty="Aucune décision ne change de séance.",
        anchor="seances",
    )


def _years(current: Project, proposed: Project) -> Listing:
    """Each year's money and work, before and after, against what bounds them."""
    before, after = plan_of(current), plan_of(proposed)
    ceilings = {one.year: one for one in phasing_of(current).ceilings}
    rows = []
    for year in sorted({*before.years, *after.years}):
        for section in (BudgetSection.INVESTMENT, BudgetSection.RUNNING):
            ceiling = getattr(ceilings.get(year), f"{section.value}_ht", None)
            old, new = (one.cost_ht(year=year, section=section) for one in (before, after))
            rows.append(_line(f"{year}, {section.label} HT", old, new, ceiling, euros))
    worked = person_days_by_year(current), person_days_by_year(proposed)
    for year in sorted({*worked[0], *worked[1]}):
        old, new = (days.get(year, Decimal(0)) for days in worked)
        rows.append(_line(f"{year}, jours de l'équipe", old, new, capacity_of_year(current, year), number))
    return Listing(
        caption="Argent et travail, année par année",
        heads=[
            Head("Année"),
            *(Head(label, "right") for label in ("Avant", "Après", "Écart", "Limite", "Part de la limite")),
        ],
        rows=rows,
        anchor="annees",
    )


def _line(label: str, old: Decimal, new: Decimal, limit: Decimal | None, write: Any) -> list[Cell]:
    moved = new - old
    share = percent(new / limit) if limit else shown.DASH
    return [
        Cell(label),
        Cell(write(old)),
        Cell(write(new)),
        Cell(f"{'+' if moved > 0 else ''}{write(moved)}" if moved else "="),
        Cell(write(limit) if limit is not None else "sans limite"),
        Cell(share),
    ]


def _new_remarks(current: Project, proposed: Project) -> list[Remark]:
    """What the proposed calendar would leave or make wrong: deadlines missed, years above their limits."""
    known = {(remark.code, remark.where) for remark in checks(current)}
    found = list(checks(proposed))
    return sorted(found, key=lambda remark: ((remark.code, remark.where) in known, remark.code))
