"""Imports a file of the service: tried in full, then done in one transaction that can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import Network
from maillage.base.clock import today
from maillage.base.models import record
from maillage.base.models.store import values_of
from maillage.base.values.french import folded
from maillage.rulebook.projects import project_of
from maillage.territory import models
from maillage.territory.attaching import attach_libraries
from maillage.territory.domain.corrections import FIELDS, library_code
from maillage.territory.domain.geography import box_of
from maillage.territory.domain.own_files.columns import Around
from maillage.territory.domain.own_files.guessing import fingerprint, guessed
from maillage.territory.domain.own_files.inputs import AlreadyKnown, Options
from maillage.territory.domain.own_files.planning import by_library, planned
from maillage.territory.domain.own_files.plans import Change, LineRemark, Plan
from maillage.territory.domain.own_files.targets import Column
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.register import State
from maillage.territory.giving import give_values
from maillage.territory.library_snapshots import fields_of, library_changes
from maillage.territory.own.tables import OwnTable
from maillage.territory.readings import register_of
from maillage.territory.snapshots import values_snapshot
from maillage.territory.stored import own_values_of


@dataclass(frozen=True)
class OwnImport:
    """What was planned, and the run when it was done."""

    plan: Plan
    run: models.ImportRun | None = None


def proposed_columns(network: Network, table: OwnTable) -> tuple[Column, ...]:
    """What each column probably holds: as chosen for the same headers before, else guessed."""
    samples = {header: table.samples(header, 30) for header in table.headers}
    return guessed(table.headers, samples, remembered_targets(network, table.headers))


def remembered_targets(network: Network, headers: Sequence[str]) -> dict[str, str]:
    """Target by folded header, of the mapping of these very headers, else of the latest that has each of them."""
    found: dict[str, str] = {}
    own = fingerprint(headers)
    mappings = list(models.ColumnMapping.objects.filter(network=network).order_by("used_at", "pk"))
    for mapping in sorted(mappings, key=lambda kept: kept.fingerprint == own):
        # A column left out of another kind of file may be of use in this one.
        exact = mapping.fingerprint == own
        found |= {header: target for header, target in mapping.targets.items() if target or exact}
    return found


def mapping_named(network: Network, name: str) -> models.ColumnMapping:
    """Raises ValueError, with the names there are."""
    kept = {row.name: row for row in models.ColumnMapping.objects.filter(network=network)}
    found = next((row for known, row in kept.items() if folded(known) == folded(name)), None)
    if found is None:
        names = ", ".join(sorted(kept)) or "aucune n'est encore enregistrée"
        raise ValueError(f"La correspondance « {name} » n'existe pas. Correspondances connues : {names}.")
    return found


def remember(network: Network, name: str, columns: Sequence[Column]) -> None:
    """Keep what was chosen for the next file with these headers."""
    models.ColumnMapping.objects.update_or_create(
        network=network,
        fingerprint=fingerprint(column.header for column in columns),
        defaults={"name": name[:120], "targets": {folded(c.header): c.target for c in columns}},
    )


def plan_own(*, network: Network, table: OwnTable, columns: Sequence[Column], options: Options) -> Plan:
    """What the file would change; nothing is written."""
    communes = list(models.Commune.objects.filter(network=network))
    around = Around(
        box=box_of(network.department),
        postcodes={code for row in communes for code in row.postcodes}
        | set(
            models.Library.objects.filter(network=network)
            .exclude(postcode="")
            .values_list("postcode", flat=True)
        ),
        insee={row.insee for row in communes}
        | set(
            models.Library.objects.filter(network=network).exclude(insee="").values_list("insee", flat=True)
        ),
    )
    return planned(table.rows, columns, _known(network), around, options)


def _known(network: Network) -> AlreadyKnown:
    register = register_of(project_of(network, today()))
    published = {}
    for found in register.records:
        for variable in {seen.variable for seen in found.observations}:
            seen = found.observation(variable)
            if seen is not None and seen.state is State.ANSWERED:
                published[library_code(found), variable] = seen.value
    typed = models.OwnValue.objects.filter(network=network, run=None)
    return AlreadyKnown(
        libraries=values_of(network, models.Library),
        given={(v.library, v.variable, v.year): v.value for v in own_values_of(network)},
        typed=frozenset(typed.values_list("library_code", "variable", "year")),
        published=published,
    )


@transaction.atomic
def import_own(
    *,
    network: Network,
    table: OwnTable,
    digest: str,
    columns: Sequence[Column],
    options: Options,
    mapping: str = "",
    actor: Any = None,
    dry_run: bool = False,
) -> OwnImport:
    """Write all that the plan says, remember the columns under `mapping`, and keep what undoing needs."""
    plan = plan_own(network=network, table=table, columns=columns, options=options)
    if dry_run or plan.is_empty:
        return OwnImport(plan)
    run = _run(network, table, digest, plan, actor)
    overwritten = _overwritten(network, plan.values)
    libraries = _write_libraries(network, plan)
    give_values(
        network=network,
        values=[
            OwnValue(library=c.library, variable=c.field, value=c.after, year=c.year, source=table.name)
            for c in plan.values
        ],
        actor=actor,
        run=run,
    )
    models.BeforeImport.objects.create(
        network=network,
        run=run,
        content={"values": overwritten, "written": len(plan.values), "libraries": libraries},
    )
    remember(network, mapping or table.name, columns)
    record(network=network, actor=actor, verb="territory.import", target=table.name[:200])
    return OwnImport(plan, run)


def _overwritten(network: Network, changes: Sequence[Change]) -> list[dict[str, Any]]:
    keys = {(change.library, change.field, change.year) for change in changes}
    rows = models.OwnValue.objects.filter(network=network, library_code__in={key[0] for key in keys})
    return values_snapshot(row for row in rows if (row.library_code, row.variable, row.year) in keys)


def _write_libraries(network: Network, plan: Plan) -> dict[str, Any]:
    """New libraries, and the fields of those there are; returns what undoing needs."""
    codes = {change.library for change in plan.fields}
    rows = {row.code: row for row in models.Library.objects.filter(network=network, code__in=codes)}
    before = {code: fields_of(row) for code, row in rows.items()}
    for code, changes in by_library(plan.fields):
        for change in changes:
            setattr(rows[code], change.field, change.after)
        rows[code].changed_at = timezone.now()
    models.Library.objects.bulk_update(rows.values(), [*FIELDS, "changed_at"])
    position = models.Library.objects.filter(network=network).count()
    made = [
        models.Library(
            network=network,
            code=new.code,
            position=position + rank,
            **{name: getattr(new, name) for name in FIELDS},
        )
        for rank, new in enumerate(plan.new)
    ]
    models.Library.objects.bulk_create(made)
    if rows or made:
        attach_libraries(network)
    return library_changes(before, {row.code: fields_of(row) for row in (*rows.values(), *made)})


def _run(network: Network, table: OwnTable, digest: str, plan: Plan, actor: Any) -> models.ImportRun:
    return models.ImportRun.objects.create(
        network=network,
        kind="own",
        by=actor if getattr(actor, "pk", None) else None,
        files=[{"name": table.name, "sha256": digest}],
        summary={
            "created": len(plan.new),
            "updated": len(
                {change.library for change in (*plan.values, *plan.fields)} - {n.code for n in plan.new}
            ),
            "values": len(plan.values),
            "fields": len(plan.fields),
            "lines": plan.lines,
            "matched": plan.matched,
        },
        remarks=[remark_json(remark, table.name) for remark in plan.remarks],
    )


def remark_json(remark: LineRemark, source: str) -> Mapping[str, Any]:
    """A remark as the report of a run keeps it."""
    where = f"Colonne « {remark.column} »" if remark.column else "Ligne"
    return {
        "rule": f"{where} : {remark.graveness.label}",
        "code": "",
        "name": remark.library,
        "town": "",
        "line": remark.line,
        "source": source,
        "message": remark.what,
        "remedy": remark.remedy,
    }
