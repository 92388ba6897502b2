"""Arguments of every command, in French, each with an example."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

WRONG_USE = 2

# argparse speaks English; these are all the phrases it shows.
FRENCH = {
    "usage: ": "Utilisation : ",
    "positional arguments": "Arguments",
    "options": "Options",
    "show this help message and exit": "affiche cette aide",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "argument inconnu : %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s est ambigu : %(matches)s",
    "ignored explicit argument %r": "cette option ne prend pas de valeur (%r)",
    "expected one argument": "une valeur est attendue",
    "expected at least one argument": "au moins une valeur est attendue",
    "invalid choice: %(value)r (choose from %(choices)s)": "« %(value)s » n'existe pas ; choisissez parmi %(choices)s",
    "invalid %(type)s value: %(value)r": "« %(value)s » n'est pas une valeur possible",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s : %(message)s\n",
}


class FrenchParser(argparse.ArgumentParser):
    """A parser whose errors end with where to find help."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog} : {message}\nAide : {self.prog} --help\n")


def _command(
    commands: argparse._SubParsersAction[FrenchParser], name: str, help: str, example: str
) -> FrenchParser:
    return commands.add_parser(
        name,
        help=help,
        description=help[:1].upper() + help[1:] + ".",
        epilog=f"Exemple :\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def parser() -> FrenchParser:
    """The whole command line."""
    argparse._ = lambda text: FRENCH.get(text, text)  # type: ignore[attr-defined]
    root = FrenchParser(
        prog="maillage",
        description="Concevoir, financer, phaser, conduire et évaluer une bibliothèque numérique de référence.",
        epilog="Chaque commande a son aide : maillage build --help",
    )
    commands = root.add_subparsers(
        dest="command", metavar="COMMANDE", title="Commandes", parser_class=FrenchParser
    )
    _files(commands)
    _network(commands)
    return root


def _files(commands: argparse._SubParsersAction[FrenchParser]) -> None:
    build = _command(
        commands,
        "build",
        "compose le dossier complet à partir d'un fichier programme et de données ouvertes",
        "maillage build examples/cher.yaml --libraries export2024.csv export2025.csv --out dossier/",
    )
    build.add_argument("programme", metavar="PROGRAMME.yaml", type=Path, help="le fichier programme")
    build.add_argument(
        "--libraries",
        metavar="FICHIER",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        help="exports nationaux des bibliothèques (plusieurs millésimes possibles)",
    )
    build.add_argument(
        "--territory",
        metavar="FICHIER",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        help="communes et EPCI ; sans lui, les chiffres par EPCI sont inconnus",
    )
    build.add_argument("--out", metavar="DOSSIER", type=Path, required=True, help="où écrire les documents")
    build.add_argument("--today", metavar="AAAA-MM-JJ", help="date du jour (par défaut, celle du dossier)")
    check = _command(
        commands, "check", "contrôle un fichier programme", "maillage check examples/minimal.yaml --json"
    )
    check.add_argument("programme", metavar="PROGRAMME.yaml", type=Path, help="le fichier programme")
    check.add_argument("--json", action="store_true", help="écrit le résultat en JSON")
    phase = _command(
        commands,
        "phase",
        "calcule le calendrier d'un fichier programme",
        "maillage phase examples/minimal.yaml",
    )
    phase.add_argument("programme", metavar="PROGRAMME.yaml", type=Path, help="le fichier programme")
    phase.add_argument("--json", action="store_true", help="écrit le résultat en JSON")
    phase.add_argument(
        "--effort", type=float, metavar="N", help="effort de calcul (10 cherche plus longtemps)"
    )


def _network(commands: argparse._SubParsersAction[FrenchParser]) -> None:
    imported = _command(
        commands,
        "import",
        "charge un fichier programme ou une archive dans la base",
        "maillage import cher.zip",
    )
    imported.add_argument("file", metavar="FICHIER", type=Path, help="fichier .yaml ou .zip")
    imported.add_argument(
        "--replace", action="store_true", help="retire du réseau ce que le fichier ne contient pas"
    )
    export = _command(
        commands, "export", "écrit tout un réseau dans une archive", "maillage export cher.zip --network 18"
    )
    export.add_argument("file", metavar="FICHIER.zip", type=Path, help="archive à écrire (ou fichier .yaml)")
    export.add_argument("--network", metavar="CODE", help="code du département, s'il y a plusieurs réseaux")
    libraries = _command(
        commands, "libraries", "registre des bibliothèques", "maillage libraries import --help"
    )
    inside = libraries.add_subparsers(dest="verb", metavar="VERBE", title="Verbes", parser_class=FrenchParser)
    take = _command(
        inside,
        "import",
        "importe des exports nationaux des bibliothèques",
        "maillage libraries import export2024.csv export2025.csv --departement 18 --dry-run",
    )
    take.add_argument("files", metavar="FICHIER", type=Path, nargs="+", help="exports nationaux (CSV)")
    take.add_argument(
        "--departement", metavar="CODE", required=True, help="code du département : 18, 2A, 971"
    )
    take.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, sans rien écrire")
    territory = _command(commands, "territory", "communes et EPCI", "maillage territory import --help")
    verbs = territory.add_subparsers(dest="verb", metavar="VERBE", title="Verbes", parser_class=FrenchParser)
    communes = _command(
        verbs,
        "import",
        "importe les communes d'un département",
        "maillage territory import communes.csv --departement 18",
    )
    communes.add_argument("files", metavar="FICHIER", type=Path, nargs="+", help="fichiers de communes (CSV)")
    communes.add_argument(
        "--departement", metavar="CODE", help="code du département, s'il y a plusieurs réseaux"
    )
    _command(commands, "migrate", "met la base de données à jour", "maillage migrate")
    _command(commands, "demo", "construit la démonstration", "maillage demo")
