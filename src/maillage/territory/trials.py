"""Imports from the browser: tried first, in a transaction that is undone, then done for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.values.french import UNKNOWN, count
from maillage.territory.domain.corrections import Difference
from maillage.territory.domain.quality import RULES
from maillage.territory.domain.register import JoinedBy
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.variables import VINTAGE_LABEL
from maillage.territory.files import CommunesRead, FileRead
from maillage.territory.models import ImportRun
from maillage.territory.services import LibrariesImport, import_libraries, replace_communes
from maillage.territory.uploads import Upload

# A trial is read on a page: the whole report is kept with the import, and shown there.
SHOWN = 200


def try_import(*, network: Network, upload: Upload) -> dict[str, Any]:
    """What the import would do, as plain data; it is noted beside the files. Raises ImportRefused."""
    with transaction.atomic():
        libraries, communes = upload.read()
        told = _done(network, libraries, communes, actor=None)
        transaction.set_rollback(True)
    upload.note("trial", told)
    return told


@transaction.atomic
def confirm_import(*, network: Network, upload: Upload, actor: Any) -> ImportRun | None:
    """Import for good: communes first, so that libraries find theirs. Returns the last run, None when all was known."""
    last = ImportRun.objects.filter(network=network).first()
    libraries, communes = upload.read()
    _done(network, libraries, communes, actor=actor)
    newest = ImportRun.objects.filter(network=network).first()
    transaction.on_commit(upload.drop)
    return None if newest == last else newest


def _done(
    network: Network, libraries: Sequence[FileRead], communes: Sequence[CommunesRead], actor: Any
) -> dict[str, Any]:
    told: dict[str, Any] = {"files": [*map(_export, libraries), *map(_places, communes)]}
    if communes:
        told["communes"] = replace_communes(network=network, files=communes, actor=actor)
    if libraries:
        told |= _told(import_libraries(network=network, files=libraries, actor=actor))
    return told


def _export(file: FileRead) -> dict[str, Any]:
    export = file.export
    return {
        "name": export.name,
        "what": f"Bibliothèques, {VINTAGE_LABEL[export.vintage]}",
        "rows": len(export.rows),
        "absent": list(export.absent),
    }


def _places(file: CommunesRead) -> dict[str, Any]:
    return {"name": file.name, "what": "Communes", "rows": len(file.communes), "absent": []}


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
        "remarks": [
            [labels[r.rule], r.library_name or r.library_code, r.town, r.source, r.line, r.message, r.remedy]
            for r in remarks[:SHOWN]
        ],
    }


def _difference(found: Difference) -> list[str]:
    return [found.name, found.label, _shown(found.typed), _shown(found.read)]


def _shown(value: Any) -> str:
    if isinstance(value, LibraryKind):
        return value.label
    return UNKNOWN if value in ("", None) else str(value)
