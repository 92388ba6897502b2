"""The courses, and one course."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, to
from maillage.base.ui.panels import PagePanel, panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import count
from maillage.funding.panels import page_panels as money_panels
from maillage.programme.asleep import asleep_page
from maillage.training import screens
from maillage.training.asleep import asleep_courses_listing, told_asleep
from maillage.training.chapter import courses_table
from maillage.training.readings import asleep_courses, training_of
from maillage.training.steps import all_steps, course_steps


def courses(request: Any) -> HttpResponse:
    project = request.project
    offered = training_of(project).courses
    add = Link("Ajouter une formation", to(request, "training:course-new"), "primary", "plus")
    places = sum(course.places() for course in offered)
    return page(
        request,
        "training/courses.html",
        title="Formations",
        lead=f"{count(len(offered), 'formation')}, {count(places, 'place')} sur la durée du programme.",
        tools=[add] if request.can_edit else [],
        steps=all_steps(request, offered),
        tiles=screens.tiles(project),
        listing=sorted_listing(screens.courses_listing(request), request.GET),
        picture=screens.places_picture(project),
        support=[courses_table(offered)] if offered else [],
        asleep=asleep_courses_listing(project),
        wishes=screens.wishes_panel(project),
    )


def course(request: Any, code: str) -> HttpResponse:
    project = request.project
    crumbs = [Link("Formations", to(request, "training:courses"))]
    asleep = next((one for one in asleep_courses(project) if one.code == code), None)
    if asleep:
        return asleep_page(request, told_asleep(asleep), target="training.Course", crumbs=crumbs)
    one = find_thing(training_of(project).courses, code, "Cette formation")
    sessions = PagePanel(title="Sessions", listing=screens.sessions_listing(project, one))
    # What the course costs is what its action costs: the very panel of the action's page.
    costs = money_panels(project, "programme.Action", one.action)
    return page(
        request,
        "funding/thing.html",
        title=f"{one.code}. {one.title}",
        lead=f"{one.audience}.",
        crumbs=crumbs,
        tools=thing_tools(request, "training:course", code),
        steps=course_steps(request, [one]),
        prose=one.content,
        facts=screens.course_facts(request, one),
        panels=[sessions, *costs, *panels_for(request, "training.Course", code)],
    )
