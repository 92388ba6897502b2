"""Keys a paper form in: a digit for a level, a letter for a reason, each answer saved with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.campaigns import domain
from maillage.campaigns.answering import Given, Kept, save_answers
from maillage.campaigns.domain.answers import Answer, Answers, BadAnswer, Missing, Provenance, shown_value
from maillage.campaigns.domain.frameworks import Framework, Item, ItemKind, ItemScope
from maillage.campaigns.domain.offline.cells import KEYS, read_cells
from maillage.campaigns.framework_store import framework_of
from maillage.campaigns.models import Participation
from maillage.campaigns.readings import is_express

_LETTERS = {reason: letter for letter, reason in KEYS.items()}
BY_PAPER, BY_PHONE = "papier", "telephone"
WAYS = {BY_PAPER: Provenance.PAPER, BY_PHONE: Provenance.BEHALF}


@dataclass(frozen=True, kw_only=True)
class KeyLine:
    """A question of the screen. `typed`: what its field holds; `error` beside it."""

    item: Item
    typed: str
    comment: str
    revision: int
    error: str = ""

    @property
    def is_long(self) -> bool:
        return self.item.kind is ItemKind.FREE

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What may be typed: the sign, and what it means."""
        if self.item.kind is ItemKind.LEVELS:
            return tuple((str(rank), level) for rank, level in enumerate(self.item.levels))
        return tuple((str(rank), text) for rank, text in enumerate(self.item.options, 1))

    @property
    def how(self) -> str:
        """How to type what has no list."""
        match self.item.kind:
            case ItemKind.NUMBER:
                return f"un nombre{f' ({self.item.unit})' if self.item.unit else ''}"
            case ItemKind.IMPORTANCE:
                return "importance/satisfaction, de 1 à 5 : 4/2"
            case ItemKind.AGREEMENT:
                return "de 1 à 5"
        return ""


def keyed_items(participation: Participation, framework: Framework) -> tuple[Item, ...]:
    """The items of the form, short or whole, that this questionnaire asks."""
    scope = ItemScope.SITE if participation.library_code else ItemScope.NETWORK
    return tuple(framework.asked(express=is_express(participation, framework), scope=scope))


def shown_typed(item: Item, answer: Answer | None) -> str:
    """What the field of an answer holds."""
    if answer is None:
        return ""
    if answer.missing is not None:
        return _LETTERS[answer.missing]
    if item.kind is ItemKind.CHOICE and answer.value in item.options:
        return str(item.options.index(answer.value) + 1)
    return answer.value.replace(".", ",") if item.kind is ItemKind.NUMBER else answer.value


def read_typed(item: Item, typed: str) -> tuple[str, Missing | None]:
    """The canonical value or the reason of what was keyed. Raises BadAnswer."""
    typed = typed.strip()
    if item.kind is ItemKind.CHOICE and typed.isascii() and typed.isdigit() and len(typed) < 4:
        rank = int(typed)
        if not 1 <= rank <= len(item.options):
            raise BadAnswer(f"« {typed} » n'est pas un choix : de 1 à {len(item.options)}.")
        return item.options[rank - 1], None
    if typed.casefold() == "p" and item.kind is not ItemKind.NUMBER:
        raise BadAnswer("« p » (pas compté) ne se dit que d'un nombre : n ou s.")
    return read_cells(item, typed)


@dataclass(frozen=True, kw_only=True)
class Keyed:
    """What became of a page: how many answers were saved, and by item what was refused."""

    saved: int
    errors: Mapping[str, str]
    kept: Answers


def key_in(
    *,
    participation: Participation,
    posted: Mapping[str, str],
    way: str,
    kept: Answers,
    today: date,
    by: str = "",
) -> Keyed:
    """Save the answers of a page that differ from those kept, whatever others the page refuses. Raises Locked."""
    framework = framework_of(participation.campaign)
    errors: dict[str, str] = {}
    given: list[Given] = []
    for item in keyed_items(participation, framework):
        if f"v-{item.code}" in posted:
            try:
                one = _given(item, posted, kept.get(item.code), WAYS.get(way, Provenance.PAPER), by)
            except BadAnswer as refused:
                errors[item.code] = str(refused)
                continue
            given += [one] if one else []
    if not given:
        return Keyed(saved=0, errors=errors, kept=kept)
    saved = save_answers(participation=participation, framework=framework, given=given, today=today)
    errors |= _refused(saved, framework)
    done = [one for one in given if one.item not in errors]
    if done:
        Participation.objects.filter(pk=participation.pk, on_behalf=False).update(on_behalf=True)
    return Keyed(saved=len(done), errors=errors, kept=saved.answers)


def _given(
    item: Item, posted: Mapping[str, str], kept: Answer | None, provenance: Provenance, by: str
) -> Given | None:
    """The answer to save; None when it says what is kept."""
    before = kept or Answer(item=item.code)
    value, missing = read_typed(item, posted[f"v-{item.code}"])
    comment = posted.get(f"c-{item.code}", before.comment).replace("\r\n", "\n").strip()
    if (value, missing, comment) == (before.value, before.missing, before.comment):
        return None
    seen = posted.get(f"r-{item.code}", "0")
    return Given(
        item=item.code,
        value=value,
        missing=missing,
        comment=comment,
        evidence=before.evidence,
        provenance=provenance,
        by=by,
        revision=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0,
    )


def _refused(saved: Kept, framework: Framework) -> dict[str, str]:
    found = {}
    for code, fate in saved.fates.items():
        if fate.error:
            found[code] = fate.error
        elif fate.is_conflict:
            theirs = shown_value(framework.by_code[code], fate.kept) or "réponse retirée"
            found[code] = (
                f"Quelqu'un d'autre a répondu entre-temps : « {theirs} ». Enregistrez de nouveau pour garder la vôtre."
            )
    return found


def key_lines(
    items: Iterable[Item], kept: Answers, errors: Mapping[str, str], posted: Mapping[str, Any]
) -> dict[str, KeyLine]:
    """The questions of the screen by item: what is kept, or what was typed and refused."""
    found = {}
    for item in items:
        answer = kept.get(item.code)
        error = errors.get(item.code, "")
        typed = posted.get(f"v-{item.code}", "") if error else shown_typed(item, answer)
        found[item.code] = KeyLine(
            item=item,
            typed=typed,
            comment=posted.get(f"c-{item.code}", "") if error else (answer.comment if answer else ""),
            revision=answer.revision if answer else 0,
            error=error,
        )
    return found


def choose_form(participation: Participation, form: str) -> None:
    """Note that a paper form was the short one or the whole one, where the library chooses."""
    row: Any = participation
    if domain.Form(row.campaign.form) is domain.Form.EITHER and form in ("courte", "complete"):
        row.express = form == "courte"
        row.save(update_fields=["express"])
