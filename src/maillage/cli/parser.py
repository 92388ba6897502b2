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
    _people(commands)
    _server(commands)
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
    export.add_argument(
        "--with-contacts",
        action="store_true",
        help="y met aussi les contacts des bibliothèques, personnes comprises, et qui a donné chaque chiffre",
    )
    contacts = _command(commands, "contacts", "contacts des bibliothèques", "maillage contacts purge --help")
    acts = contacts.add_subparsers(dest="verb", metavar="VERBE", title="Verbes", parser_class=FrenchParser)
    purge = _command(
        acts,
        "purge",
        "efface les coordonnées de personnes arrivées à terme (l'ouvrier le fait chaque jour)",
        "maillage contacts purge --departement 18 --dry-run",
    )
    purge.add_argument(
        "--departement", metavar="CODE", help="code du département, s'il y a plusieurs réseaux"
    )
    purge.add_argument("--dry-run", action="store_true", help="dit ce qui serait effacé, sans rien effacer")
    libraries = _command(
        commands, "libraries", "registre des bibliothèques", "maillage libraries import --help"
    )
    _libraries(
        libraries.add_subparsers(dest="verb", metavar="VERBE", title="Verbes", parser_class=FrenchParser)
    )
    territory = _command(commands, "territory", "communes et EPCI", "maillage territory import --help")
    verbs = territory.add_subparsers(dest="verb", metavar="VERBE", title="Verbes", parser_class=FrenchParser)
    communes = _command(
        verbs,
        "import",
        "importe les communes d'un département et leurs contours",
        "maillage territory import communes.csv contours.geojson --departement 18",
    )
    communes.add_argument(
        "files", metavar="FICHIER", type=Path, nargs="+", help="communes (CSV), contours (GeoJSON)"
    )
    communes.add_argument(
        "--departement", metavar="CODE", help="code du département, s'il y a plusieurs réseaux"
    )
    _command(commands, "migrate", "met la base de données à jour", "maillage migrate")


def _libraries(verbs: argparse._SubParsersAction[FrenchParser]) -> None:
    take = _command(
        verbs,
        "import",
        "importe des exports nationaux des bibliothèques, ou un fichier du service (CSV, XLSX, ODS)",
        "maillage libraries import export2024.csv export2025.csv --departement 18 --dry-run",
    )
    take.add_argument(
        "files",
        metavar="FICHIER",
        type=Path,
        nargs="*",
        help="exports nationaux (CSV, Parquet) ou fichiers du service",
    )
    take.add_argument(
        "--departement", metavar="CODE", required=True, help="code du département : 18, 2A, 971"
    )
    take.add_argument("--online", action="store_true", help="télécharge les données ouvertes du département")
    take.add_argument(
        "--year",
        metavar="ANNÉE",
        type=int,
        help="année mesurée (par défaut, celle que proposent les fichiers)",
    )
    take.add_argument(
        "--mapping", metavar="NOM", help="correspondance de colonnes enregistrée dans le navigateur"
    )
    take.add_argument(
        "--create-unknown",
        action="store_true",
        help="crée les lieux du fichier que le registre ne connaît pas",
    )
    take.add_argument(
        "--replace-identity",
        action="store_true",
        help="remplace aussi nom, adresse et position des lieux connus",
    )
    take.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, sans rien écrire")
    undo = _command(
        verbs,
        "undo",
        "annule le dernier import, quel qu'il soit ; ce qui a été saisi depuis reste",
        "maillage libraries undo --departement 18 --dry-run",
    )
    undo.add_argument("--departement", metavar="CODE", help="code du département, s'il y a plusieurs réseaux")
    undo.add_argument("--dry-run", action="store_true", help="dit ce qui serait défait, sans rien défaire")
    national = _command(
        verbs,
        "national",
        "charge les fichiers nationaux comme repères, sans rien importer dans un réseau",
        "maillage libraries national export2020.parquet export2024.csv export2025.csv",
    )
    national.add_argument(
        "files", metavar="FICHIER", type=Path, nargs="+", help="exports nationaux complets (CSV ou Parquet)"
    )
    national.add_argument(
        "--year", metavar="ANNÉE", type=int, help="année mesurée, quand le fichier est d'un nouveau millésime"
    )


def _people(commands: argparse._SubParsersAction[FrenchParser]) -> None:
    people = _command(commands, "people", "personnes et rôles", "maillage people add --help")
    verbs = people.add_subparsers(dest="verb", metavar="VERBE", title="Verbes", parser_class=FrenchParser)
    add = _command(
        verbs,
        "add",
        "donne à une personne un rôle dans un réseau, et un compte si elle n'en a pas",
        "maillage people add marie.durand --departement 18 --role lead --email marie.durand@cher.example",
    )
    add.add_argument("username", metavar="IDENTIFIANT", help="par exemple prenom.nom")
    add.add_argument("--departement", metavar="CODE", help="code du département, s'il y a plusieurs réseaux")
    add.add_argument(
        "--role",
        choices=("lead", "team", "reader"),
        help="lead (responsable), team (équipe) ou reader (lecture)",
    )
    add.add_argument(
        "--founder", action="store_true", help="lui permet d'ouvrir des réseaux dans l'application"
    )
    add.add_argument("--email", metavar="ADRESSE", default="", help="adresse électronique professionnelle")
    add.add_argument("--first-name", metavar="PRÉNOM", default="", help="prénom")
    add.add_argument("--last-name", metavar="NOM", default="", help="nom")
    add.add_argument(
        "--ask-password",
        action="store_true",
        help="demande le mot de passe, au lieu d'en montrer un qui ne sert qu'une fois",
    )
    password = _command(
        verbs,
        "password",
        "remplace le mot de passe d'une personne par un autre, qui ne sert qu'une fois",
        "maillage people password marie.durand",
    )
    password.add_argument("username", metavar="IDENTIFIANT", help="identifiant ou adresse électronique")
    listed = _command(verbs, "list", "montre qui entre dans chaque réseau", "maillage people list")
    listed.add_argument("--departement", metavar="CODE", help="un seul réseau")


def _server(commands: argparse._SubParsersAction[FrenchParser]) -> None:
    serve = _command(
        commands,
        "serve",
        "met la base à jour puis lance l'application web et un ouvrier pour les travaux longs",
        "maillage serve --port 8080",
    )
    serve.add_argument(
        "--port", metavar="N", type=_port, default=8000, help="port d'écoute (par défaut, 8000)"
    )
    serve.add_argument(
        "--host",
        metavar="ADRESSE",
        default="127.0.0.1",
        help="adresse d'écoute (par défaut, 127.0.0.1 : cette machine seulement)",
    )
    serve.add_argument(
        "--no-worker", action="store_true", help="sans ouvrier : lancez alors maillage worker à part"
    )
    worker = _command(commands, "worker", "fait les travaux longs demandés par les pages", "maillage worker")
    # Given by `serve`, which holds the other end of its standard input: closed, there is nobody to work for.
    worker.add_argument("--attached", action="store_true", help=argparse.SUPPRESS)
    _command(commands, "demo", "construit la démonstration puis la sert", "maillage demo")


def port_number(text: str) -> int:
    """Raises ValueError, in French."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ValueError(f"« {text} » n'est pas un port : écrivez un nombre de 1 à 65535")
    return int(text)


def _port(text: str) -> int:
    try:
        return port_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
