"""Many actions changed at once, in one transaction, with a line of history each; and the way back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from maillage.base.models import AuditEntry, one_writer, record
from maillage.base.models.reading import read_section
from maillage.base.models.store import to_column
from maillage.base.ui.editing.plain import plain
from maillage.base.ui.editing.saving import Refused, target_of
from maillage.base.values.fields import Kind, specs
from maillage.base.values.texts import from_text
from maillage.programme import domain
from maillage.programme.models import Action, Objective
from maillage.programme.moving import last_place
from maillage.programme.section import SECTION

BATCH, UNDONE = "programme.bulk", "programme.bulk-undo"
TARGET = "programme.ProgrammeSection/together"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked of every action chosen: `fields` by name, an objective to go to, a partner to add."""

    fields: Mapping[str, Any]
    objective: str = ""
    partner: str = ""

    def __call__(self, action: domain.Action) -> domain.Action:
        partners = action.partners
        if self.partner and self.partner not in partners:
            partners = (*partners, self.partner)
        return replace(action, partners=partners, **self.fields)


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What an undo gave back, and what it left because somebody changed it since."""

    actions: int
    kept: tuple[str, ...]


def change_together(
    *, network: Any, codes: Collection[str], wanted: Wanted, label: str, actor: Any
) -> AuditEntry | None:
    """Change the actions chosen; returns the line of the batch, by which it is undone, None when nothing changed.

    Raises Refused when the objective does not exist, and then nothing is changed.
    """
    # What a colleague saves meanwhile is not written over.
    with one_writer(network):
        return _changed(network, codes, wanted, label, actor)


def _changed(
    network: Any, codes: Collection[str], wanted: Wanted, label: str, actor: Any
) -> AuditEntry | None:
    objective = _objective(network, wanted.objective)
    rows, undo = _rows(network, codes), {}
    names = [*wanted.fields, *(["partners"] if wanted.partner else [])]
    place = last_place(Action, "objective", objective) if objective else 0
    for value in _stored(network, rows):
        row, new = rows[value.code], wanted(value)
        back: dict[str, Any] = {}
        if new != value:
            old, now = plain(value), plain(new)
            back["fields"] = {name: [old[name], now[name]] for name in names if old[name] != now[name]}
            _record(row, actor, "change", before=old, after=now)
            _fill(row, new, names)
        if objective and row.objective_id != objective.pk:
            back["place"] = [row.objective.code, row.position, objective.code]
            row.objective, row.position, place = objective, place, place + 1
            _record(row, actor, "move", under=target_of(objective))
        if back:
            undo[value.code] = back
    if not undo:
        return None
    _write([rows[code] for code in undo], names)
    return record(network=network, actor=actor, verb=BATCH, target=TARGET, label=label, undo=undo)


def batch_of(network: Any, pk: int) -> AuditEntry | None:
    """A batch that may still be undone."""
    entry = AuditEntry.objects.filter(network=network, verb=BATCH, pk=pk).first()
    trail = AuditEntry.objects.filter(network=network, verb=UNDONE, detail__batch=pk)
    return None if entry is None or trail.exists() else entry


def undo_together(*, network: Any, pk: int, actor: Any) -> Restored:
    """Give back what a batch changed, but for what was changed again since. Raises Refused when it is undone already."""
    with one_writer(network):
        return _undone(network, pk, actor)


def _undone(network: Any, pk: int, actor: Any) -> Restored:
    entry = batch_of(network, pk)
    if entry is None:
        raise Refused(["Cette modification est déjà annulée, ou n'existe pas."])
    undo: dict[str, Any] = entry.detail["undo"]
    rows = _rows(network, undo)
    kept = [code for code in undo if code not in rows]
    objectives = {one.code: one for one in Objective.objects.filter(network=network)}
    names: set[str] = set()
    changed = []
    for value in _stored(network, rows):
        row, old = rows[value.code], plain(value)
        back = undo[value.code]
        given = {name: was for name, (was, now) in back.get("fields", {}).items() if old[name] == now}
        if len(given) < len(back.get("fields", {})):
            kept.append(value.code)
        if given:
            new = replace(value, **{name: _typed(name, raw) for name, raw in given.items()})
            _record(row, actor, "change", before=old, after=plain(new))
            _fill(row, new, given)
            names.update(given)
        if "place" in back and not _moved_back(row, back["place"], objectives, actor):
            kept.append(value.code)
        changed.append(row)
    _write(changed, names)
    record(network=network, actor=actor, verb=UNDONE, target=TARGET, label=entry.detail["label"], batch=pk)
    return Restored(actions=len(changed), kept=tuple(dict.fromkeys(kept)))


def _moved_back(row: Any, place: list[Any], objectives: Mapping[str, Objective], actor: Any) -> bool:
    origin, position, now = place
    if row.objective.code != now or origin not in objectives:
        return False
    row.objective, row.position = objectives[origin], position
    _record(row, actor, "move", under=target_of(objectives[origin]))
    return True


def _objective(network: Any, code: str) -> Objective | None:
    if not code:
        return None
    found = Objective.objects.filter(network=network, code=code).first()
    if found is None:
        raise Refused([f"L'objectif {code[:40]} n'existe plus : choisissez-en un autre."])
    return found


def _rows(network: Any, codes: Iterable[str]) -> dict[str, Any]:
    wanted = set(codes)
    rows = Action.objects.filter(network=network).select_related("objective", "network")
    return {row.code: row for row in rows if row.code in wanted}


def _stored(network: Any, rows: Mapping[str, Any]) -> Iterator[domain.Action]:
    """The values of some rows, in the order of the programme. One query for all."""
    section: domain.ProgrammeSection | None = read_section(network, SECTION)
    for _, _, action in section.actions() if section else ():
        if action.code in rows:
            yield action


def _fill(row: Any, value: domain.Action, names: Iterable[str]) -> None:
    for name in names:
        setattr(row, name, to_column(specs(domain.Action)[name], getattr(value, name)))


def _typed(name: str, raw: Any) -> Any:
    """A field of an action from what the trail keeps of it."""
    spec = specs(domain.Action)[name]
    if raw is None:
        return None
    return tuple(raw) if spec.kind is Kind.WORDS else from_text(spec, str(raw))


def _record(row: Any, actor: Any, verb: str, **detail: Any) -> None:
    record(network=row.network, actor=actor, verb=verb, target=target_of(row), label=str(row)[:300], **detail)


def _write(rows: list[Any], names: Iterable[str]) -> None:
    Action.objects.bulk_update(rows, [*dict.fromkeys(names), "objective", "position"], batch_size=100)
