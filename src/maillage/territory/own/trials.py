"""The service's own file from the browser: put aside, its columns chosen, tried, confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.values.french import count
from maillage.territory.domain.own_files.inputs import Options
from maillage.territory.domain.own_files.planning import shown_value
from maillage.territory.domain.own_files.plans import Change, Plan
from maillage.territory.domain.own_files.targets import Column
from maillage.territory.models import ImportRun
from maillage.territory.own.importing import OwnImport, import_own, proposed_columns, remark_json
from maillage.territory.own.tables import OwnTable, read_own
from maillage.territory.uploads import Upload

# Changes and remarks on a page: the rest is counted, and in the report.
SHOWN = 100


def table_of(upload: Upload) -> tuple[OwnTable, str]:
    """The table of an upload, and the digest of its file. Raises ImportRefused."""
    name, data = next(upload.contents())
    chosen = upload.noted("own") or {}
    return read_own(data, name, chosen.get("sheet", "")), hashlib.sha256(data).hexdigest()


def glance(network: Network, upload: Upload) -> dict[str, Any]:
    """The columns of an upload with their samples and what they probably hold; noted, so that it is read once."""
    noted = upload.noted("columns")
    if noted is None:
        table, _ = table_of(upload)
        columns = proposed_columns(network, table)
        noted = {
            "columns": [asdict(column) for column in columns],
            "samples": [table.samples(header) for header in table.headers],
            "lines": len(table.rows),
            "sheet": table.sheet,
            "sheets": list(table.sheets),
        }
        upload.note("columns", noted)
    return noted


def columns_in(noted: Any) -> tuple[Column, ...]:
    return tuple(Column(**column) for column in noted)


def choose(upload: Upload, columns: Sequence[Column], options: Options, mapping: str) -> None:
    """Note what the person chose; what was tried before no longer holds."""
    upload.note(
        "own",
        (upload.noted("own") or {})
        | {"columns": [asdict(c) for c in columns], "options": asdict(options), "mapping": mapping},
    )
    upload.forget("trial")


def try_own(*, network: Network, upload: Upload) -> dict[str, Any]:
    """What the import would do, as plain data; noted beside the file. Raises ImportRefused."""
    done = _do(network, upload, actor=None, dry_run=True)
    name, _ = next(upload.contents())
    lines = _lines(done.plan, name)
    told = _told(done.plan) | {"remarks": lines[:SHOWN], "name": name}
    upload.note("trial", told)
    upload.note("lines", lines)
    return told


@transaction.atomic
def confirm_own(*, network: Network, upload: Upload, actor: Any) -> ImportRun | None:
    """Import for good; None when there was nothing to change."""
    done = _do(network, upload, actor=actor, dry_run=False)
    transaction.on_commit(upload.drop)
    return done.run


def _do(network: Network, upload: Upload, *, actor: Any, dry_run: bool) -> OwnImport:
    table, digest = table_of(upload)
    chosen = upload.noted("own")
    return import_own(
        network=network,
        table=table,
        digest=digest,
        columns=columns_in(chosen["columns"]),
        options=Options(**chosen["options"]),
        mapping=chosen["mapping"],
        actor=actor,
        dry_run=dry_run,
    )


def _told(plan: Plan) -> dict[str, Any]:
    changes = [*plan.values, *plan.fields]
    return {
        "lines": list(sentences(plan)),
        "alarms": [[alarm.message, alarm.remedy] for alarm in plan.alarms],
        "changes": [_change(change) for change in changes[:SHOWN]],
        "n_changes": len(changes),
        "new": [[new.code, new.name, new.town or new.postcode] for new in plan.new[:SHOWN]],
        "n_new": len(plan.new),
        "n_remarks": len(plan.remarks),
        "empty": plan.is_empty,
    }


def sentences(plan: Plan) -> list[str]:
    """What the file would do, in sentences."""
    lost = plan.lines - plan.matched
    told = [
        f"{count(plan.lines, 'ligne')} : {count(plan.matched, 'a sa bibliothèque', 'ont leur bibliothèque')}"
        + (f", {count(lost, 'est laissée', 'sont laissées')} de côté." if lost else ".")
    ]
    if plan.values:
        libraries = len({change.library for change in plan.values})
        told.append(
            f"{count(len(plan.values), 'valeur')} de {count(libraries, 'bibliothèque')} : elles l'emporteront sur "
            "les données ouvertes, avec leur année et leur source."
        )
    if plan.fields:
        told.append(f"{count(len(plan.fields), 'élément')} d'identité complétés ou corrigés.")
    if plan.new:
        told.append(f"{count(len(plan.new), 'lieu créé', 'lieux créés')} au registre.")
    if plan.same:
        told.append(f"{count(plan.same, 'valeur')} déjà là, sans changement.")
    return told


def _change(change: Change) -> list[Any]:
    year = f" {change.year}" if change.year else ""
    return [
        change.name,
        change.library,
        f"{change.label}{year}",
        shown_value(change.before),
        shown_value(change.after),
        change.line,
    ]


def _lines(plan: Plan, source: str) -> list[list[Any]]:
    """The report as tables and CSV have it: rule, library, commune, file, line, remark, remedy."""
    told = (remark_json(remark, source) for remark in plan.remarks)
    return [[r["rule"], r["name"], "", r["source"], r["line"], r["message"], r["remedy"]] for r in told]
