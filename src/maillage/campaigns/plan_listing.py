"""The steps of improvement plans and the wishes as lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.plugs import Project
from maillage.base.spreadsheets import Sheet
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import without
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, folded, number, short_date
from maillage.campaigns.models import ImprovementStep, StepState, Wish, WishKind
from maillage.campaigns.plan_readings import gathered, is_late
from maillage.campaigns.readings import results_of

STATE_TONES = {
    StepState.CHOSEN: Tone.INFO,
    StepState.STARTED: Tone.INFO,
    StepState.DONE: Tone.GOOD,
    StepState.DROPPED: Tone.NEUTRAL,
}
HELP = (("oui", "Aide demandée"), ("non", "Sans aide demandée"))
LATE = (("oui", "En retard"),)


@dataclass(frozen=True)
class Where:
    """A library as its questionnaires name it."""

    name: str
    epci: str


def _places(project: Project) -> Mapping[str, Where]:
    return {
        row.library_code: Where(row.library_name, row.epci_name)
        for found in results_of(project).values()
        for row in found.asked
    }


def places_in(project: Project) -> Mapping[str, Where]:
    return project.once(_places)


def where(project: Project, library: str) -> Where:
    return places_in(project).get(library, Where(library, ""))


def steps_filters(
    project: Project, steps: Sequence[ImprovementStep], params: Mapping[str, str]
) -> list[Filter]:
    epcis = sorted({where(project, step.library_code).epci for step in steps} - {""}, key=folded)
    campaigns = {step.campaign.code: step.campaign.title for step in steps}
    return [
        chosen("campagne", "Campagne", list(campaigns.items()), params),
        chosen("etat", "État", [(one.value, one.label) for one in StepState], params, whole="Tous"),
        chosen("epci", "EPCI", [(name, name) for name in epcis], params, whole="Tous"),
        chosen("aide", "Aide", HELP, params, whole="Peu importe"),
        chosen("retard", "Échéance", LATE, params),
    ]


def kept_steps(
    project: Project, steps: Iterable[ImprovementStep], filters: Sequence[Filter]
) -> list[ImprovementStep]:
    asked = {one.name: one.value for one in filters}
    return [
        step
        for step in steps
        if asked["campagne"] in ("", step.campaign.code)
        and asked["etat"] in ("", step.state)
        and asked["epci"] in ("", where(project, step.library_code).epci)
        and asked["aide"] in ("", "oui" if step.help_wanted else "non")
        and (not asked["retard"] or is_late(step, project.today))
    ]


def steps_listing(request: Any, steps: Sequence[ImprovementStep], *, with_library: bool = True) -> Listing:
    listing = Listing(
        caption="Les pas choisis",
        anchor="pas-choisis",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("Prochain pas", key="pas"),
            Head("EPCI", key="epci"),
            Head("État", key="etat"),
            Head("Pour le", key="date"),
            Head("Qui", key="qui"),
            Head("Aide demandée", key="aide"),
        ),
        rows=[_step_row(request, step) for step in steps],
        empty="Aucun pas ne répond à ces critères.",
    )
    return listing if with_library else without(listing, ("nom", "epci"))


def _step_row(request: Any, step: ImprovementStep) -> list[Cell]:
    place, state = where(request.project, step.library_code), StepState(step.state)
    late = is_late(step, request.project.today)
    return [
        Cell(place.name, to(request, "campaigns:plan", step.library_code)),
        Cell(step.title, note=step.review),
        Cell(place.epci or UNKNOWN),
        Cell("", badge=Badge(state.label, STATE_TONES[state]), sort=list(StepState).index(state)),
        Cell(
            short_date(step.due) if step.due else "–", sort=step.due,
            badge=Badge("en retard", Tone.WARNING) if late else None,
        ),
        Cell(step.owner or "–"),
        Cell(step.help_wanted or "–"),
    ]  # fmt: skip


def steps_sheet(project: Project, steps: Iterable[ImprovementStep]) -> Sheet:
    heads = (
        "code", "bibliothèque", "EPCI", "campagne", "question", "pas", "état", "pour le", "qui", "aide demandée",
        "en retard", "suivi",
    )  # fmt: skip
    return Sheet(
        name="Plans de progrès",
        heads=heads,
        rows=[
            (
                step.library_code, where(project, step.library_code).name, where(project, step.library_code).epci,
                step.campaign.code, step.item, step.title, StepState(step.state).label, step.due, step.owner,
                step.help_wanted, is_late(step, project.today), step.review,
            )
            for step in steps
        ],
    )  # fmt: skip


def wishes_listing(project: Project, wishes: Iterable[Wish]) -> Listing:
    rows = [
        [
            Cell(text),
            Cell(WishKind(kind).label),
            Cell(number(len(codes)), sort=len(codes)),
            Cell(", ".join(sorted((where(project, code).name for code in codes), key=folded))),
        ]
        for (kind, text), codes in gathered(wishes).items()
    ]
    return Listing(
        caption="Souhaits des bibliothèques",
        anchor="souhaits",
        heads=(
            Head("Souhait", key="souhait"),
            Head("Nature", key="nature"),
            Head("Bibliothèques", "right", "nombre"),
            Head("Lesquelles"),
        ),
        rows=rows,
        empty="Aucun souhait pour l'instant : les bibliothèques en expriment après avoir lu leur fiche.",
    )


def wishes_sheet(project: Project, wishes: Iterable[Wish]) -> Sheet:
    return Sheet(
        name="Souhaits",
        heads=("code", "bibliothèque", "EPCI", "campagne", "nature", "souhait", "question"),
        rows=[
            (
                wish.library_code, where(project, wish.library_code).name, where(project, wish.library_code).epci,
                wish.campaign.code, WishKind(wish.kind).label, wish.text, wish.item,
            )
            for wish in wishes
        ],
    )  # fmt: skip
