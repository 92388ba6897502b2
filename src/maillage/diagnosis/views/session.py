"""One working session: who was there by role, what came of it, and its tasks, which are marked done here."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Badge, Fact, Link, Tone
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.days import why_no_day
from maillage.base.values.french import count, long_date, plain_date, short_date
from maillage.diagnosis.domain import SessionTask, WorkingSession
from maillage.diagnosis.domain.sessions import heads
from maillage.diagnosis.models import SessionTask as TaskRow
from maillage.diagnosis.readings import diagnosis_of, finding_numbers
from maillage.diagnosis.services import mark_task_done
from maillage.diagnosis.views.work import WORK


def session(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_thing(diagnosis_of(request.project).sessions, code, "Cette séance de travail")
    return page(
        request,
        "diagnosis/session.html",
        title=found.title,
        lead=f"Séance de travail du {long_date(found.day)}.",
        crumbs=[
            Link("Diagnostic", to(request, "diagnosis:figures")),
            Link(WORK, to(request, "diagnosis:work")),
        ],
        tools=thing_tools(request, "diagnosis:workingsession", code),
        steps=None,
        facts=_facts(found),
        texts=[("Ce qui en est sorti", found.conclusions), *_decisions(found)],
        tasks=[_task(task, request.project.today) for task in found.tasks],
        found=_findings(request, code),
        new_finding=f"{to(request, 'diagnosis:finding-new')}?sessions={code}" if request.can_edit else "",
        panels=panels_for(request, "diagnosis.WorkingSession", code),
        today=request.project.today,
    )


def _facts(found: WorkingSession) -> list[Fact]:
    present = heads(found.roles)
    there = count(present, "personne") if present is not None else ""
    return [
        Fact("Code", found.code),
        Fact("Date", long_date(found.day)),
        Fact("Lieu", found.place),
        Fact("Méthode", found.method.label if found.method else ""),
        Fact("Qui était là", f"{found.present} ({there})" if there and found.present else found.present),
    ]


def _decisions(found: WorkingSession) -> list[tuple[str, str]]:
    return [("Décisions", found.decisions)] if found.decisions else []


def _task(task: SessionTask, today: date) -> dict[str, object]:
    if task.done:
        badge = Badge(f"faite le {short_date(task.done)}", Tone.GOOD)
    else:
        badge = Badge("en retard", Tone.BAD) if task.is_late(today) else Badge("à faire", Tone.INFO)
    return {"task": task, "badge": badge}


def _findings(request: NetworkRequest, code: str) -> list[Link]:
    """The findings that rest on this session."""
    numbers = finding_numbers(request.project)
    return [
        Link(f"{numbers[one.code]}. {one.title}", to(request, "diagnosis:finding", one.code))
        for one in diagnosis_of(request.project).findings
        if code in one.sessions
    ]


@require_POST
@needs("team")
def task_done(request: NetworkRequest, code: str) -> HttpResponse:
    """Note that a task was done on a day, or take it back (`done` empty)."""
    text = request.POST.get("done", "")
    try:
        day = date.fromisoformat(text) if text else None
        task = mark_task_done(
            network=request.network, code=code, day=day, today=request.project.today, actor=request.user
        )
    except TaskRow.DoesNotExist:
        raise Http404("Cette tâche n'existe pas, ou plus.") from None
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(to(request, "diagnosis:work"))
    except ValueError:
        messages.error(request, f"{why_no_day(text)} Écrivez-la ainsi : 2026-03-31.")
        return redirect(to(request, "diagnosis:work"))
    told = f"faite le {plain_date(day)}" if day else "de nouveau à faire"
    messages.success(request, f"« {task.title} » : {told}.")  # type: ignore[attr-defined]
    return redirect(f"{to(request, 'diagnosis:workingsession', task.session.code)}#a-faire")
