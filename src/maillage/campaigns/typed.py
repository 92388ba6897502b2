"""What a form without a script sends: the answers of a page that differ from those kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from maillage.campaigns.answering import Given
from maillage.campaigns.domain.answers import Answer, Answers, BadAnswer, Missing, canonical
from maillage.campaigns.domain.frameworks import Item, ItemKind
from maillage.campaigns.questions import NO_VALUE
from maillage.campaigns.wire import provenance_of

_LISTS = (ItemKind.LEVELS, ItemKind.CHOICE, ItemKind.AGREEMENT)
_REASONS = {one.value: one for one in Missing}
# « Toujours 6 h » : the value proposed is taken as it is.
SAME = "="


def changed(items: Iterable[Item], posted: Any, kept: Answers, by: str) -> list[Given]:
    """The answers to save. A question that the form did not show is not touched."""
    found = []
    for item in items:
        if f"r-{item.code}" not in posted:
            continue
        given = _given(item, posted, kept.get(item.code) or Answer(item=item.code), by)
        if not _is_same(item, given, kept.get(item.code)):
            found.append(given)
    return found


def _given(item: Item, posted: Any, kept: Answer, by: str) -> Given:
    def field(letter: str) -> str:
        return str(posted.get(f"{letter}-{item.code}", ""))

    proposed, revision = field("p"), field("r")
    value, missing = _value(item, field, kept, proposed)
    return Given(
        item=item.code,
        value=value,
        missing=missing,
        comment=field("c").replace("\r\n", "\n"),
        evidence=field("e").replace("\r\n", "\n"),
        by=by,
        revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0,
        provenance=provenance_of(value, proposed),
    )


def _value(item: Item, field: Any, kept: Answer, proposed: str) -> tuple[str, Missing | None]:
    if item.kind in _LISTS:
        return _of_list(field("v"))
    reason = field("m").removeprefix(NO_VALUE)
    before = kept.missing.value if kept.missing else ""
    text = "/".join((field("i"), field("s"))) if item.kind is ItemKind.IMPORTANCE else field("v")
    if text == "/":
        text = ""
    # A reason just chosen wins over the value left in the field; a value typed wins over the reason left chosen.
    if reason == SAME:
        return (text, None) if text.strip() else (proposed, None)
    if reason in _REASONS and (reason != before or not text.strip()):
        return "", _REASONS[reason]
    return text.replace("\r\n", "\n"), None


def _of_list(chosen: str) -> tuple[str, Missing | None]:
    if chosen.startswith(NO_VALUE) and chosen[1:] in _REASONS:
        return "", _REASONS[chosen[1:]]
    return chosen, None


def _is_same(item: Item, given: Given, kept: Answer | None) -> bool:
    try:
        value = "" if given.missing else canonical(item, given.value)
    except BadAnswer:
        return False
    before = kept or Answer(item=item.code)
    return (value, given.missing, given.comment.strip(), given.evidence.strip()) == (
        before.value, before.missing, before.comment, before.evidence,
    )  # fmt: skip
