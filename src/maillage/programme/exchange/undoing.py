"""Takes an import back: what it made goes, what it changed is as before, unless somebody touched it since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models.deletion import get_candidate_relations_to_delete

from maillage.base.models import AuditEntry, one_writer, record
from maillage.base.models.store import Saver
from maillage.base.ui.editing.plain import plain
from maillage.base.ui.editing.saving import Refused
from maillage.base.values.french import count
from maillage.programme.domain import Action
from maillage.programme.exchange.plain_values import value_of
from maillage.programme.exchange.writing import (
    ACTION,
    AXIS,
    OBJECTIVE,
    VERB,
    changes,
    programme_in,
    refuse_new_problems,
)
from maillage.programme.models import Action as ActionRow
from maillage.programme.models import Axis as AxisRow
from maillage.programme.models import Objective as ObjectiveRow
from maillage.programme.models import Step as StepRow
from maillage.programme.section import SECTION

UNDO = "programme.plan-undo"


@dataclass
class Undone:
    """What undoing does (`removed`, `restored`: things as people call them) and what it leaves, with the reason."""

    removed: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def told(self) -> str:
        parts = [count(len(self.removed), "élément retiré", "éléments retirés")] if self.removed else []
        parts += [count(len(self.restored), "remis comme avant")] if self.restored else []
        return ", ".join(parts) or "rien n'a pu être annulé"


def imports_of(network: Any, *, most: int = 5) -> list[AuditEntry]:
    """The last imports of plans, the newest first; each says in `undone` whether it was taken back."""
    found = list(AuditEntry.objects.filter(network=network, verb=VERB).select_related("actor")[:most])
    back = set(
        AuditEntry.objects.filter(
            network=network, verb=UNDO, target__in=[f"import/{entry.pk}" for entry in found]
        ).values_list("target", flat=True)
    )
    for entry in found:
        entry.undone = f"import/{entry.pk}" in back  # type: ignore[attr-defined]
    return found


def import_of(network: Any, pk: int) -> AuditEntry | None:
    """An import that may be taken back; None when there is none of that number, or it was already."""
    entry = AuditEntry.objects.filter(network=network, verb=VERB, pk=pk).first()
    gone = AuditEntry.objects.filter(network=network, verb=UNDO, target=f"import/{pk}").exists()
    return None if entry is None or gone else entry


def undo(*, network: Any, entry: AuditEntry, actor: Any, dry_run: bool = False) -> Undone:
    """Take an import back, in one transaction. `dry_run` only says what it would do. Raises Refused."""
    with one_writer(network):
        undone = Undone()
        if import_of(network, entry.pk) is None:
            raise Refused(["Cet import est déjà annulé."])
        before = programme_in(network)
        lines = list(
            AuditEntry.objects.filter(network=network, pk__in=entry.detail["entries"]).order_by("pk")
        )
        _restore(network, before, [line for line in lines if line.verb == "change"], undone, actor)
        _remove(network, [line for line in lines if line.verb == "create"], undone, actor)
        refuse_new_problems(network, before, programme_in(network))
        record(
            network=network,
            actor=actor,
            verb=UNDO,
            target=f"import/{entry.pk}",
            label=entry.detail.get("label", ""),
        )
        if dry_run:
            transaction.set_rollback(True)
    return undone


def _restore(network: Any, section: Any, lines: list[AuditEntry], undone: Undone, actor: Any) -> None:
    now = {action.code: action for _, _, action in section.actions()}
    rows = {row.code: row for row in ActionRow.objects.filter(network=network)}
    pairs = []
    for line in lines:
        code, label = line.target.partition("/")[2], str(line.detail["label"])
        was, became = line.detail["before"], line.detail["after"]
        action = now.get(code)
        if action is None:
            continue
        if plain(action) != became:
            undone.kept.append(f"{label} : modifiée depuis.")
        elif _used(_steps_gone(rows[code], was, became)):
            undone.kept.append(f"{label} : une de ses nouvelles étapes sert ailleurs.")
        else:
            pairs.append((rows[code], value_of(Action, was)))
            undone.restored.append(label)
            record(
                network=network,
                actor=actor,
                verb="change",
                target=line.target,
                label=label,
                before=became,
                after=was,
            )
    saver = Saver(network, SECTION)
    saver.save_each(pairs)


def _steps_gone(row: Any, was: dict[str, Any], became: dict[str, Any]) -> list[Any]:
    kept = {step["code"] for step in was["steps"]}
    new = [step["code"] for step in became["steps"] if step["code"] not in kept]
    return list(StepRow.objects.filter(action=row, code__in=new))


def _remove(network: Any, lines: list[AuditEntry], undone: Undone, actor: Any) -> None:
    """Actions first, then the objectives and the axes that nothing holds any more."""
    section = programme_in(network)
    now = {action.code: action for _, _, action in section.actions()}
    wanted = {line.target.partition("/")[2]: line for line in lines if line.target.startswith(f"{ACTION}/")}
    touched = {
        code for code, line in wanted.items() if code in now and plain(now[code]) != line.detail["after"]
    }
    rows = list(
        ActionRow.objects.filter(network=network, code__in=wanted.keys() - touched).prefetch_related("steps")
    )
    # A colleague's step may wait for one of these.
    used = _used(rows) | {
        step.action_id for step in _steps_used([step for row in rows for step in row.steps.all()])
    }
    undone.kept += [f"{wanted[code].detail['label']} : modifiée depuis." for code in sorted(touched)]
    undone.kept += [
        f"{row} : sert ailleurs (dépense, pièce jointe, commentaire, étape…)."
        for row in rows
        if row.pk in used
    ]
    _delete([row for row in rows if row.pk not in used], wanted, undone, actor)
    for kind, model, below in ((OBJECTIVE, ObjectiveRow, "actions"), (AXIS, AxisRow, "objectives")):
        made = {line.target.partition("/")[2]: line for line in lines if line.target.startswith(f"{kind}/")}
        found = list(model.objects.filter(network=network, code__in=made, **{f"{below}__isnull": True}))
        written = {one.target: one.after for one in changes(_empty(section), programme_in(network))}
        same = [
            row for row in found if plain(written[f"{kind}/{row.code}"]) == made[row.code].detail["after"]
        ]
        _delete([row for row in same if row.pk not in _used(same, below)], made, undone, actor)
        there = {row.pk for row in same}
        undone.kept += [f"{row} : modifié depuis." for row in found if row.pk not in there]


def _empty(section: Any) -> Any:
    return type(section)(title=section.title, start=section.start, months=section.months)


def _delete(rows: list[Any], lines: dict[str, AuditEntry], undone: Undone, actor: Any) -> None:
    for row in rows:
        line = lines[row.code]
        undone.removed.append(str(row))
        record(network=row.network, actor=actor, verb="remove", target=line.target, label=str(row))
    if rows:
        type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).delete()


def _steps_used(steps: list[Any]) -> list[Any]:
    """The steps that something outside their own actions leans on."""
    used = _used(steps)
    going = {step.pk for step in steps}
    waiting = StepRow.predecessors.through.objects.filter(to_step_id__in=going).exclude(
        from_step_id__in=going
    )
    used |= set(waiting.values_list("to_step_id", flat=True))
    return [step for step in steps if step.pk in used]


def _used(rows: Iterable[Any], own: str = "") -> set[Any]:
    """The keys of rows that something leans on, besides their own parts and links."""
    given = list(rows)
    if not given:
        return set()
    model, found = type(given[0]), set()
    parts = {"team", "risks", "deliverables", "legal", "notes", "steps", own}
    relations: Any = get_candidate_relations_to_delete(model._meta)
    for relation in relations:
        if relation.get_accessor_name() in parts or relation.related_model._meta.auto_created is model:
            continue
        name = relation.field.name
        rows_there = relation.related_model._base_manager.filter(**{f"{name}__in": given}).order_by()
        found |= set(rows_there.values_list(name, flat=True))
    return found
