"""Imports from the browser: tried first, in a transaction that is undone, then done for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.values.french import UNKNOWN, count
from maillage.territory.domain.corrections import Difference
from maillage.territory.domain.quality import RULES, QualityRemark
from maillage.territory.domain.register import JoinedBy
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.vintages import vintage, vintage_label
from maillage.territory.files import CommunesRead, FileRead, OutlinesRead
from maillage.territory.models import ImportRun
from maillage.territory.outlines import replace_contours
from maillage.territory.services import LibrariesImport, import_libraries, replace_communes
from maillage.territory.uploads import Received, Upload

# A trial is read on a page: the whole report is kept with the import, and shown there.
SHOWN = 200
DATED = "année proposée ou indiquée : vérifiez-la ci-dessous"


def try_import(*, network: Network, upload: Upload) -> dict[str, Any]:
    """What the import would do, as plain data; it is noted beside the files. Raises ImportRefused."""
    with transaction.atomic():
        told, lines = _done(network, upload.read(), actor=None)
        transaction.set_rollback(True)
    upload.note("trial", told)
    upload.note("lines", lines)
    return told


@transaction.atomic
def confirm_import(*, network: Network, upload: Upload, actor: Any) -> ImportRun | None:
    """Import for good: communes first, so that libraries find theirs. Returns the last run, None when all was known."""
    last = ImportRun.objects.filter(network=network).first()
    _done(network, upload.read(), actor=actor)
    newest = ImportRun.objects.filter(network=network).first()
    transaction.on_commit(upload.drop)
    return None if newest == last else newest


def _done(network: Network, received: Received, actor: Any) -> tuple[dict[str, Any], list[list[Any]]]:
    """Do it all; what is told of it, and the whole report line by line."""
    libraries, communes, outlines = received.libraries, received.communes, received.outlines
    files = [*map(_export, libraries), *map(_places, communes), *map(_outlines, outlines)]
    told: dict[str, Any] = {"files": files}
    lines: list[list[Any]] = []
    if communes:
        told["communes"] = replace_communes(network=network, files=communes, actor=actor)
    if outlines:
        told["contours"] = asdict(replace_contours(network=network, files=outlines, actor=actor))
    if libraries:
        outcome = import_libraries(network=network, files=libraries, actor=actor)
        told |= _told(outcome)
        lines = report_lines(outcome.report.remarks)
        told["remarks"] = lines[:SHOWN]
    return told, lines


def _export(file: FileRead) -> dict[str, Any]:
    export = file.export
    return {
        "name": export.name,
        "what": f"Bibliothèques, {vintage_label(export.vintage)}",
        "rows": len(export.rows),
        "absent": list(export.absent),
        "dated": True,
        "year": file.year,
        "note": vintage(export.vintage).year_note if export.vintage == export.base else DATED,
    }


def _places(file: CommunesRead) -> dict[str, Any]:
    return {"name": file.name, "what": "Communes", "rows": len(file.communes), "absent": []}


def _outlines(file: OutlinesRead) -> dict[str, Any]:
    return {
        "name": file.name,
        "what": "Contours des communes",
        "rows": len(file.outlines.geometries),
        "absent": [],
    }


def _told(outcome: LibrariesImport) -> dict[str, Any]:
    register, joined = outcome.register, outcome.joined_by
    labels = {rule.id: rule.label for rule in RULES}
    remarks = outcome.report.remarks
    return {
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": list(outcome.unchanged),
        "done": outcome.done,
        "open": len(register.open_records()),
        "joined": [f"{count(joined[by], 'lieu', 'lieux')} : {by.label}" for by in JoinedBy if joined[by]],
        "kept": [_difference(difference) for difference in outcome.kept],
        "replaced": [_difference(difference) for difference in outcome.replaced],
        "back": [library.name for library in outcome.back],
        "rules": [[labels[rule], n] for rule, n in Counter(r.rule for r in remarks).items()],
        "n_remarks": len(remarks),
        "elsewhere": [list(found) for found in outcome.elsewhere],
    }


def report_lines(remarks: Iterable[QualityRemark]) -> list[list[Any]]:
    """Rule, library, commune, file, line, remark, remedy."""
    labels = {rule.id: rule.label for rule in RULES}
    return [
        [labels[r.rule], r.library_name or r.library_code, r.town, r.source, r.line, r.message, r.remedy]
        for r in remarks
    ]


def _difference(found: Difference) -> list[str]:
    return [found.name, found.label, _shown(found.typed), _shown(found.read)]


def _shown(value: Any) -> str:
    if isinstance(value, LibraryKind):
        return value.label
    return UNKNOWN if value in ("", None) else str(value)
