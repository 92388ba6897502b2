"""Writes into a network the programme that an import makes: what is new and what changed, at once, with its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max

from maillage.base.models import AuditEntry, one_writer, record
from maillage.base.models.reading import read_section
from maillage.base.models.store import Saver
from maillage.base.plugs import sections
from maillage.base.ui.editing.plain import plain
from maillage.base.ui.editing.saving import Refused
from maillage.programme.domain import Action, Axis, Objective, ProgrammeSection
from maillage.programme.models import Action as ActionRow
from maillage.programme.models import Axis as AxisRow
from maillage.programme.models import Objective as ObjectiveRow
from maillage.programme.readings import NoProgramme
from maillage.programme.section import SECTION

VERB = "programme.plan-import"
AXIS, OBJECTIVE, ACTION = "programme.Axis", "programme.Objective", "programme.Action"


@dataclass(frozen=True)
class Change:
    """A thing as it was (None: it is new) and as it becomes, without what hangs under it in the tree; `under`: the
    code of what holds it."""

    kind: str
    before: Any
    after: Any
    under: str = ""

    @property
    def target(self) -> str:
        return f"{self.kind}/{self.after.code}"


def programme_in(network: Any) -> ProgrammeSection:
    """The programme as stored, archived actions included. Raises NoProgramme."""
    section: ProgrammeSection | None = read_section(network, SECTION)
    if section is None:
        raise NoProgramme(
            "Ce réseau n'a pas encore de programme : commencez-en un, puis importez votre plan."
        )
    return section


def last_trail(network: Any) -> int:
    """The number of the last line of the trail: it grows with every change of the network."""
    found = AuditEntry.objects.filter(network=network).order_by("-pk").values_list("pk", flat=True).first()
    return found or 0


def changes(before: ProgrammeSection, after: ProgrammeSection) -> Iterator[Change]:
    """What differs, parents first. Nothing is ever removed by an import."""
    axes = {axis.code: replace(axis, objectives=()) for axis in before.axes}
    objectives = {one.code: replace(one, actions=()) for _, one in before.objectives()}
    actions = {action.code: action for _, _, action in before.actions()}
    for axis in after.axes:
        yield from _change(AXIS, axes, replace(axis, objectives=()), "")
        for objective in axis.objectives:
            yield from _change(OBJECTIVE, objectives, replace(objective, actions=()), axis.code)
            for action in objective.actions:
                yield from _change(ACTION, actions, action, objective.code)


def _change(kind: str, known: Mapping[str, Any], after: Any, under: str) -> Iterator[Change]:
    before = known.get(after.code)
    if before != after:
        yield Change(kind, before, after, under)


def apply(
    *, network: Any, make: Callable[[ProgrammeSection], ProgrammeSection], name: str, actor: Any
) -> AuditEntry | None:
    """Write what `make` makes of the programme as it is now; None when it changes nothing.

    `name`: that of the file. Raises Refused when the programme would contradict itself, and NoProgramme.
    """
    with one_writer(network):
        before = programme_in(network)
        after = make(before)
        found = list(changes(before, after))
        if not found:
            return None
        refuse_new_problems(network, before, after)
        _write(network, found)
        entries = [
            AuditEntry(
                network=network,
                actor=actor,
                verb="change" if one.before is not None else "create",
                target=one.target,
                detail={
                    "label": f"{one.after.code} {one.after.title}"[:300],
                    "before": None if one.before is None else plain(one.before),
                    "after": plain(one.after),
                },
            )
            for one in found
        ]
        AuditEntry.objects.bulk_create(entries)
        return record(
            network=network,
            actor=actor,
            verb=VERB,
            target="programme",
            label=name[:200],
            entries=[entry.pk for entry in entries],
        )


def problems_between(network: Any, before: ProgrammeSection, after: ProgrammeSection) -> list[str]:
    """What would be wrong that is not yet, in French."""
    stored = {
        one.key: before if one.key == SECTION.key else read_section(network, one)
        for one in sections()
        if one.key != "network"
    }
    known = {problem.message for problem in _problems(stored)}
    new = _problems({**stored, SECTION.key: after})
    return [
        f"{problem.message} {problem.remedy_on_screen}" for problem in new if problem.message not in known
    ]


def _problems(stored: Mapping[str, Any]) -> list[Any]:
    return [problem for section in sections() for problem in section.problems(stored)]


def refuse_new_problems(network: Any, before: ProgrammeSection, after: ProgrammeSection) -> None:
    """Raises Refused."""
    if reasons := problems_between(network, before, after):
        raise Refused(reasons)


def _write(network: Any, found: list[Change]) -> None:
    saver = Saver(network, SECTION)
    for kind, model, parent, value_type in (
        (AXIS, AxisRow, None, Axis),
        (OBJECTIVE, ObjectiveRow, (AxisRow, "axis"), Objective),
        (ACTION, ActionRow, (ObjectiveRow, "objective"), Action),
    ):
        mine = [one for one in found if one.kind == kind]
        if not mine:
            continue
        rows = {row.code: row for row in model.objects.filter(network=network)}
        owners = {row.code: row for row in parent[0].objects.filter(network=network)} if parent else {}
        last = model.objects.filter(network=network).aggregate(last=Max("position"))["last"]
        position = -1 if last is None else last
        pairs = []
        for one in mine:
            row = rows.get(one.after.code)
            if row is None:
                position += 1
                row = model(network=network, position=position)
                if parent:
                    setattr(row, parent[1], owners[one.under])
            pairs.append((row, one.after))
        nested = {"objectives", "actions"}
        names = [name for name in value_type.__dataclass_fields__ if name not in nested]
        saver.save_each(pairs, only=names)
        # Links were set: the next table starts with none.
        saver.links.clear()
