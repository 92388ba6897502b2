"""The form of a survey, for whoever has its address. No account, no cookie, no script, no address kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from maillage.accounts.flooding import too_many
from maillage.base.clock import today
from maillage.campaigns.domain.frameworks import FrameworkKind
from maillage.campaigns.survey_doors import ABSENT, Door, Shut, door_of
from maillage.campaigns.survey_forms import SurveyForm, read_form, receipt_in
from maillage.campaigns.survey_readings import library_names, months_kept
from maillage.campaigns.survey_replies import keep_reply
from maillage.campaigns.views.visiting import at_the_door
from maillage.rulebook.projects import project_of

# A workshop or a class answers from the library's one connection within the hour.
MOST_AN_HOUR = 60
FLOODED = (
    "Beaucoup de réponses viennent d'arriver de cette connexion : la vôtre n'est pas encore envoyée. Rien n'est "
    "perdu, elle est restée ci-dessous : envoyez-la de nouveau dans une heure, ou depuis un autre appareil."
)


@at_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def survey_form(request: HttpRequest, token: str) -> HttpResponse:
    door = door_of(token, today())
    if "merci" in request.GET and door.link is not None:
        return render(request, "campaigns/survey_thanks.html", _shared(door, "Merci, c'est reçu"))
    if door.framework is None:
        return _shut(request, door, door.shut or ABSENT)
    if request.method == "POST":
        return _sent(request, door, door.framework, token)
    return _form(request, door, SurveyForm(framework=door.framework))


def _sent(request: HttpRequest, door: Door, framework: Any, token: str) -> HttpResponse:
    if request.POST.get("site"):
        # A field that people do not see: a robot filled it. It is thanked, and nothing is kept.
        return redirect(f"{request.path}?merci")
    form = read_form(framework, request.POST)
    if form.errors:
        return _form(request, door, form, status=422)
    link: Any = door.link
    if too_many(request, about=f"survey {link.pk}", most=MOST_AN_HOUR):
        return _form(request, door, form, status=429, refusal=FLOODED)
    keep_reply(
        campaign=link.campaign,
        on=today(),
        values=form.values,
        library=link.library_code,
        occasion=link.occasion,
        receipt=receipt_in(request.POST),
    )
    return redirect(f"{request.path}?merci")


def _form(
    request: HttpRequest, door: Door, form: SurveyForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    link: Any = door.link
    project = project_of(link.network, today())
    context = {
        **_shared(door, form.framework.title),
        "form": form,
        "form_errors": status == 422,
        "receipt": receipt_in(request.POST),
        "refusal": refusal,
        "place": library_names(project).get(link.library_code, "") if link.library_code else "",
        "months": months_kept(project),
        "is_workshop": form.framework.kind is FrameworkKind.OUTCOMES,
    }
    return render(request, "campaigns/survey_public.html", context, status=status)


def _shut(request: HttpRequest, door: Door, shut: Shut) -> HttpResponse:
    """A polite end. What was typed while the survey was closing is shown back, to be copied."""
    typed = [text for name, text in request.POST.items() if name.startswith("v-") and len(str(text)) > 20]
    context = {**_shared(door, shut.title), "told": shut.told, "typed": typed[:20]}
    return render(request, "campaigns/survey_closed.html", context, status=shut.status)


def _shared(door: Door, title: str) -> dict[str, Any]:
    owner = door.link.network if door.link else None
    return {"title": title, "owner": owner, "campaign": door.campaign, "link": door.link}
