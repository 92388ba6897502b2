"""Chooses the command, prepares Django, and turns refusals into messages and exit codes."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from urllib.parse import quote

from maillage.cli import screen
from maillage.cli.parser import WRONG_USE, parser
from maillage.config.environment import VAR, BadSetting
from maillage.config.keys import keep_a_key

DONE, INTERRUPTED = 0, 130

# Commands that work on files alone, in a base that lives as long as they do.
FORGETFUL = ("build", "check", "phase")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 remarks, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # a Windows console or LANG=C must not break an accent
    arguments = parser().parse_args(argv)
    if arguments.command is None:
        parser().print_help()
        return WRONG_USE
    if arguments.command in FORGETFUL:
        os.environ["MAILLAGE_DATABASE_URL"] = "sqlite://:memory:"
    elif arguments.command == "demo":
        os.environ["MAILLAGE_DATABASE_URL"] = _demo_base()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")
    try:
        if arguments.command == "serve":
            _keep_a_key()
        command = _prepared(arguments.command)
    except BadSetting as error:
        screen.refuse(str(error))
    except OSError as error:
        screen.refuse(
            f"{error.filename} : ce dossier ne peut pas être créé. Indiquez-en un autre par MAILLAGE_VAR."
        )
    else:
        return _run(command, arguments)
    return WRONG_USE


def _run(command: Callable[..., int], arguments: Namespace) -> int:
    try:
        return command(arguments)
    except KeyboardInterrupt:
        screen.refuse("Interrompu : ce qui n'était pas terminé n'a pas été écrit.")
        return INTERRUPTED
    except BrokenPipeError:
        # `maillage check … | head`: the reader has what it wanted. Python would complain again on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _demo_base() -> str:
    """The demo has a base of its own, never the one people work in."""
    return f"sqlite:///{quote((VAR.resolve() / 'demo.sqlite3').as_posix())}"


def _keep_a_key() -> None:
    """A server signs sessions and links that outlive it: its key lasts."""
    if kept := keep_a_key(VAR):
        screen.out.print(
            f"  · une clé de signature a été créée dans {kept} : gardez-la secrète, et sauvegardez-la avec la base",
            markup=False,
        )


def _prepared(name: str) -> Callable[..., int]:
    import django  # after the settings are named: Django reads them when it is set up

    VAR.mkdir(parents=True, exist_ok=True)
    django.setup()
    from maillage.cli import commands  # idem: it imports models

    return commands.guarded(commands.COMMANDS[name])
