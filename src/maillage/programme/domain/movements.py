"""What moved in a programme between two days: two versions compared, action by action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from maillage.base.values.fields import Choice
from maillage.base.values.french import count, plain_date, short_date
from maillage.programme.domain.actions import Action
from maillage.programme.domain.archiving import in_force
from maillage.programme.domain.following import Outlook
from maillage.programme.domain.parts import Risk
from maillage.programme.domain.programme import Axis, ProgrammeSection
from maillage.programme.domain.progress import ActionProgress, ProgrammeProgress, StepState, progress
from maillage.programme.domain.statuses import status_of


class Moved(Choice):
    """The nature of a movement, the gravest first."""

    LATE = "late", "en retard"
    OUTLOOK = "outlook", "confiance"
    STATUS = "status", "statut"
    DONE = "done", "fini"
    DATES = "dates", "dates"
    DELIVERED = "delivered", "livrable"
    RISK = "risk", "risque"
    LEAD = "lead", "pilote"
    STEPS = "steps", "étapes"
    NEW = "new", "nouvelle"
    ARCHIVED = "archived", "archivée"
    NOTE = "note", "note"


@dataclass(frozen=True, kw_only=True)
class Movement:
    """One thing that moved. `good`: True for good news, False for bad ones, None for neither. `text` is French."""

    kind: Moved
    text: str
    good: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ActionMoves:
    """What moved in one action. `now` is None when it was archived."""

    axis: Axis
    action: Action
    now: ActionProgress | None
    moves: tuple[Movement, ...]


@dataclass(frozen=True, kw_only=True)
class Movements:
    """What moved from the evening of `since` to `until`: `moved` in the order of the programme, `still` what did not."""

    since: date
    until: date
    moved: tuple[ActionMoves, ...]
    still: tuple[ActionProgress, ...]

    def count(self, kind: Moved) -> int:
        return sum(move.kind is kind for one in self.moved for move in one.moves)

    @property
    def worse(self) -> int:
        """How many actions are said less sure than they were."""
        return sum(
            move.kind is Moved.OUTLOOK and move.good is False for one in self.moved for move in one.moves
        )


def movements(then: ProgrammeSection, now: ProgrammeSection, since: date, until: date) -> Movements:
    """Compare the programme as it was with what it is, archived actions of both included."""
    before, after = progress(in_force(then), since), progress(in_force(now), until)
    was = {item.action.code: item for item in before.actions()}
    known = {action.code for _, _, action in then.actions()}
    items = {item.action.code: item for item in after.actions()}
    moved, still = [], []
    for axis, _, action in now.actions():
        item, old = items.get(action.code), was.get(action.code)
        moves = _ended(old) if item is None else _moves(old, item, action.code in known, before, after)
        if moves:
            moved.append(ActionMoves(axis=axis, action=action, now=item, moves=moves))
        elif item is not None:
            still.append(item)
    return Movements(since=since, until=until, moved=tuple(moved), still=tuple(still))


def _ended(old: ActionProgress | None) -> tuple[Movement, ...]:
    """An archived action: it moved if it still ran then."""
    if old is None:
        return ()
    return (Movement(kind=Moved.ARCHIVED, text="Mise de côté : elle ne compte plus dans le programme."),)


def _moves(
    old: ActionProgress | None,
    item: ActionProgress,
    known: bool,
    before: ProgrammeProgress,
    after: ProgrammeProgress,
) -> tuple[Movement, ...]:
    since, until = before.day, after.day
    if old is None:
        text = "Reprise : elle était archivée." if known else "Nouvelle action."
        found = [Movement(kind=Moved.NEW, text=text)]
    else:
        found = [
            *(_late(old, item) if after.tracked else ()),
            *_outlook(old.action, item.action),
            *_status(old, item),
            *_done(old, item),
            *_dates(old, item),
            *_risks(old.action.risks, item.action.risks),
            *_lead(old.action, item.action),
            *_steps(old.action, item.action),
        ]
    found += [*_delivered(item.action, since, until), *_notes(item.action, since, until)]
    return tuple(sorted(found, key=lambda move: list(Moved).index(move.kind)))


def _late(old: ActionProgress, item: ActionProgress) -> Iterator[Movement]:
    were = {one.step.code for one in old.late}
    for one in item.late:
        if one.step.code not in were:
            yield Movement(
                kind=Moved.LATE,
                text=f"« {one.step.title} » devait finir le {plain_date(one.last_day)}.",
                good=False,
            )


def _outlook(old: Action, new: Action) -> Iterator[Movement]:
    if old.outlook is new.outlook:
        return
    order = list(Outlook)
    good = None
    if old.outlook and new.outlook:
        good = order.index(new.outlook) < order.index(old.outlook)
    elif new.outlook:
        good = None if new.outlook is order[0] else False
    yield Movement(kind=Moved.OUTLOOK, text=_from_to(old.outlook, new.outlook), good=good)


def _from_to(old: Choice | None, new: Choice | None) -> str:
    was, now = (one.label if one else "non dite" for one in (old, new))
    return f"{was} → {now}"


def _status(old: ActionProgress, item: ActionProgress) -> Iterator[Movement]:
    was, now = status_of(old), status_of(item)
    # Nobody said anything and nothing was done: time alone made a step late.
    drifted = old.action.status is item.action.status is None and old.done == item.done
    if was is not now and not drifted:
        done = True if now.value == "done" else False if now.value in ("paused", "abandoned") else None
        yield Movement(kind=Moved.STATUS, text=_from_to(was, now), good=done)


def _done(old: ActionProgress, item: ActionProgress) -> Iterator[Movement]:
    was = {one.step.code: one.step.done for one in old.steps}
    for one in item.steps:
        if one.step.done and not was.get(one.step.code):
            yield Movement(
                kind=Moved.DONE, text=f"« {one.step.title} » finie le {plain_date(one.step.done)}.", good=True
            )
        elif was.get(one.step.code) and one.step.done is None:
            yield Movement(kind=Moved.STEPS, text=f"« {one.step.title} » n'est plus dite finie.", good=False)


def _dates(old: ActionProgress, item: ActionProgress) -> Iterator[Movement]:
    """One line an action, whatever the number of its steps that moved: what counts is its end."""
    was = {one.step.code: one.last_day for one in old.steps}
    shifted = [
        one
        for one in item.steps
        if one.state is not StepState.DONE and one.step.code in was and one.last_day != was[one.step.code]
    ]
    if not shifted:
        return
    first, last = _end(old.action), _end(item.action)
    told = count(len(shifted), "étape déplacée", "étapes déplacées")
    if first is None or last is None:
        yield Movement(kind=Moved.DATES, text=f"{told} ; fin prévue : {short_date(last)}.")
    elif first == last:
        yield Movement(kind=Moved.DATES, text=f"{told} ; la fin reste au {short_date(last)}.")
    else:
        days = (last - first).days
        gap = f"{'+' if days > 0 else '−'}{count(abs(days), 'jour')}"
        yield Movement(
            kind=Moved.DATES,
            text=f"{told} ; fin : {short_date(first)} → {short_date(last)} ({gap}).",
            good=days < 0,
        )


def _end(action: Action) -> date | None:
    days = [step.last_day for step in action.steps if step.last_day]
    return max(days) if days else None


def _risks(old: Iterable[Risk], new: Iterable[Risk]) -> Iterator[Movement]:
    was, now = {one.code: one for one in old}, {one.code: one for one in new}
    for code, risk in now.items():
        if code not in was:
            yield Movement(kind=Moved.RISK, text=f"Nouveau : {_bare(risk)}.")
        elif was[code].severity != risk.severity:
            yield Movement(
                kind=Moved.RISK,
                text=f"{_bare(risk)} : gravité {was[code].severity or 'inconnue'} → "
                f"{risk.severity or 'inconnue'} sur 16.",
                good=_less(was[code].severity, risk.severity),
            )
        elif not was[code].answer and risk.answer:
            yield Movement(kind=Moved.RISK, text=f"{_bare(risk)} : une parade est écrite.", good=True)
    for code, risk in was.items():
        if code not in now:
            yield Movement(kind=Moved.RISK, text=f"Écarté : {_bare(risk)}.", good=True)


def _bare(risk: Risk) -> str:
    return risk.title.rstrip(".")


def _less(old: int | None, new: int | None) -> bool | None:
    return None if old is None or new is None else new < old


def _lead(old: Action, new: Action) -> Iterator[Movement]:
    if old.lead != new.lead:
        yield Movement(
            kind=Moved.LEAD, text=f"Pilote : {old.lead or 'à désigner'} → {new.lead or 'à désigner'}."
        )


def _steps(old: Action, new: Action) -> Iterator[Movement]:
    was, now = {one.code for one in old.steps}, {one.code for one in new.steps}
    added, gone = len(now - was), len(was - now)
    if added:
        yield Movement(kind=Moved.STEPS, text=f"{count(added, 'étape ajoutée', 'étapes ajoutées')}.")
    if gone:
        yield Movement(kind=Moved.STEPS, text=f"{count(gone, 'étape retirée', 'étapes retirées')}.")


def _delivered(action: Action, since: date, until: date) -> Iterator[Movement]:
    for one in action.deliverables:
        if one.delivered and since < one.delivered <= until:
            yield Movement(
                kind=Moved.DELIVERED,
                text=f"Remis le {plain_date(one.delivered)} : {one.title.rstrip('.')}.",
                good=True,
            )


def _notes(action: Action, since: date, until: date) -> Iterator[Movement]:
    found = [note for note in action.notes if since < note.day <= until]
    if found:
        told = count(len(found), "note d'avancement", "notes d'avancement")
        yield Movement(kind=Moved.NOTE, text=f"{told}.")
