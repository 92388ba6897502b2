"""A whole paste taken back: what it made goes, what it changed is as before; all of it, or nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.deletion import get_candidate_relations_to_delete

from maillage.base.models import AuditEntry, one_writer, record
from maillage.base.models.store import Saver, values_of
from maillage.base.ui.editing.plain import plain
from maillage.base.ui.editing.saving import Refused
from maillage.base.values.fields import specs
from maillage.base.values.french import listed
from maillage.funding.domain import CostLine
from maillage.funding.models import CostLine as Row
from maillage.funding.pasting.taking import PASTE, problems_of
from maillage.funding.section import SECTION
from maillage.programme.exchange.plain_values import value_of

UNDO = "funding.costs-paste-undo"


def pastes_of(network: Any, *, most: int = 5) -> list[AuditEntry]:
    """The last pastes that were not taken back, the newest first."""
    found = AuditEntry.objects.filter(network=network, verb=PASTE).select_related("actor")[:most]
    back = AuditEntry.objects.filter(network=network, verb=UNDO).values_list("detail__paste", flat=True)
    gone = set(back)
    return [entry for entry in found if entry.pk not in gone]


@transaction.atomic
def undo_paste(*, network: Any, pk: int, actor: Any) -> AuditEntry:
    """Returns the line of the paste. Raises Refused when a line was changed or used since; nothing is changed then."""
    with one_writer(network):
        entry = AuditEntry.objects.filter(network=network, verb=PASTE, pk=pk).first()
        if entry is None or AuditEntry.objects.filter(network=network, verb=UNDO, detail__paste=pk).exists():
            raise Refused(["Ce collage est déjà annulé, ou n'existe pas."])
        lines = list(AuditEntry.objects.filter(network=network, pk__in=entry.detail["entries"]))
        _refuse_what_moved(network, lines)
        known = {problem.message for problem in problems_of(network)}
        with transaction.atomic():
            _give_back(network, lines, actor)
            new = [problem for problem in problems_of(network) if problem.message not in known]
            if new:
                raise Refused(f"{problem.message} {problem.remedy_on_screen}" for problem in new)
        label = entry.detail["label"]
        record(network=network, actor=actor, verb=UNDO, target=entry.target, label=label, paste=pk)
    return entry


def _refuse_what_moved(network: Any, lines: list[AuditEntry]) -> None:
    stored = {value.code: value for value in values_of(network, Row)}
    moved = [
        code
        for line in lines
        if (code := _code(line)) not in stored or plain(stored[code]) != line.detail["after"]
    ]
    if moved:
        raise Refused(
            [f"Changées ou supprimées depuis : {_told(moved)}. Reprenez-les une à une par leur historique."]
        )
    made = [_code(line) for line in lines if line.verb == "create"]
    rows = dict(Row.objects.filter(network=network, code__in=made).values_list("pk", "code"))
    used = {
        rows[key]
        for relation in get_candidate_relations_to_delete(Row._meta)
        for key in relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__in": list(rows)}
        ).values_list(relation.field.attname, flat=True)
    }
    if used:
        told = _told(sorted(used))
        raise Refused(
            [f"Servent ailleurs depuis (recette, marché, écriture…) : {told}. Détachez-les d'abord."]
        )


def _give_back(network: Any, lines: list[AuditEntry], actor: Any) -> None:
    rows = {row.code: row for row in Row.objects.filter(network=network).select_related("network")}
    saver = Saver(network, SECTION)
    made = [rows[_code(line)].pk for line in lines if line.verb == "create"]
    Row.objects.filter(pk__in=made).delete()  # together: one by one, each asks again what hangs under it
    kept = [(rows[_code(line)], value_of(CostLine, was)) for line in lines if (was := line.detail["before"])]
    saver.save_each(kept, only=specs(CostLine))
    for line in lines:
        was, became = line.detail["before"], line.detail["after"]
        record(
            network=network,
            actor=actor,
            verb="remove" if was is None else "change",
            target=line.target,
            label=line.detail["label"],
            before=became,
            after=was,
        )


def _code(line: AuditEntry) -> str:
    return line.target.partition("/")[2]


def _told(codes: list[str]) -> str:
    rest = [f"{len(codes) - 5} autres"] if len(codes) > 6 else codes[5:]
    return listed([*codes[:5], *rest])
