"""Steps of a plan: dates that fit the programme become theirs, those that do not are kept as notes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from maillage.base.values.french import short_date
from maillage.base.values.periods import Period
from maillage.programme.domain.actions import Action
from maillage.programme.domain.plans.days import Span
from maillage.programme.domain.plans.growing import Growing
from maillage.programme.domain.plans.headings import key_of
from maillage.programme.domain.plans.line_fields import LONGEST_STEP
from maillage.programme.domain.plans.outcomes import Fate, Outcome
from maillage.programme.domain.plans.plan import DraftAction, DraftStep, LineRemark, Options
from maillage.programme.domain.steps import Step

WHOLE, STARTS, ENDS = "Mise en œuvre", "Démarrage", "Échéance"


@dataclass
class StepMerger:
    """Makes and completes steps; `outcomes` and `remarks` are those of the last action."""

    period: Period
    options: Options
    outcomes: list[Outcome] = field(default_factory=list)
    remarks: list[LineRemark] = field(default_factory=list)

    def created(self, draft: DraftAction, action: str, tree: Growing) -> tuple[tuple[Step, ...], list[str]]:
        """The steps of a new action, and the notes that tell what they could not hold."""
        return self._steps(draft, action, (), tree, overwrite=False)

    def completed(
        self, draft: DraftAction, action: Action, tree: Growing, *, overwrite: bool
    ) -> tuple[tuple[Step, ...], list[str]]:
        """The steps of an action that is there, with those of the file."""
        return self._steps(draft, action.code, action.steps, tree, overwrite=overwrite)

    def _steps(
        self, draft: DraftAction, action: str, before: tuple[Step, ...], tree: Growing, *, overwrite: bool
    ) -> tuple[tuple[Step, ...], list[str]]:
        steps, notes = list(before), []
        for one in self._drafts(draft, before):
            rank = _rank(steps, one)
            known = None if rank is None else steps[rank]
            fields, said = self._fields(one, known)
            notes += said
            if rank is None or known is None:
                code = tree.step_code(action, [step.code for step in steps], one.code)
                made = self._made(one, code, fields, notes)
                steps.append(made)
                self._told(one, Fate.CREATED, made)
            else:
                steps[rank] = self._completed(one, known, fields, overwrite=overwrite)
                self._told(one, Fate.SAME if steps[rank] == known else Fate.CHANGED, steps[rank])
        return tuple(steps), notes

    def _told(self, draft: DraftStep, fate: Fate, step: Step) -> None:
        self.outcomes.append(
            Outcome(line=draft.line, kind="Étape", fate=fate, code=step.code, title=step.title)
        )

    def _drafts(self, draft: DraftAction, before: tuple[Step, ...]) -> list[DraftStep]:
        """The steps named, and one for the dates of an action that names none."""
        whole = draft.whole
        if whole is None or draft.steps:
            return list(draft.steps)
        titles = {key_of(step.title) for step in before}
        named = replace(whole, title=_whole_title(whole))
        if before and key_of(named.title) not in titles:
            self.remarks.append(
                LineRemark(
                    whole.line,
                    f"L'action a déjà des étapes : les dates de la ligne ({_dates(whole)}) ne sont pas reprises.",
                    "Nommez l'étape dans le fichier, ou datez les étapes sur la fiche.",
                )
            )
            return []
        return [named]

    def _fields(self, draft: DraftStep, known: Step | None) -> tuple[dict[str, Any], list[str]]:
        """What the dates of a step make, and the notes of those outside the programme."""
        first, last = _extent(draft)
        fields: dict[str, Any] = {}
        if draft.person_days is not None:
            fields["person_days"] = draft.person_days
        if draft.done is not None:
            fields["done"] = draft.done
        notes = []
        outside = [
            day for day in (first, last, draft.earliest, draft.latest) if day and day not in self.period
        ]
        if outside:
            said = _dates(draft)
            notes.append(f"Dates indiquées dans le fichier ({draft.title}) : {said}")
            self.remarks.append(
                LineRemark(
                    draft.line,
                    f"Ces dates sortent du programme ({said}) : elles sont gardées dans la description.",
                    "Corrigez-les, ou changez la période du programme.",
                )
            )
        elif first and last:
            fields |= self._dated(first, last, known)
        if not outside:
            fields |= {name: day for name in ("earliest", "latest") if (day := getattr(draft, name))}
        weeks = self._weeks(draft, first, last, known)
        return {**fields, **({} if weeks is None else {"weeks": weeks})}, notes

    def _dated(self, first: date, last: date, known: Step | None) -> dict[str, Any]:
        if not self.options.planned:
            return {"earliest": first, "latest": last} if first != last else {"latest": last}
        if known and known.planned_start == first and known.last_day == last:
            return {}
        end = first if first == last else last + timedelta(days=1)
        return {"planned_start": first, "planned_end": end}

    def _weeks(
        self, draft: DraftStep, first: date | None, last: date | None, known: Step | None
    ) -> int | None:
        if draft.weeks is not None:
            return draft.weeks
        if known is not None:
            return None
        if first and last:
            return 0 if first == last else min(-(-((last - first).days + 1) // 7), LONGEST_STEP)
        self.remarks.append(
            LineRemark(
                draft.line,
                f"Étape « {draft.title} » sans durée ni dates : {self.options.weeks} semaines par défaut.",
                "À corriger sur la fiche.",
            )
        )
        return self.options.weeks

    def _made(self, draft: DraftStep, code: str, fields: dict[str, Any], notes: list[str]) -> Step:
        plain = {"code": code, "title": draft.title, "weeks": fields["weeks"]}
        if plain["weeks"] == 0 and fields.get("person_days"):
            fields = {**fields, "weeks": 1}
            plain["weeks"] = 1
        try:
            return Step(**{**plain, **_apart(fields)})
        except ValueError as error:
            notes.append(f"Dates indiquées dans le fichier ({draft.title}) : {_dates(draft)}")
            self.remarks.append(
                LineRemark(
                    draft.line, f"{error} Les dates sont gardées dans la description.", "Corrigez-les."
                )
            )
            return Step(**plain)

    def _completed(self, draft: DraftStep, known: Step, fields: dict[str, Any], *, overwrite: bool) -> Step:
        new = {
            name: value
            for name, value in _apart(fields).items()
            if value != getattr(known, name)
            and (overwrite or (getattr(known, name) in (None, Decimal(0)) and name != "weeks"))
        }
        try:
            return replace(known, **new)
        except ValueError as error:
            self.remarks.append(
                LineRemark(
                    draft.line,
                    f"{error} L'étape est laissée comme elle est.",
                    "Corrigez le fichier ou la fiche.",
                )
            )
            return known


def _apart(fields: dict[str, Any]) -> dict[str, Any]:
    """A start and an end go together."""
    both = {"planned_start", "planned_end"}
    return (
        fields
        if both <= fields.keys()
        else {name: value for name, value in fields.items() if name not in both}
    )


def _rank(steps: list[Step], draft: DraftStep) -> int | None:
    for rank, step in enumerate(steps):
        if step.code == draft.code if draft.code else key_of(step.title) == key_of(draft.title):
            return rank
    return next((rank for rank, step in enumerate(steps) if key_of(step.title) == key_of(draft.title)), None)


def _extent(draft: DraftStep) -> tuple[date | None, date | None]:
    """The first and the last day; a duration stands in for the one that is missing, one day alone is a milestone."""
    start, end = draft.start, draft.end
    if start and end:
        return min(start.first, end.first), max(start.last, end.last) if not start.is_day else end.last
    one = start or end
    if one is None:
        return None, None
    if not one.is_day:
        return one.first, one.last
    span = timedelta(weeks=draft.weeks or 0)
    if not span:
        return one.first, one.last
    return (
        (one.first, one.first + span - timedelta(days=1))
        if start
        else (one.last - span + timedelta(days=1), one.last)
    )


def _whole_title(draft: DraftStep) -> str:
    """What the dates of a whole action are called: a day alone is its start or its deadline."""
    one = draft.start or draft.end
    if (draft.start and draft.end) or one is None or not one.is_day or draft.weeks:
        return WHOLE
    return STARTS if draft.start else ENDS


def _dates(draft: DraftStep) -> str:
    days = [_span(span) for span in (draft.start, draft.end) if span]
    days += [short_date(day) for day in (draft.earliest, draft.latest) if day]
    return " → ".join(days) or f"{draft.weeks or 0} semaines"


def _span(span: Span) -> str:
    return short_date(span.first) if span.is_day else f"{short_date(span.first)} – {short_date(span.last)}"
