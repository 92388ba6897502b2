"""What the home page shows: where the project is and what comes first. Every figure is that of its room."""

from __future__ import annotations

from collections import Counter
from datetime import date

from maillage.base.plugs import DatedEvent, Project
from maillage.base.ui.components import Badge, Cell, Entry, Head, Link, Listing, NextStep, Tone
from maillage.base.values.french import count, number, short_date
from maillage.desk.domain.priorities import Gravity, Priority, in_days
from maillage.desk.readings import place_of, priorities_of, soon
from maillage.evaluation.domain.attainment import Attainment, Status
from maillage.evaluation.readings import attainments_of
from maillage.evaluation.screens import quantity, status_badge
from maillage.programme.readings import programme_of, progress_of

# The days ahead that the page shows, and the most dates it shows of them.
AHEAD, MOST_DATES = 30, 8
TONES = {Gravity.LATE: Tone.BAD, Gravity.SOON: Tone.WARNING, Gravity.TIDY: Tone.NEUTRAL}
TO_WATCH = (Status.LATE, Status.WATCH)
KINDS = {"séance": Tone.INFO, "décision": Tone.WARNING, "échéance": Tone.WARNING}


def next_steps(project: Project) -> list[NextStep]:
    """Everything that comes first, in order; the page shows the first three at once."""
    return [step_of(project, line) for line in priorities_of(project)]


def step_of(project: Project, line: Priority) -> NextStep:
    url = place_of(project, line.target, line.page)
    return NextStep(line.label, url, line.why, TONES[line.gravity])


def sentence(project: Project) -> str:
    """Where the project is, in one breath: `Deuxième année sur trois. 42 étapes finies sur 167, 3 en retard.`"""
    progress, programme = progress_of(project), programme_of(project)
    parts = [_year(project.today, programme.years)]
    if progress.total:
        late = f", {number(len(progress.late))} en retard" if progress.tracked and progress.late else ""
        done = count(progress.done, "étape finie", "étapes finies") if progress.tracked else ""
        parts.append(
            f"{done} sur {number(progress.total)}{late}."
            if done
            else "Aucune étape n'est encore notée finie."
        )
    meeting = next((event for event in soon(project, AHEAD) if event.kind == "séance"), None)
    if meeting:
        days = (meeting.day - project.today).days
        parts.append(f"Prochaine séance : {meeting.title}, {in_days(days).lower()}.")
    return " ".join(filter(None, parts))


def _year(today: date, years: tuple[int, ...]) -> str:
    if today.year in years:
        rank = years.index(today.year) + 1
        return f"{'1re' if rank == 1 else f'{rank}e'} année sur {len(years)}."
    if years and today.year < years[0]:
        return f"Le programme commence en {years[0]}."
    return f"Le programme s'est terminé en {years[-1]}." if years else ""


def entries(project: Project) -> list[Entry]:
    return [entry_of(project, event) for event in soon(project, AHEAD)[:MOST_DATES]]


def entry_of(project: Project, event: DatedEvent) -> Entry:
    badge = (
        Badge("en retard", Tone.BAD)
        if event.missed
        else Badge(event.kind, KINDS.get(event.kind, Tone.NEUTRAL))
    )
    detail = " · ".join(filter(None, (event.detail, event.place)))
    return Entry(event.day, event.title, place_of(project, event.target), detail, badge)


def indicator_states(project: Project) -> list[Link]:
    """How many indicators are in each state, each a link to them."""
    found = Counter(item.status for item in attainments_of(project))
    url = place_of(project, "", "evaluation:indicators")
    return [
        Link(f"{number(found[status])} {status.label}", f"{url}?etat={status.value}")
        for status in Status
        if found[status]
    ]


def off_track(project: Project) -> Listing | None:
    """Indicators that call for attention, those late first; None when there is none."""
    found = [item for status in TO_WATCH for item in attainments_of(project) if item.status is status]
    if not found:
        return None
    return Listing(
        caption="Indicateurs à regarder de près",
        heads=(
            Head("Indicateur"),
            Head("Dernière mesure", "right"),
            Head("Attendu ce jour-là", "right"),
            Head("État"),
        ),
        rows=[_off_track(project, item) for item in found],
    )


def _off_track(project: Project, item: Attainment) -> list[Cell | str]:
    indicator, measure = item.indicator, item.measure
    return [
        Cell(
            f"{indicator.code}. {indicator.title}",
            place_of(project, f"evaluation.Indicator/{indicator.code}"),
        ),
        Cell(
            quantity(measure.value if measure else None, indicator.unit),
            note=f"le {short_date(measure.day)}" if measure else "",
        ),
        quantity(item.expected, indicator.unit),
        Cell("", badge=status_badge(item.status)),
    ]
