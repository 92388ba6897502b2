"""Imports from the command line: open data, communes, outlines, the service's own files, and their undoing."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from pathlib import Path

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.clock import today
from maillage.base.values.french import count, folded, short_date
from maillage.cli import screen
from maillage.cli.national import national
from maillage.cli.outcomes import show_import
from maillage.portability.services import network_of
from maillage.territory.domain.errors import ImportRefused, UnknownExport
from maillage.territory.domain.own_files.guessing import all_recognised
from maillage.territory.domain.own_files.inputs import Options
from maillage.territory.domain.own_files.planning import shown_value
from maillage.territory.domain.own_files.targets import FIGURE_CODES, Column, problem_of
from maillage.territory.domain.vintages import FIRST_YEAR, LAST_YEAR, year_label
from maillage.territory.files import FileRead, looks_json, read_bytes, read_contours, read_libraries
from maillage.territory.online import fetch_export
from maillage.territory.open_data_service import export_name, service_name
from maillage.territory.outlines import replace_contours
from maillage.territory.own.importing import OwnImport, import_own, mapping_named, proposed_columns
from maillage.territory.own.tables import OwnTable, read_own
from maillage.territory.own.trials import sentences
from maillage.territory.services import import_communes, import_libraries
from maillage.territory.undoing import undo_last

DONE = 0
SHOWN = 20


def libraries(arguments: Namespace) -> int:
    verbs = {"import": _import, "undo": _undo, "national": national}
    if arguments.verb not in verbs:
        raise ValueError("Précisez le verbe : maillage libraries import --help")
    return verbs[arguments.verb](arguments)


def _import(arguments: Namespace) -> int:
    if not arguments.files and not arguments.online:
        raise ValueError("Donnez au moins un fichier, ou --online pour télécharger les données ouvertes.")
    if arguments.year is not None and not FIRST_YEAR <= arguments.year <= LAST_YEAR:
        raise ValueError(f"--year : {arguments.year} n'est pas une année entre {FIRST_YEAR} et {LAST_YEAR}.")
    exports, own = _sorted(arguments)
    name = f"Réseau départemental {arguments.departement}"
    with transaction.atomic():  # a network made for an import that is refused, or only tried, does not stay
        network, _ = Network.objects.get_or_create(
            department=arguments.departement, defaults={"name": name, "owner": "à compléter"}
        )
        outcome = (
            import_libraries(network=network, files=exports, dry_run=arguments.dry_run) if exports else None
        )
        done = [_own(network, table, digest, arguments) for table, digest in own]
        transaction.set_rollback(arguments.dry_run)
    # Told once all is written: a reader that has read enough must not undo it.
    for file in exports:
        screen.out.print(f"  · {file.name} : {year_label(file.export.vintage)}", markup=False)
    if outcome is not None:
        show_import(outcome, detail=True)
    for (table, _), result in zip(own, done, strict=True):
        _show_own(table, result)
    return DONE


def _sorted(arguments: Namespace) -> tuple[list[FileRead], list[tuple[OwnTable, str]]]:
    """Exports of the Ministry, each of its year; and tables of the service's own."""
    given = [(path.name, read_bytes(path)) for path in arguments.files]
    if arguments.online:
        screen.out.print(f"  · téléchargement depuis {service_name()}", markup=False)
        given.append((export_name(arguments.departement, today()), fetch_export(arguments.departement)))
    exports: list[FileRead] = []
    own: list[tuple[OwnTable, str]] = []
    for name, data in given:
        if arguments.mapping or _is_workbook(name):
            own.append((read_own(data, name), hashlib.sha256(data).hexdigest()))
            continue
        try:
            file = read_libraries(data, name)
            exports.append(file.of_year(arguments.year) if arguments.year else file.of_proposed_year())
        except UnknownExport as refusal:
            own.append((_own_or_refused(data, name, refusal), hashlib.sha256(data).hexdigest()))
    return exports, own


def _is_workbook(name: str) -> bool:
    return Path(name).suffix.casefold() in (".xlsx", ".xls", ".ods")


def _own_or_refused(data: bytes, name: str, refusal: UnknownExport) -> OwnTable:
    """A table of the service's own; what says nothing of any library is refused as an export."""
    try:
        return read_own(data, name)
    except ImportRefused:
        raise refusal from None


def _own(network: Network, table: OwnTable, digest: str, arguments: Namespace) -> OwnImport:
    columns = _columns(network, table, arguments.mapping)
    undated = [c.header for c in columns if c.target in FIGURE_CODES and c.year is None]
    if undated and arguments.year is None:
        raise ValueError(
            f"{table.name} : de quelle année sont les chiffres (« {undated[0]} ») ? Ajoutez --year 2025."
        )
    return import_own(
        network=network,
        table=table,
        digest=digest,
        columns=columns,
        options=Options(
            year=arguments.year, create=arguments.create_unknown, identity=arguments.replace_identity
        ),
        mapping=arguments.mapping or "",
        dry_run=arguments.dry_run,
    )


def _columns(network: Network, table: OwnTable, mapping: str | None) -> tuple[Column, ...]:
    columns = proposed_columns(network, table)
    if mapping:
        targets = mapping_named(network, mapping).targets
        columns = tuple(
            Column(header=c.header, target=targets.get(folded(c.header), ""), year=c.year) for c in columns
        )
    elif not all_recognised(columns):
        unknown = ", ".join(f"« {column.header} »" for column in columns if not column.target)
        raise ImportRefused(
            f"{table.name} : colonnes non reconnues : {unknown}.",
            "Importez-le une fois dans le navigateur pour dire ce qu'elles contiennent, puis nommez cette "
            "correspondance : --mapping NOM.",
        )
    if problem := problem_of(columns):
        raise ImportRefused(f"{table.name} : {problem}", "Complétez le fichier, puis recommencez.")
    return columns


def _show_own(table: OwnTable, done: OwnImport) -> None:
    plan = done.plan
    screen.out.print(f"\n{table.name}", markup=False)
    for sentence in sentences(plan):
        screen.out.print(f"  · {sentence}", markup=False)
    for change in [*plan.values, *plan.fields][:SHOWN]:
        year = f" {change.year}" if change.year else ""
        told = f"{shown_value(change.before)} → {shown_value(change.after)}"
        screen.out.print(f"  · {change.name}, {change.label.lower()}{year} : {told}", markup=False)
    _rest(len(plan.values) + len(plan.fields), "changement")
    if plan.remarks:
        screen.out.print(f"\n{count(len(plan.remarks), 'remarque')}")
    for remark in plan.remarks[:SHOWN]:
        where = f"ligne {remark.line}" if remark.line else "colonne entière"
        column = f", {remark.column}" if remark.column else ""
        screen.out.print(f"  · {where}{column} : {remark.what} {remark.remedy}", markup=False)
    _rest(len(plan.remarks), "remarque")
    if done.run is not None:
        screen.out.print("\nImporté ; pour l'annuler : maillage libraries undo", markup=False)
    else:
        screen.out.print("\nRien à écrire" if plan.is_empty else "\nEssai : rien n'est écrit")


def _rest(total: int, what: str) -> None:
    if total > SHOWN:
        screen.out.print(f"  · … et {count(total - SHOWN, f'autre {what}', f'autres {what}s')}")


def _undo(arguments: Namespace) -> int:
    undone = undo_last(network=network_of(arguments.departement), dry_run=arguments.dry_run)
    for line in undone.lines:
        screen.out.print(f"  · {line}", markup=False)
    if undone.kept:
        screen.out.print("\nResté en place :")
        for line in undone.kept:
            screen.out.print(f"  · {line}", markup=False)
    screen.out.print("\nEssai : rien n'est annulé" if arguments.dry_run else "\nImport annulé", markup=False)
    return DONE


def territory(arguments: Namespace) -> int:
    if arguments.verb != "import":
        raise ValueError("Précisez le verbe : maillage territory import --help")
    network = network_of(arguments.departement)
    data = {path: read_bytes(path) for path in arguments.files}
    outlines = [
        read_contours(content, path.name, network.department)
        for path, content in data.items()
        if looks_json(content)
    ]
    communes = [path for path, content in data.items() if not looks_json(content)]
    told = []
    with transaction.atomic():
        if communes:
            told.append(
                f"{count(import_communes(network=network, paths=communes), 'commune')}, au {short_date(today())}"
            )
        if outlines:
            told.append(count(replace_contours(network=network, files=outlines).stored, "contour"))
    for line in told:
        screen.out.print(f"  ✓ {network} : {line}", markup=False)
    return DONE
