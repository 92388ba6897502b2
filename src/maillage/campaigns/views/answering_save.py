"""Answers saved as they are given: JSON in, JSON out. The hot path of a campaign."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from maillage.base.clock import today
from maillage.base.ui.pages import public
from maillage.campaigns.answering import Given, Locked, save_answers
from maillage.campaigns.seats import seat_of
from maillage.campaigns.turns import turn
from maillage.campaigns.visits import TurnedAway
from maillage.campaigns.wire import MAX_BODY, Unreadable, given_in, told


# No account here, so no session that another site could borrow: the address itself is the key.
@csrf_exempt
@public
@require_POST
def save(request: HttpRequest, token: str) -> JsonResponse:
    """What each status means to the script: 200 kept (each answer has its own fate), 400 not understood, 403 nobody
    pressed the button yet, 404 and 410 the link, 423 the questionnaire takes nothing now."""
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
            raise Unreadable("Cet envoi est trop gros : rechargez la page et recommencez.")
        given = given_in(request.body)
        with turn():
            return _saved(token, given)
    except Unreadable as reason:
        return _refused(str(reason), 400)
    except TurnedAway as reason:
        return _refused(f"{reason.title}. {reason.told}", reason.status)
    except Locked as reason:
        return _refused(str(reason), 423)


def _saved(token: str, given: list[Given]) -> JsonResponse:
    visit, marks = seat_of(token, today())
    if not visit.is_confirmed:
        return _refused("Ouvrez d'abord la première page du questionnaire et appuyez sur « Commencer ».", 403)
    kept = save_answers(
        participation=visit.participation, framework=visit.framework, given=given, today=visit.today
    )
    return _json(told(visit, given, kept, marks), 200)


def _refused(message: str, status: int) -> JsonResponse:
    return _json({"error": message}, status)


def _json(content: dict[str, Any], status: int) -> JsonResponse:
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response
