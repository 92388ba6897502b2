"""Takes axes, objectives and actions of another programme: new codes, references that exist here, days moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from maillage.base.values.french import count, listed
from maillage.programme.domain.actions import Action
from maillage.programme.domain.plans.fitting import Codes, Dropped, fitted, moved, undated
from maillage.programme.domain.plans.growing import Growing, GrowingAxis, GrowingObjective
from maillage.programme.domain.plans.headings import key_of
from maillage.programme.domain.plans.outcomes import Fate, Merged, Outcome, in_file_order
from maillage.programme.domain.plans.plan import LineRemark
from maillage.programme.domain.plans.reach_left import in_period, reachable
from maillage.programme.domain.programme import Axis, Objective, ProgrammeSection

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is taken, and how.

    `codes`: of axes, objectives and actions, as they are there. `into`: the code of an objective here that takes every
    action, or of an axis here that takes every objective; "" finds or makes the same ones. `days` that dates move by;
    None leaves dates out. `follow`: status, notes and days done come too. `known`: codes here by code there, by class.
    """

    codes: frozenset[str]
    into: str = ""
    days: int | None = 0
    follow: bool = False
    known: Codes = field(default_factory=dict)


def taken(
    section: ProgrammeSection, source: ProgrammeSection, wanted: Wanted, lines: Mapping[str, int]
) -> Merged:
    """What the programme would be. `lines`: where each action stands in its file, by its code there."""
    taker = _Taker(Growing(section), wanted, source, lines)
    for axis in source.axes:
        for objective in axis.objectives:
            taker.objective(axis, objective)
    taker.write()
    return Merged(
        section=taker.tree.section(), outcomes=in_file_order(taker.outcomes), remarks=tuple(taker.remarks)
    )


@dataclass
class _Taker:
    tree: Growing
    wanted: Wanted
    source: ProgrammeSection
    lines: Mapping[str, int]
    outcomes: list[Outcome] = field(default_factory=list)
    remarks: list[LineRemark] = field(default_factory=list)
    waiting: list[tuple[GrowingObjective, Action]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.codes = {kind: dict(known) for kind, known in self.wanted.known.items()}
        before = self.tree.before
        for kind, theirs, ours in (
            ("programme.Orientation", self.source.orientations, before.orientations),
            ("programme.LabelCriterion", self.source.criteria, before.criteria),
        ):
            here = {key_of(one.title): one.code for one in ours}
            self.codes[kind] = {
                one.code: here[key_of(one.title)] for one in theirs if key_of(one.title) in here
            }

    def objective(self, axis: Axis, objective: Objective) -> None:
        """The objective with its chosen actions; nothing when none of it was chosen."""
        actions = [one for one in objective.actions if one.code in self.wanted.codes and not one.archived]
        if not actions and objective.code not in self.wanted.codes:
            return
        home = self._home(axis, objective)
        for action in actions:
            same = next((one for one in home.actions if key_of(one.title) == key_of(action.title)), None)
            if same is not None or any(
                h is home and key_of(a.title) == key_of(action.title) for h, a in self.waiting
            ):
                self._outcome(
                    "Action", Fate.LEFT, same.code if same else action.code, action.title, action.code
                )
                self._tell(
                    action, "une action du même intitulé est déjà dans cet objectif : elle n'est pas touchée."
                )
                continue
            self._number(home, action)
            self.waiting.append((home, action))

    def _home(self, axis: Axis, objective: Objective) -> GrowingObjective:
        if self.wanted.into and (chosen := self.tree.objective_coded(self.wanted.into)):
            return chosen[1]
        under = next((one for one in self.tree.axes if one.value.code == self.wanted.into), None)
        under = under or self._axis(axis)
        found = self.tree.objective(under, "", objective.title)
        if found is None:
            found = self.tree.add_objective(under, objective.title, objective.code)
            found.value = replace(
                self._fit(replace(objective, actions=()), objective.code), code=found.value.code, actions=()
            )
            self._outcome("Objectif", Fate.CREATED, found.value.code, objective.title, objective.code)
        return found

    def _axis(self, axis: Axis) -> GrowingAxis:
        found = self.tree.axis("", axis.title)
        if found is None:
            found = self.tree.add_axis(axis.title, axis.code)
            found.value = replace(self._fit(replace(axis, objectives=()), axis.code), code=found.value.code)
            self._outcome("Axe", Fate.CREATED, found.value.code, axis.title, axis.code)
        return found

    def _number(self, home: GrowingObjective, action: Action) -> None:
        """Give the action, its steps and its risks their codes here."""
        code = self.tree.action_code(home, action.code)
        # The next one follows it, although it is written later.
        self.codes.setdefault("programme.Action", {})[action.code] = code
        steps: list[str] = []
        for step in action.steps:
            steps.append(self.tree.step_code(code, steps, step.code if code == action.code else ""))
            self.codes.setdefault("programme.Step", {})[step.code] = steps[-1]
        for risk in action.risks:
            free = self.tree.codes
            kept = risk.code if free.wished("Risk", risk.code) else free.free("Risk", [], f"{code[:30]}-R1")
            self.codes.setdefault("programme.Risk", {})[risk.code] = kept

    def write(self) -> None:
        """Put the actions in their objectives, once all codes are known."""
        for home, action in self.waiting:
            made = reachable(action, self._fit(self._dated(action), action.code))
            made, out = in_period(made, self.tree.before.period)
            if out:
                self._tell(action, f"{count(out, 'date')} hors du programme : laissées vides.")
            home.actions.append(made)
            detail = f"s'appelait {action.code}" if made.code != action.code else ""
            self._outcome("Action", Fate.CREATED, made.code, made.title, action.code, detail)

    def _dated(self, action: Action) -> Action:
        if not self.wanted.follow:
            steps = tuple(replace(step, done=None) for step in action.steps)
            handed = tuple(replace(one, delivered=None) for one in action.deliverables)
            action = replace(action, status=None, outlook=None, notes=(), steps=steps, deliverables=handed)
        action = replace(action, archived=None)
        return undated(action) if self.wanted.days is None else moved(action, self.wanted.days)

    def _fit(self, value: T, code: str) -> T:
        dropped: list[Dropped] = []
        made = fitted(value, self.codes, dropped)
        if dropped:
            told = listed([f"{label.lower()} ({ref})" for label, ref in dict.fromkeys(dropped)])
            line = self.lines.get(code, 0)
            self.remarks.append(
                LineRemark(
                    line,
                    f"{code} : renvois qui ne mènent à rien ici, retirés : {told}.",
                    "Liez-la ensuite sur sa fiche.",
                )
            )
        return made

    def _tell(self, action: Action, message: str) -> None:
        self.remarks.append(LineRemark(self.lines.get(action.code, 0), f"{action.code} : {message}"))

    def _outcome(self, kind: str, fate: Fate, code: str, title: str, there: str, detail: str = "") -> None:
        line = self.lines.get(there, 0)
        self.outcomes.append(Outcome(line=line, kind=kind, fate=fate, code=code, title=title, detail=detail))
