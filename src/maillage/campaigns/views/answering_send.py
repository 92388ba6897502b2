"""The last pages of a questionnaire: what is left, sending, and what was sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from maillage.campaigns import ledger
from maillage.campaigns.answering import Locked
from maillage.campaigns.domain.answers import Answers, is_asked, left_to_answer, shown_value
from maillage.campaigns.domain.consistency import doubts
from maillage.campaigns.models import Participation
from maillage.campaigns.proposing import proposals_for
from maillage.campaigns.submitting import submit
from maillage.campaigns.turns import turn
from maillage.campaigns.views.answering import domains_of
from maillage.campaigns.views.visiting import show, visitors
from maillage.campaigns.visits import Visit


@visitors
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Nothing blocks: what lacks is unknown, and is not zero."""
    if visit.locked:
        return redirect("questionnaire-answers", token=visit.token)
    if request.method == "POST":
        return _sent(request, visit)
    answers = ledger.read(visit.participation)
    framework = visit.framework
    missing = left_to_answer(framework, visit.items, answers)
    return show(
        request,
        visit,
        "campaigns/questionnaire_send.html",
        domains=[
            (one, [item for item in missing if framework.domain_of[item.code] is one.domain])
            for one in domains_of(visit, answers)
        ],
        missing=missing,
        core=[item for item in missing if item.core],
        doubts=[
            (one, framework.domain_of[one.item.code])
            for one in doubts(framework, visit.items, answers, proposals_for(visit, visit.items))
        ],
        given=sum(answer.is_given for answer in answers.values()),
    )


def _sent(request: HttpRequest, visit: Visit) -> HttpResponse:
    person = visit.participation
    if visit.campaign.public and visit.is_own:
        Participation.objects.filter(pk=person.pk, submitted_at=None).update(
            opted_public=request.POST.get("public") == "oui"
        )
    try:
        with turn():
            submit(participation=person, today=visit.today, by=readable(request.POST.get("by", "")))
    except Locked:
        return redirect("questionnaire-answers", token=visit.token)
    # A second look is blind to the end: what the library said stays hers.
    return redirect("questionnaire-results" if visit.is_own else "questionnaire-answers", token=visit.token)


def readable(text: str) -> str:
    """A name as it can be kept: without the characters that nobody types."""
    return "".join(letter for letter in text if letter.isprintable() and not "\ud800" <= letter <= "\udfff")


@visitors
@require_safe
def answers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was answered, to read; how to have it opened again."""
    kept = ledger.read(visit.participation)
    return show(
        request,
        visit,
        "campaigns/questionnaire_answers.html",
        domains=[
            (one.domain, [(item, _line(visit, item, kept)) for item in _asked(visit, one.domain, kept)])
            for one in domains_of(visit, kept)
        ],
    )


def _asked(visit: Visit, domain: Any, kept: Answers) -> list[Any]:
    return [
        item
        for item in visit.items
        if visit.framework.domain_of[item.code] is domain and is_asked(item, visit.framework, kept)
    ]


def _line(visit: Visit, item: Any, kept: Answers) -> Any:
    answer = kept.get(item.code)
    return {
        "text": shown_value(item, answer),
        "comment": answer.comment if answer else "",
        "evidence": answer.evidence if answer else "",
    }
