"""Each command: its arguments in, a verb called, its outcome printed."""

from __future__ import annotations

import errno
import json
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError

from maillage.base.clock import today
from maillage.base.values.days import why_no_day
from maillage.base.values.files.nodes import UnreadableFile
from maillage.base.values.french import count
from maillage.base.values.remarks import Severity
from maillage.cli import imports, screen
from maillage.cli.contacts import contacts
from maillage.cli.demo import demo
from maillage.cli.outcomes import phased_json, show_import, show_phased, show_written
from maillage.cli.parser import WRONG_USE
from maillage.cli.people import people
from maillage.cli.serving import serve, worker
from maillage.dossier.linter import counts, remarks_of, report
from maillage.dossier.readings import dossier_of
from maillage.phasing.services import phase
from maillage.portability.archive import export_archive, import_archive
from maillage.portability.build import NoPlan, build, load_all, scheduled
from maillage.portability.services import network_of, programme_text, read_programme, save_programme
from maillage.programme.readings import NoProgramme
from maillage.rulebook.domain import UnknownRule
from maillage.rulebook.projects import project_of
from maillage.territory.domain.errors import ImportRefused

DONE, REMARKS = 0, 1


def guarded(command: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
    """Turns every foreseen refusal into a French message and exit code 2: nothing was written."""

    @wraps(command)
    def run(arguments: Namespace) -> int:
        try:
            return command(arguments)
        except UnreadableFile as error:
            found = count(len(error.problems), "problème")
            screen.refuse(f"{found} dans le fichier programme :", *map(str, error.problems))
        except ImportRefused as error:
            screen.refuse(error.message, error.remedy)
        except NoPlan as error:
            screen.refuse(str(error), *(f"{r.message} {r.remedy}" for r in error.phased.reasons))
            return REMARKS
        except (NoProgramme, UnknownRule, ValueError) as error:
            screen.refuse(str(error))
        except BrokenPipeError:
            raise
        except OSError as error:
            screen.refuse(f"{error.filename or 'Fichier'} : {_french(error)}")
        except IntegrityError:
            raise  # a rule of ours that let something through: not the base's fault, and to be seen
        except DatabaseError as error:
            if "locked" in str(error):
                screen.refuse(
                    "La base de données est occupée.",
                    "Fermez l'autre programme, ou réessayez dans un instant.",
                )
            else:
                screen.refuse(
                    "La base de données ne répond pas.", "Vérifiez MAILLAGE_DATABASE_URL et le serveur."
                )
        return WRONG_USE

    return run


def _french(error: OSError) -> str:
    known = {
        FileNotFoundError: "ce fichier n'existe pas. Vérifiez le chemin.",
        PermissionError: "vous n'avez pas le droit d'y accéder.",
        IsADirectoryError: "c'est un dossier, un fichier est attendu.",
        NotADirectoryError: "un fichier porte le nom du dossier demandé.",
        FileExistsError: "un fichier porte déjà ce nom.",
    }
    if error.errno == errno.ENOSPC:
        return "il n'y a plus de place sur le disque."
    return known.get(type(error), f"lecture ou écriture impossible (code {error.errno}).")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{why_no_day(text or '')} Écrivez 2026-03-31 (année-mois-jour).") from None


def _memory() -> None:
    # A base that lives one command long has no migrations (see the settings): its tables come from the models.
    call_command("migrate", verbosity=0, run_syncdb=bool(settings.MIGRATION_MODULES), interactive=False)


def _build(arguments: Namespace) -> int:
    _memory()
    with screen.progress() as steps:
        steps("Lecture du programme")
        file = read_programme(arguments.programme)
        dated = getattr(file.sections.get("dossier"), "dated", None)
        day = _day(arguments.today) or dated or today()
        built = build(
            programme=file,
            libraries=arguments.libraries,
            territory=arguments.territory,
            out=arguments.out,
            today=day,
            progress=steps,
        )
    if built.libraries:
        show_import(built.libraries)
    if built.phased:
        show_phased(built.phased, detail=False)
    show_written(built.files, arguments.out, remarks_of(built.project))
    return DONE


def _file_project(path: Path):  # type: ignore[no-untyped-def]
    _memory()
    network, _ = load_all(file=read_programme(path), exports=(), territory=())
    project = project_of(network, today())
    dated = dossier_of(project).dated
    return project_of(network, dated) if dated else project


def _check(arguments: Namespace) -> int:
    # Undated steps are phased first: what matters is what the dossier would say, not that it was not built yet.
    project, _ = scheduled(_file_project(arguments.programme))
    remarks = remarks_of(project)
    if arguments.json:
        found = [
            {
                "code": r.code,
                "severity": r.severity.value,
                "where": r.where,
                "message": r.message,
                "remedy": r.remedy,
                "sources": [source.title for source in r.sources],
            }
            for r in remarks
        ]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print(report(project), end="")
    return REMARKS if counts(remarks)[Severity.BLOCKING] else DONE


def _phase(arguments: Namespace) -> int:
    phased = phase(_file_project(arguments.programme), effort=arguments.effort)
    if arguments.json:
        print(json.dumps(phased_json(phased), ensure_ascii=False, indent=2))
    else:
        show_phased(phased, detail=True)
    return DONE if phased.has_plan else REMARKS


def _migrate(arguments: Namespace) -> int:
    call_command("migrate", verbosity=0, interactive=False)
    screen.out.print("  [green]✓[/green] base à jour")
    return DONE


def _import(arguments: Namespace) -> int:
    _migrate(arguments)
    if arguments.file.suffix.casefold() == ".zip":
        imported = import_archive(path=arguments.file, replace=arguments.replace)
    else:
        imported = save_programme(file=read_programme(arguments.file), replace=arguments.replace)
    done = "créé" if imported.created else "mis à jour"
    absent = count(
        imported.removed, "élément absent du fichier retiré", "éléments absents du fichier retirés"
    )
    gone = f", {absent}" if imported.removed else ""
    screen.out.print(f"  ✓ {imported.network} : réseau {done}{gone}", markup=False)
    return DONE


def _export(arguments: Namespace) -> int:
    _migrate(arguments)
    network = network_of(arguments.network)
    if arguments.file.suffix.casefold() not in (".yaml", ".yml", ".zip"):
        raise ValueError(f"{arguments.file.name} : écrivez un nom qui finit par .zip ou .yaml.")
    if arguments.file.suffix.casefold() != ".zip":
        arguments.file.write_text(programme_text(network), "utf-8")
    else:
        export_archive(network=network, path=arguments.file, with_contacts=arguments.with_contacts)
    screen.out.print(f"  ✓ {network} : écrit dans {arguments.file}", markup=False)
    return DONE


def _migrated(command: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
    """A command on a base that is up to date."""

    @wraps(command)
    def run(arguments: Namespace) -> int:
        _migrate(arguments)
        return command(arguments)

    return run


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "build": _build,
    "check": _check,
    "phase": _phase,
    "migrate": _migrate,
    "import": _import,
    "export": _export,
    "libraries": _migrated(imports.libraries),
    "territory": _migrated(imports.territory),
    "contacts": contacts,
    "people": people,
    "serve": serve,
    "worker": worker,
    "demo": demo,
}
