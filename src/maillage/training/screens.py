"""Courses on screen: sessions planned and held, places by year, one course in full."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from maillage.base.charts import BarRow, bars
from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Fact, Head, Link, Listing, Tile
from maillage.base.ui.listings import without
from maillage.base.ui.pages import thing_url, to
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import UNKNOWN, count, listed, number
from maillage.base.values.tree import Column, Picture, Table
from maillage.campaigns.models import WishKind
from maillage.campaigns.plan_listing import wishes_listing
from maillage.campaigns.plan_readings import wishes_of
from maillage.programme.readings import programme_of
from maillage.training.domain import Course
from maillage.training.figures import figures
from maillage.training.readings import training_of


def tiles(project: Project) -> list[Tile]:
    found = {figure.name: figure for figure in figures(project)}
    planned, held = found["training.sessions"], found["training.sessions_held"]
    share = float(Decimal(str(held.value)) / Decimal(str(planned.value))) if planned.value else None
    return [
        Tile(found["training.courses"].label, found["training.courses"].text),
        Tile("Sessions prévues", planned.text, f"{found['training.hours'].text} heures de formation"),
        Tile(held.label, held.text, f"sur {planned.text} prévues", share=share),
        Tile(found["training.places"].label, found["training.places"].text),
    ]


def courses_listing(request: Any) -> Listing:
    """One row a course, held and planned sessions of each year, and the totals."""
    project = request.project
    courses, years = training_of(project).courses, years_of(project)
    rows: list[Sequence[Cell | str]] = [_row(request, course, years) for course in courses]
    if rows:
        rows.append(_totals(courses, years))
    return Listing(
        caption="Formations et sessions (tenues / prévues)",
        heads=(
            Head("Formation", key="formation"),
            Head("Action", key="action"),
            *(Head(str(year), "right", f"a{year}") for year in years),
            Head("Places par session", "right", "places"),
            Head("Places en tout", "right", "total"),
        ),
        rows=rows,
        totals=(len(rows) - 1,) if rows else (),
        empty="Aucune formation n'est encore décrite : ajoutez la première, avec son public et ses sessions.",
        anchor="formations",
    )


def _row(request: Any, course: Course, years: Sequence[int]) -> list[Cell | str]:
    planned, held = dict(course.sessions), dict(course.held)
    return [
        Cell(
            f"{course.code}. {course.title}",
            to(request, "training:course", course.code),
            note=course.audience,
        ),
        Cell(course.action, thing_url(request.network.department, f"programme.Action/{course.action}")),
        *(
            Cell(told(held.get(year), planned.get(year)), sort=planned.get(year, Decimal(0)))
            for year in years
        ),
        Cell(number(course.seats), sort=course.seats),
        Cell(number(course.places()), sort=course.places()),
    ]


def told(held: Decimal | None, planned: Decimal | None) -> str:
    """`2 / 4`; the planned ones alone while none was held, nothing when there is neither."""
    if held is None:
        return number(planned) if planned else ""
    return f"{number(held)} / {number(planned or 0)}"


def _totals(courses: Sequence[Course], years: Sequence[int]) -> list[Cell | str]:
    def whole(year: int, name: str) -> Decimal | None:
        counts = [given for course in courses if (given := dict(getattr(course, name)).get(year)) is not None]
        return sum(counts, Decimal(0)) if counts else None

    places = number(sum(course.places() for course in courses))
    return ["Total", "", *(told(whole(year, "held"), whole(year, "sessions")) for year in years), "", places]


def years_of(project: Project) -> tuple[int, ...]:
    """The years of the programme, and any other in which a session took place."""
    held = {year for course in training_of(project).courses for year, _ in course.held}
    return tuple(sorted({*programme_of(project).years, *held}))


def places_picture(project: Project) -> Picture | None:
    """Places offered each year; None without any session."""
    courses = training_of(project).courses
    by_year = {year: sum(course.places_in(year) for course in courses) for year in years_of(project)}
    if not any(by_year.values()):
        return None
    rows = [
        BarRow(label=str(year), value=float(places), text=count(places, "place"))
        for year, places in by_year.items()
    ]
    told_places = [f"{row.label} : {row.text}" for row in rows]
    return Picture(
        caption="Places offertes par année",
        spec=bars(rows=rows),
        alt=f"Barres des places offertes : {listed(told_places)}.",
        data=Table(
            caption="Places offertes par année",
            columns=(
                Column("Année"),
                Column("Sessions prévues", align="right"),
                Column("Places", align="right"),
            ),
            rows=tuple(
                (
                    str(year),
                    number(sum(dict(c.sessions).get(year, Decimal(0)) for c in courses)),
                    number(places),
                )
                for year, places in by_year.items()
            ),
        ),
    )


def course_facts(request: Any, course: Course) -> list[Fact]:
    action = next(one for _, _, one in programme_of(request.project).actions() if one.code == course.action)
    url = thing_url(request.network.department, f"programme.Action/{action.code}")
    return [
        Fact("Action", f"{action.code}. {action.title}", url),
        Fact("Public", course.audience),
        Fact("Compétences visées", " ; ".join(course.skills) or UNKNOWN),
        Fact("Durée d'une session", count_hours(course.hours)),
        Fact("Places par session", number(course.seats)),
        Fact("Intervenant", course.trainer or "à désigner"),
    ]


def count_hours(hours: Decimal) -> str:
    return f"{number(hours, 0 if hours == int(hours) else 1)}\u00a0h"


def sessions_listing(project: Project, course: Course) -> Listing:
    """The sessions of a course, year by year: planned, held, places."""
    planned, held = dict(course.sessions), dict(course.held)
    rows = [
        (
            str(year),
            number(planned.get(year, Decimal(0))),
            number(held[year]) if year in held else "–",
            number(course.places_in(year)),
        )
        for year in years_of(project)
    ]
    held_total = number(course.took_place()) if course.held else "–"
    rows.append(("Total", number(course.planned()), held_total, number(course.places())))
    heads = [Head("Année"), *(Head(label, "right") for label in ("Prévues", "Tenues", "Places"))]
    return Listing(
        caption="Sessions par année", heads=heads, rows=rows, totals=(len(rows) - 1,), anchor="sessions"
    )


def wishes_panel(project: Project) -> PagePanel | None:
    """What libraries ask to learn, after reading their report cards; None when nobody asked."""
    wishes = wishes_of(project, WishKind.TRAINING)
    if not wishes:
        return None
    libraries = count(len({wish.library_code for wish in wishes}), "bibliothèque")
    return PagePanel(
        title="Souhaits des bibliothèques",
        lead=f"{libraries} ont dit ce qu'elles aimeraient apprendre, après leur fiche de restitution.",
        listing=without(wishes_listing(project, wishes), ("nature",)),
        links=[Link("Tous les souhaits", reverse("campaigns:wishes", args=[project.network.department]))],
    )
