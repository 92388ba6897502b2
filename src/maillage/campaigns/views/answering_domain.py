"""A page of the questionnaire: the questions of one domain, saved one by one, or all at once without a script."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.campaigns import ledger
from maillage.campaigns.answering import Given, Kept, Locked, save_answers
from maillage.campaigns.domain.answers import Answer, Answers, is_asked, shown_value
from maillage.campaigns.domain.frameworks import Domain, Item
from maillage.campaigns.domain.progress import progress
from maillage.campaigns.proposing import proposals_for
from maillage.campaigns.questions import NO_VALUE, Trouble, questions
from maillage.campaigns.typed import changed
from maillage.campaigns.views.answering import domains_of
from maillage.campaigns.views.visiting import show, visitors
from maillage.campaigns.visits import Visit


@visitors
@require_http_methods(["GET", "HEAD", "POST"])
def domain(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    items = [item for item in visit.items if visit.framework.domain_of[item.code].code == code]
    if not items:
        raise Http404
    page = visit.framework.domain_of[items[0].code]
    if visit.locked:
        return redirect("questionnaire-answers", token=visit.token)
    if request.method == "POST":
        return _posted(request, visit, page, items)
    return _shown(request, visit, page, items, ledger.read(visit.participation), Trouble())


def _shown(
    request: HttpRequest, visit: Visit, page: Domain, items: list[Item], answers: Answers, trouble: Trouble
) -> HttpResponse:
    domains = domains_of(visit, answers)
    rank = next(i for i, one in enumerate(domains) if one.domain is page)
    proposals = proposals_for(visit, items)
    return show(
        request,
        visit,
        "campaigns/questionnaire_domain.html",
        status=422 if trouble.errors else 409 if trouble.clashes else 200,
        page=page,
        here=domains[rank],
        rank=rank + 1,
        domains=domains,
        before=domains[rank - 1].domain if rank else None,
        after=domains[rank + 1].domain if rank + 1 < len(domains) else None,
        questions=questions(visit.framework, items, answers, proposals, trouble, shown_value),
        trouble=trouble,
        whole=progress(visit.framework, visit.items, answers, minutes=visit.minutes),
        by=request.POST.get("by", ""),
        form_errors=bool(trouble.errors),
        opened="suite" in request.GET,
    )


def _posted(request: HttpRequest, visit: Visit, page: Domain, items: list[Item]) -> HttpResponse:
    before = ledger.read(visit.participation)
    given = changed(items, request.POST, before, request.POST.get("by", ""))
    try:
        kept = save_answers(
            participation=visit.participation, framework=visit.framework, given=given, today=visit.today
        )
    except Locked:
        return redirect("questionnaire-answers", token=visit.token)
    trouble = _trouble(given, kept)
    if trouble.errors or trouble.clashes:
        return _shown(request, visit, page, items, kept.answers, trouble)
    return redirect(_next(request.POST, visit, page, items, before, kept.answers))


def _next(
    posted: QueryDict, visit: Visit, page: Domain, items: list[Item], before: Answers, after: Answers
) -> str:
    """Where to go: back here when an answer has opened another question, else where the button said."""
    framework = visit.framework
    fresh = [
        item
        for item in items
        if is_asked(item, framework, after)
        and not is_asked(item, framework, before)
        and not (item.code in after and after[item.code].is_given)
    ]
    if fresh:
        here = reverse("questionnaire-domain", args=[visit.token, page.code])
        return f"{here}?suite=1#q-{fresh[0].code}"
    wanted = posted.get("then", "")
    if any(one.domain.code == wanted for one in domains_of(visit, after)):
        return reverse("questionnaire-domain", args=[visit.token, wanted])
    return reverse("questionnaire-send" if wanted == "envoyer" else "questionnaire", args=[visit.token])


def _trouble(given: list[Given], kept: Kept) -> Trouble:
    """What was refused or is waiting for a choice is shown as it was typed."""
    failed = {
        one.item: one for one in given if kept.fates[one.item].error or kept.fates[one.item].is_conflict
    }
    return Trouble(
        errors={item: kept.fates[item].error for item in failed if kept.fates[item].error},
        clashes={item: fate.kept for item, fate in kept.fates.items() if fate.is_conflict and fate.kept},
        raw={
            item: f"{NO_VALUE}{one.missing.value}" if one.missing else one.value
            for item, one in failed.items()
        },
        typed={
            item: Answer(
                item=item,
                comment=one.comment,
                evidence=one.evidence,
                revision=_seen(one, kept),
            )
            for item, one in failed.items()
        },
    )


def _seen(given: Given, kept: Kept) -> int:
    """The revision over which a second sending writes: what the others answered has now been seen."""
    theirs = kept.fates[given.item].kept
    return theirs.revision if theirs else given.revision or 0
