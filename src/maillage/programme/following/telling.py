"""The words of the follow-up: its tiles, its lines by axis, the text for the agenda of the next meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Tile, Tone
from maillage.base.values.french import count, listed, number, percent, plain_date
from maillage.programme.domain import Action, Axis, Outlook
from maillage.programme.domain.movements import ActionMoves, Moved, Movement, Movements
from maillage.programme.domain.progress import ActionProgress, StepProgress
from maillage.programme.domain.statuses import status_of
from maillage.programme.following.choosing import Since
from maillage.programme.noting import Told, next_milestone, notes_of
from maillage.programme.readings import number_of

OUTLOOKS = {
    Outlook.GOOD: Badge("bonne confiance", Tone.GOOD),
    Outlook.FRAGILE: Badge(Outlook.FRAGILE.label, Tone.WARNING),
    Outlook.LOW: Badge(Outlook.LOW.label, Tone.BAD),
}
# Movements that a line of the table shows; the page of the action says them all.
SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class Row:
    """An action of which something moved."""

    number: str
    action: Action
    moves: Sequence[tuple[Badge, str]]
    more: int
    state: Sequence[Badge]
    done: str
    milestone: StepProgress | None
    note: Told | None
    comments: int


@dataclass(frozen=True, kw_only=True)
class AxisRows:
    """`number` is "" for an axis that is there no longer."""

    number: str
    axis: Axis
    rows: list[Row]


def axis_rows(project: Project, found: Movements, asking: Sequence[Any]) -> list[AxisRows]:
    """The actions that moved, by axis, in the order of the programme; an axis of which nothing moved is not there."""
    talked: dict[str, int] = {}
    for comment in asking:
        talked[comment.action.code] = talked.get(comment.action.code, 0) + 1
    grouped: dict[str, AxisRows] = {}
    for one in found.moved:
        number = number_of(project, "Axis", one.axis.code)
        group = grouped.setdefault(one.axis.code, AxisRows(number=number, axis=one.axis, rows=[]))
        group.rows.append(_row(project, one, talked.get(one.action.code, 0)))
    return list(grouped.values())


def _row(project: Project, one: ActionMoves, comments: int) -> Row:
    # A note is read in its own column: only its being there counts as a movement.
    moves = [move for move in one.moves if move.kind is not Moved.NOTE]
    notes = notes_of(one.action)
    return Row(
        number=number_of(project, "Action", one.action.code),
        action=one.action,
        moves=[(badge_of(move), move.text) for move in moves[:SHOWN]],
        more=max(0, len(moves) - SHOWN),
        state=_state(one.now),
        done=percent(one.now.share) if one.now and one.now.total else "",
        milestone=next_milestone(one.now) if one.now else None,
        note=notes[0] if notes else None,
        comments=comments,
    )


def badge_of(move: Movement) -> Badge:
    tone = {True: Tone.GOOD, False: Tone.BAD, None: Tone.INFO}[move.good]
    return Badge(move.kind.label, tone)


def _state(item: ActionProgress | None) -> list[Badge]:
    if item is None:
        return []
    outlook = item.action.outlook
    found = [Badge(status_of(item).label)]
    return [*found, OUTLOOKS[outlook]] if outlook else found


def tiles(found: Movements, followed: bool) -> list[Tile]:
    """What moved in figures; until somebody marks a step done, how many are late is unknown."""
    late = found.count(Moved.LATE)
    return [
        Tile("Étapes finies", number(found.count(Moved.DONE)), "depuis cette date"),
        Tile(
            "Devenues en retard",
            number(late) if followed else "inconnu",
            "depuis cette date" if followed else "aucune étape n'est encore marquée finie",
            tone=Tone.BAD if late else Tone.NEUTRAL,
        ),
        Tile(
            "Actions moins sûres",
            number(found.worse),
            "confiance en baisse",
            tone=Tone.BAD if found.worse else Tone.NEUTRAL,
        ),
        Tile(
            "Calendriers déplacés",
            number(found.count(Moved.DATES)),
            "actions dont des étapes ont changé de jour",
        ),
    ]


def agenda_text(
    found: Movements, since: Since, deciding: Sequence[StepProgress], trouble: Sequence[ActionProgress]
) -> str:
    """A text to put on the agenda of the next meeting: what moved, what is late, what is asked of it."""
    return " ".join(_sentences(found, since, deciding, trouble))


def _sentences(
    found: Movements, since: Since, deciding: Sequence[StepProgress], trouble: Sequence[ActionProgress]
) -> Iterator[str]:
    done, late = found.count(Moved.DONE), found.count(Moved.LATE)
    told = [
        count(done, "étape finie", "étapes finies"),
        count(late, "étape devenue en retard", "étapes devenues en retard"),
    ]
    moved = count(found.count(Moved.DATES), "calendrier déplacé", "calendriers déplacés")
    yield f"Point d'avancement depuis le {plain_date(since.day)} : {listed([*told, moved])}."
    if trouble:
        yield f"À examiner : {_named([one.action.title for one in trouble])}."
    if deciding:
        yield f"Décisions attendues : {_named([one.step.title for one in deciding])}."


def _named(titles: list[str], shown: int = 2) -> str:
    """An agenda holds three hundred characters: the first two, and how many more."""
    more = len(titles) - shown
    return listed([*titles[:shown], count(more, "autre")] if more > 0 else titles)
