"""Merges a plan into the programme that is there: what is known is completed, what is not is made, nothing is removed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from maillage.base.values.fields import Choice
from maillage.base.values.french import listed
from maillage.programme.domain.actions import Action, ActionKind, Scope
from maillage.programme.domain.plans.choices import kind_of_title, member, scope_of_title
from maillage.programme.domain.plans.growing import Growing, GrowingAxis, GrowingObjective
from maillage.programme.domain.plans.headings import key_of
from maillage.programme.domain.plans.line_fields import LONGEST_PROSE
from maillage.programme.domain.plans.outcomes import Fate, Merged, Outcome, in_file_order
from maillage.programme.domain.plans.plan import DraftAction, Heading, LineRemark, Options, Plan
from maillage.programme.domain.plans.step_merging import StepMerger
from maillage.programme.domain.plans.targets import BY_CODE
from maillage.programme.domain.programme import ProgrammeSection

NEW_AXIS, NEW_OBJECTIVE = "Plan importé", "Actions importées"


def merged(section: ProgrammeSection, plan: Plan, options: Options) -> Merged:
    """What the programme would be once the plan is in it. `section` holds its archived actions too."""
    merger = _Merger(Growing(section), options, StepMerger(section.period, options))
    for axis, objective in plan.headings:
        merger.place(axis, objective)
    for draft in plan.actions:
        merger.take(draft)
    return Merged(
        section=merger.tree.section(),
        outcomes=in_file_order(merger.outcomes),
        remarks=tuple(sorted([*plan.remarks, *merger.remarks], key=lambda remark: remark.line)),
    )


@dataclass
class _Merger:
    tree: Growing
    options: Options
    steps: StepMerger
    outcomes: list[Outcome] = field(default_factory=list)
    remarks: list[LineRemark] = field(default_factory=list)
    told: set[tuple[str, str]] = field(default_factory=set)

    def _tell(self, line: int, message: str, remedy: str = "") -> None:
        self.remarks.append(LineRemark(line, message, remedy))

    def _outcome(self, line: int, kind: str, fate: Fate, thing: Any, detail: str = "") -> None:
        if (kind, thing.code) not in self.told:
            self.told.add((kind, thing.code))
            self.outcomes.append(
                Outcome(line=line, kind=kind, fate=fate, code=thing.code, title=thing.title, detail=detail)
            )

    # -- where

    def place(self, axis: Heading | None, objective: Heading | None) -> GrowingObjective | None:
        """The objective that headings name, made when it is not there; None for an axis alone."""
        if axis is None and objective is not None and (same := self._anywhere(objective)):
            self._outcome(objective.line, "Objectif", Fate.SAME, same[1].value)
            return same[1]
        home = self._axis(axis or Heading(objective.line if objective else 0, NEW_AXIS))
        if objective is None:
            return None
        found = self.tree.objective(home, objective.code, objective.title)
        fate = Fate.CREATED if found is None else Fate.SAME
        found = found or self.tree.add_objective(home, objective.title, objective.code)
        self._outcome(objective.line, "Objectif", fate, found.value)
        return found

    def _axis(self, heading: Heading) -> GrowingAxis:
        found = self.tree.axis(heading.code, heading.title)
        fate = Fate.CREATED if found is None else Fate.SAME
        found = found or self.tree.add_axis(heading.title, heading.code)
        self._outcome(heading.line, "Axe", fate, found.value)
        return found

    def _anywhere(self, objective: Heading) -> tuple[GrowingAxis, GrowingObjective] | None:
        """The only objective of that code or title, for a file without axes."""
        if objective.code and (coded := self.tree.objective_coded(objective.code)):
            return coded
        wanted = key_of(objective.title)
        found = [
            (axis, one)
            for axis in self.tree.axes
            for one in axis.objectives
            if key_of(one.value.title) == wanted
        ]
        return found[0] if len(found) == 1 else None

    def _home(self, draft: DraftAction) -> GrowingObjective:
        """The objective of an action: named, else the one that the person chose, else one made for the import."""
        unplaced = draft.objective is None and draft.axis is None
        if unplaced and self.options.home and (chosen := self.tree.objective_coded(self.options.home)):
            return chosen[1]
        found = self.place(draft.axis, draft.objective or Heading(draft.line, NEW_OBJECTIVE))
        assert found is not None
        return found

    # -- what

    def take(self, draft: DraftAction) -> None:
        known = self._known(draft)
        if known is None:
            self._create(draft, self._home(draft))
            return
        home, rank = known
        if home.actions[rank].archived:
            self._outcome(draft.line, "Action", Fate.LEFT, home.actions[rank], "archivée")
            self._tell(
                draft.line,
                f"« {draft.title} » est archivée : elle n'est pas touchée.",
                "Sortez-la des archives d'abord.",
            )
            return
        self._complete(draft, home, rank)

    def _known(self, draft: DraftAction) -> tuple[GrowingObjective, int] | None:
        everywhere = [
            (one, rank)
            for axis in self.tree.axes
            for one in axis.objectives
            for rank in range(len(one.actions))
        ]
        if draft.code:
            coded = next((pair for pair in everywhere if pair[0].actions[pair[1]].code == draft.code), None)
            if coded is not None:
                return coded
        wanted = key_of(draft.title)
        titled = [pair for pair in everywhere if key_of(pair[0].actions[pair[1]].title) == wanted]
        if draft.axis is None and draft.objective is None:
            return titled[0] if len(titled) == 1 else None
        home = self._home(draft)
        here = next((pair for pair in titled if pair[0] is home), None)
        if here is None and titled:
            other = titled[0][0].actions[titled[0][1]]
            self._tell(
                draft.line,
                f"Une action du même intitulé existe sous un autre objectif ({other.code}) : elle n'est pas touchée.",
                "Si c'est la même, écrivez son code dans la colonne du code, ou déplacez-la.",
            )
        return here

    def _create(self, draft: DraftAction, home: GrowingObjective) -> None:
        fields, guesses = self._required(draft)
        code = self.tree.action_code(home, draft.code)
        if draft.code and code != draft.code:
            self._tell(
                draft.line, f"Le code « {draft.code} » est pris ou mal formé : l'action s'appelle {code}."
            )
        steps, notes = self.steps.created(draft, code, self.tree)
        action = Action(code=code, title=draft.title, **fields, steps=steps)
        action = replace(
            action, description=self._described(draft, action.description, [*draft.notes, *notes])
        )
        home.actions.append(action)
        self._outcome(draft.line, "Action", Fate.CREATED, action, listed(guesses))
        self._steps_told()

    def _required(self, draft: DraftAction) -> tuple[dict[str, Any], list[str]]:
        """The fields of a new action, its nature and perimeter guessed where the file is silent; and what was guessed."""
        fields, told = dict(draft.fields), []
        guesses: tuple[tuple[str, Choice | None, Choice, str], ...] = (
            ("kind", kind_of_title(draft.title), member(ActionKind, self.options.kind), "nature"),
            ("scope", scope_of_title(draft.title), member(Scope, self.options.scope), "périmètre"),
        )
        for name, seen, usual, label in guesses:
            if name not in fields:
                fields[name] = seen or usual
                how = "d'après l'intitulé" if seen else "par défaut"
                told.append(f"{label} « {fields[name].label} » {how}")
        return fields, told

    def _complete(self, draft: DraftAction, home: GrowingObjective, rank: int) -> None:
        before = home.actions[rank]
        changes = {
            name: value
            for name, value in draft.fields.items()
            if value != getattr(before, name)
            and (self.options.overwrite or getattr(before, name) in ("", (), None))
        }
        if self.options.overwrite and draft.title and key_of(draft.title) != key_of(before.title):
            changes["title"] = draft.title
        steps, notes = self.steps.completed(draft, before, self.tree, overwrite=self.options.overwrite)
        after = replace(before, **changes, steps=steps)
        after = replace(after, description=self._described(draft, after.description, [*draft.notes, *notes]))
        home.actions[rank] = after
        told = ["l'intitulé" if name == "title" else f"« {BY_CODE[name].label} »" for name in changes]
        told += (
            ["des notes"] if "description" not in changes and after.description != before.description else []
        )
        told += ["les étapes"] if after.steps != before.steps else []
        self._outcome(
            draft.line, "Action", Fate.SAME if after == before else Fate.CHANGED, after, listed(told)
        )
        self._steps_told()

    def _steps_told(self) -> None:
        for outcome in self.steps.outcomes:
            if (outcome.kind, outcome.code) not in self.told:
                self.told.add((outcome.kind, outcome.code))
                self.outcomes.append(outcome)
        self.remarks += self.steps.remarks
        self.steps.outcomes, self.steps.remarks = [], []

    def _described(self, draft: DraftAction, description: str, notes: list[str]) -> str:
        """The description with the notes that it does not hold yet, beneath it."""
        new = [note for note in notes if note not in description]
        text = "\n\n".join(filter(None, (description, *new)))
        if len(text) <= LONGEST_PROSE:
            return text
        self._tell(
            draft.line,
            "La description et ses notes dépassent la place d'une fiche : la fin est coupée.",
            "Joignez le fichier à l'action, ou raccourcissez ses textes.",
        )
        return text[:LONGEST_PROSE].rstrip()
