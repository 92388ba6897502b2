"""What a browser and the server say to one another while someone answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.timezone import localtime

from maillage.campaigns.answering import Fate, Given, Kept
from maillage.campaigns.domain.answers import Answer, Answers, Missing, Provenance, is_asked, shown_value
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.domain.progress import by_domain, progress
from maillage.campaigns.domain.scores import Marks
from maillage.campaigns.provisional import provisional_score
from maillage.campaigns.visits import Visit

# A whole questionnaire of a thousand answers that waited for the network is less.
MAX_BODY = 512 * 1024
MOST_ANSWERS = 2000
_TEXTS = ("item", "value", "missing", "comment", "evidence", "by", "proposed")


class Unreadable(ValueError):
    """A message that is not what the page sends; French."""


def given_in(body: bytes) -> list[Given]:
    """The answers of a message, in the order in which they were given. Raises Unreadable."""
    try:
        message = json.loads(body)
        listed = message.get("answers", [message])
        if not isinstance(listed, list):
            raise TypeError
        if len(listed) > MOST_ANSWERS:
            raise Unreadable("Trop de réponses à la fois.")
        return [_given(one) for one in listed]
    except Unreadable:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Unreadable("Cet envoi n'a pas été compris : rechargez la page et recommencez.") from None


def _given(one: dict[str, Any]) -> Given:
    item, value, missing, comment, evidence, by, proposed = (one.get(name, "") for name in _TEXTS)
    revision = one.get("revision")
    if not all(isinstance(text, str) for text in (item, value, missing, comment, evidence, by, proposed)):
        raise TypeError
    if not (revision is None or (isinstance(revision, int) and 0 <= revision < 2**31)):
        raise TypeError
    return Given(
        item=item,
        value=value,
        missing=Missing(missing) if missing else None,
        comment=comment,
        evidence=evidence,
        by=by,
        revision=revision,
        provenance=provenance_of(value, proposed),
    )


def provenance_of(value: str, proposed: str) -> Provenance:
    """`proposed`: what stood beside the question as it was shown, "" when nothing did."""
    if not proposed:
        return Provenance.TYPED
    return Provenance.CONFIRMED if value.strip() == proposed else Provenance.CORRECTED


def told(visit: Visit, given: Sequence[Given], kept: Kept, marks: Marks) -> dict[str, Any]:
    """What the page shows after a save: the fate of each answer, what is left here and in all, what is hidden."""
    framework, values = visit.framework, kept.answers
    whole = progress(framework, visit.items, values, minutes=visit.minutes)
    domain = framework.domain_of.get(given[-1].item) if given else None
    here = next(
        (
            one
            for one in by_domain(framework, visit.items, values, minutes=visit.minutes)
            if one.domain is domain
        ),
        None,
    )
    return {
        "answers": {code: _fate(framework, fate) for code, fate in kept.fates.items()},
        "left": {"answered": whole.answered, "asked": whole.asked, "minutes": whole.minutes},
        "domain": here
        and {
            "code": here.domain.code,
            "answered": here.answered,
            "asked": here.asked,
            "minutes": here.minutes,
            "score": provisional_score(visit, here.domain, values, marks),
        },
        "hidden": hidden(framework, values),
    }


def hidden(framework: Framework, answers: Answers) -> list[str]:
    """The questions that are not asked, as answers now stand."""
    return [item.code for item in framework.items if item.when and not is_asked(item, framework, answers)]


def _fate(framework: Framework, fate: Fate) -> dict[str, Any]:
    if fate.kept is None:
        return {"error": fate.error}
    if fate.is_conflict:
        return {"conflict": _shown(framework, fate.kept)}
    return {"revision": fate.kept.revision, "at": clock(fate.kept)}


def _shown(framework: Framework, answer: Answer) -> dict[str, Any]:
    return {
        "value": answer.value,
        "missing": answer.missing.value if answer.missing else "",
        "comment": answer.comment,
        "evidence": answer.evidence,
        "shown": shown_value(framework.by_code[answer.item], answer) or "réponse retirée",
        "by": answer.by,
        "at": clock(answer),
        "revision": answer.revision,
    }


def clock(answer: Answer) -> str:
    """The hour of a save, as people say it: 14 h 05."""
    return _hour(answer.at)


# Answers that come together were saved at one instant.
@lru_cache(maxsize=64)
def _hour(at: datetime | None) -> str:
    moment = localtime(at)
    return f"{moment.hour} h {moment:%M}"
