"""Takes decisions on remarks back: published values show again, what somebody changed since stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from maillage.base.models import one_writer, record
from maillage.base.plugs import Project
from maillage.rulebook.projects import project_of
from maillage.territory.applying import ungive
from maillage.territory.correcting import CannotApply, attach_if_needed, restore_library, unwrite_fields
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.domain.worklist import Case
from maillage.territory.models import QualityDecision
from maillage.territory.readings import cases_of


@dataclass(frozen=True)
class Wish:
    """A remark as a person saw it when she decided: its key, and the version of what was shown."""

    key: str
    version: str


@dataclass
class Outcome:
    """What was done, and what was not with the reason in French."""

    done: list[Case] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def skip(self, case: Case | None, reason: str, key: str = "") -> None:
        self.skipped.append((f"{case.name or case.rule.label}" if case else key, reason))


def decision_rows(network: Any, keys: Sequence[str]) -> Iterable[QualityDecision]:
    return QualityDecision.objects.select_for_update().filter(network=network, key__in=keys)


def take_back(*, project: Project, wishes: Sequence[Wish], actor: Any = None) -> Outcome:
    """Forget decisions and what they changed: published values show again, identities are as before.

    What somebody changed since stays as it is, and is told.
    """
    outcome = Outcome()
    with one_writer(project.network):
        known = {case.key: case for case in cases_of(project_of(project.network, project.today))}
        rows = {row.key: row for row in decision_rows(project.network, [wish.key for wish in wishes])}
        for wish in dict.fromkeys(wishes):
            case, row = known.get(wish.key), rows.get(wish.key)
            if row is None:
                outcome.skip(case, "Cette décision a déjà été reprise.", wish.key)
            elif case is None or case.version != wish.version:
                outcome.skip(case, "Cette décision a changé depuis que vous l'avez vue.", wish.key)
            elif undo(row, actor, outcome):
                outcome.done.append(case)
        if outcome.done:
            record(
                network=project.network,
                actor=actor,
                verb="territory.remarks-reopened",
                target=f"{len(outcome.done)} : {outcome.done[0].rule.label}"[:200],
                keys=[case.key for case in outcome.done],
            )
    return outcome


def undo(row: QualityDecision, actor: Any, outcome: Outcome) -> bool:
    """Take away what a decision changed, then the decision; False, and told, when that cannot be done."""
    applied, network = row.applied, row.network
    try:
        if "removal" in applied:
            restore_library(network=network, removal=applied["removal"], actor=actor)
    except CannotApply as error:
        outcome.skipped.append((row.name, str(error)))
        return False
    kept = ungive(network=network, changes=applied.get("values", ()), actor=actor)
    fields = applied.get("fields", ())
    kept_fields = unwrite_fields(network=network, code=row.place, changes=fields, actor=actor)
    attach_if_needed(network, [change["field"] for change in fields])
    labels = [BY_CODE[code].label.lower() for code in kept if code in BY_CODE] + kept_fields
    if labels:
        told = ", ".join(labels)
        outcome.notes.append(f"{row.name} : {told}, modifié depuis par quelqu'un, reste comme il est.")
    row.delete()
    return True
