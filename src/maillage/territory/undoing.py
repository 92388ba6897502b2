"""Undoes the last import: what it wrote goes, what it replaced comes back, what people typed since stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import CharField, QuerySet, Value
from django.utils import timezone

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.base.values.french import count, listed
from maillage.territory import models
from maillage.territory.attaching import attach_libraries
from maillage.territory.domain.corrections import LABELS
from maillage.territory.library_snapshots import fields_of
from maillage.territory.snapshots import restore_communes, restore_files, restore_values

KINDS = {
    "libraries": "Données ouvertes des bibliothèques",
    "communes": "Communes",
    "contours": "Contours des communes",
    "own": "Fichier du service",
}
NAMED = 8


class NothingToUndo(ValueError):
    """No import can be undone; the French message says why."""


@dataclass
class Undone:
    """What undoing an import does: sentences, and what it leaves in place with the reason."""

    run: models.ImportRun
    lines: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def last_run(network: Network) -> models.ImportRun | None:
    """The import that may be undone: the last one that was not."""
    return models.ImportRun.objects.filter(network=network, undone_at=None).order_by("-at", "-pk").first()


@transaction.atomic
def undo_last(
    *, network: Network, actor: Any = None, dry_run: bool = False, run: int | None = None
) -> Undone:
    """Undo the last import not yet undone. `run` is the one that the person saw: another is refused.

    Raises NothingToUndo.
    """
    last = last_run(network)
    if last is None:
        raise NothingToUndo("Aucun import n'est à annuler.")
    if run not in (None, last.pk):
        raise NothingToUndo("Un autre import a été fait depuis : annulez d'abord le plus récent.")
    before = models.BeforeImport.objects.filter(run=last).first()
    if before is None:
        raise NothingToUndo("Cet import date d'une version de Maillage qui ne gardait pas l'état d'avant.")
    undone = Undone(last)
    _WAYS[last.kind](network, before.content, undone)
    last.undone_at = timezone.now()
    last.save(update_fields=["undone_at"])
    before.delete()
    record(network=network, actor=actor, verb="territory.undo", target=_named(last)[:200])
    if dry_run:
        transaction.set_rollback(True)
    return undone


def _named(run: models.ImportRun) -> str:
    return ", ".join(file["name"] for file in run.files)


def _undo_libraries(network: Network, before: Mapping[str, Any], undone: Undone) -> None:
    gone = models.SourceFile.objects.filter(network=network, digest__in=before["brought"])
    undone.lines.append(f"Retirés du registre des sources : {_named(undone.run)}.")
    gone.delete()
    restore_files(network, before["files"])
    if before["files"]:
        undone.lines.append(f"Remis en place : {listed([file['name'] for file in before['files']])}.")
    _undo_fields(network, before["libraries"], undone)
    attach_libraries(network)


def _undo_own(network: Network, before: Mapping[str, Any], undone: Undone) -> None:
    given = models.OwnValue.objects.filter(network=network, run=undone.run)
    written, total = given.count(), before["written"]
    given.delete()
    undone.lines.append(f"Retirées : {count(written, 'valeur')} de {_named(undone.run)}.")
    if total > written:
        undone.kept.append(
            f"{count(total - written, 'valeur saisie ou importée', 'valeurs saisies ou importées')} depuis par-dessus."
        )
    back = restore_values(network, before["values"])
    if back:
        undone.lines.append(
            f"Remises en place : {count(back, 'valeur donnée', 'valeurs données')} avant cet import."
        )
    _undo_fields(network, before["libraries"], undone)
    attach_libraries(network)


def _undo_communes(network: Network, before: Mapping[str, Any], undone: Undone) -> None:
    restore_communes(network, before["communes"])
    attached = attach_libraries(network)
    n = len(before["communes"])
    told = count(attached, "bibliothèque rattachée", "bibliothèques rattachées")
    undone.lines.append(
        f"Remises en place : les {count(n, 'commune')} d'avant, {told}."
        if n
        else "Retirées : toutes les communes (il n'y en avait pas avant cet import)."
    )


def _undo_contours(network: Network, before: Mapping[str, Any], undone: Undone) -> None:
    models.Contour.objects.filter(network=network).delete()
    models.Contour.objects.bulk_create(
        models.Contour(network=network, insee=code, geometry=shape)
        for code, shape in before["contours"].items()
    )
    n = len(before["contours"])
    undone.lines.append(
        f"Remis en place : les {count(n, 'contour')} d'avant." if n else "Retirés : tous les contours."
    )


_WAYS: dict[str, Callable[[Network, Mapping[str, Any], Undone], None]] = {
    "libraries": _undo_libraries,
    "own": _undo_own,
    "communes": _undo_communes,
    "contours": _undo_contours,
}


def _undo_fields(network: Network, changes: Mapping[str, Any], undone: Undone) -> None:
    """Fields go back where nobody typed since; libraries that nobody touched since they were made go away."""
    codes = [*changes["created"], *changes["changed"]]
    rows = {row.code: row for row in models.Library.objects.filter(network=network, code__in=codes)}
    typed = list(_put_back(rows, changes["changed"]))
    for code in changes["changed"].keys() & rows.keys():
        rows[code].changed_at = timezone.now()
    models.Library.objects.bulk_update(
        [rows[code] for code in changes["changed"] if code in rows], [*LABELS, "changed_at"]
    )
    if changes["changed"]:
        n = len(changes["changed"])
        undone.lines.append(
            f"Remises comme avant : {count(n, 'bibliothèque modifiée', 'bibliothèques modifiées')}."
        )
    undone.kept += typed
    _remove_created(network, rows, changes["created"], undone)


def _put_back(rows: Mapping[str, Any], changed: Mapping[str, Any]) -> Iterator[str]:
    for code, fields in changed.items():
        if code not in rows:
            continue
        now = fields_of(rows[code])
        for name, (before, after) in fields.items():
            if now[name] != after:
                yield f"{rows[code].name} : {LABELS[name].lower()}, saisi depuis."
            else:
                setattr(rows[code], name, _stored(name, before))


def _stored(name: str, value: Any) -> Any:
    return Decimal(value) if name in ("latitude", "longitude") and value is not None else value


def _remove_created(
    network: Network, rows: Mapping[str, Any], created: Mapping[str, Any], undone: Undone
) -> None:
    made = [rows[code] for code in created if code in rows]
    used = _used(network, made)
    typed = {row.pk for row in made if fields_of(row) != created[row.code]}
    going = [row for row in made if row.pk not in typed and row.pk not in used]
    models.Library.objects.filter(pk__in=[row.pk for row in going]).delete()
    if going:
        undone.lines.append(
            f"Retirées : {count(len(going), 'bibliothèque créée', 'bibliothèques créées')} par cet import "
            f"({_some(row.name for row in going)})."
        )
    undone.kept += [f"{row.name} : modifiée depuis." for row in made if row.pk in typed]
    undone.kept += [
        f"{row.name} : citée ailleurs ({listed(used[row.pk])})."
        for row in made
        if row.pk in used and row.pk not in typed
    ]


def _some(names: Iterable[str]) -> str:
    given = list(names)
    return listed(given[:NAMED]) if len(given) <= NAMED else f"{', '.join(given[:NAMED])}, …"


def _used(network: Network, rows: Sequence[Any]) -> dict[int, list[str]]:
    """What speaks of each library, in whatever room: a link to its row, or its code in a `library_code` column.

    Two queries, however many tables there are.
    """
    by_code = {row.code: row.pk for row in rows}
    if not by_code:
        return {}
    linked = [
        _named_in(
            relation.related_model,
            relation.field.name,
            {f"{relation.field.name}__in": list(by_code.values())},
        )
        for relation in models.Library._meta.related_objects
    ]
    # Rooms after this one are not known here: whatever table names libraries by their code is asked.
    coded = [
        _named_in(model, "library_code", {"network": network, "library_code__in": list(by_code)})
        for model in apps.get_models()
        if {"library_code", "network"} <= {column.name for column in model._meta.get_fields()}
    ]
    found: dict[int, Counter[str]] = {}
    for pk, what in _all(linked):
        found.setdefault(pk, Counter())[what] += 1
    for code, what in _all(coded):
        found.setdefault(by_code[code], Counter())[what] += 1
    return {pk: sorted(what) for pk, what in found.items()}


def _named_in(model: Any, column: str, wanted: dict[str, Any]) -> QuerySet[Any]:
    what = Value(str(model._meta.verbose_name), output_field=CharField())
    rows = model._default_manager.filter(**wanted).annotate(what=what).order_by()
    chosen: QuerySet[Any] = rows.values_list(column, "what")
    return chosen


def _all(queries: Sequence[QuerySet[Any]]) -> Iterable[tuple[Any, str]]:
    if not queries:
        return ()
    return queries[0].union(*queries[1:]) if len(queries) > 1 else queries[0]
