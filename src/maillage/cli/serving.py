"""`maillage serve` and `maillage worker`: the web application, and what works behind it."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import socket
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import NoReturn

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections

import maillage
from maillage.accounts.models import Network, User
from maillage.base.jobs.daily import every_day
from maillage.cli import screen
from maillage.cli.attached import attached_worker

APPLICATION = "maillage.config.wsgi:application"
THREADS = 8
# A page takes less; a server that is still loading does not hear that it must stop, and is stopped.
PATIENCE = 10
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Who signed in when, and from where: kept as long as the CNIL advises, not longer.
LOGS_KEPT = 365


class Stopped(BaseException):
    """Told to stop before the server listens to signals."""


def serve(arguments: Namespace) -> int:
    """Prepare the base and the static files, then serve until told to stop. Raises ValueError on a busy port."""
    _check(arguments.host, arguments.port)
    with _until_told_to_stop() as asked:
        _prepare()
        asked.check()
        _tell(arguments)
        with attached_worker() if not arguments.no_worker else nullcontext():
            _run(arguments.host, arguments.port, asked)
    screen.out.print("  · arrêté")
    return 0


def worker(arguments: Namespace) -> int:
    """Do the long work that pages ask for, and that of every day, until told to stop."""
    if arguments.attached:
        threading.Thread(target=_stop_with_parent, daemon=True).start()
    else:
        screen.out.print("  · ouvrier en attente de travaux (Ctrl+C pour arrêter)")
    threading.Thread(target=every_day, daemon=True).start()
    call_command("db_worker", reload=False, startup_delay=False, verbosity=0)
    return 0


def _stop_with_parent() -> None:
    # Read straight from the descriptor: a buffered reader would hold a lock that the exit of Python waits for.
    while os.read(0, 1024):
        pass
    signal.raise_signal(signal.SIGTERM)


def _check(host: str, port: int) -> None:
    """Refuse at once a place that cannot be listened to: the server itself would share a busy port silently."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as tried:
            if os.name == "posix":
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except socket.gaierror:
        raise ValueError(f"« {host} » n'est pas une adresse de cette machine. Essayez 127.0.0.1.") from None
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: f"le port {port} est déjà occupé, peut-être par un autre Maillage. Arrêtez-le, ou "
            f"choisissez un autre port : maillage serve --port {port % 65535 + 1} (PORT={port % 65535 + 1} make demo).",
            errno.EACCES: f"le port {port} est réservé au système. Choisissez-en un autre, par exemple 8000.",
            errno.EADDRNOTAVAIL: f"« {host} » n'est pas une adresse de cette machine. Essayez 127.0.0.1.",
        }
        reason = reasons.get(error.errno or 0, f"écoute impossible (code {error.errno}).")
        raise ValueError(f"{host}:{port} : {reason}") from None


class Asked:
    """Whether this process was told to stop, before the server itself listens to that.

    The exception of a signal handler is lost when it falls inside a finalizer: what was asked is also remembered.
    """

    def __init__(self) -> None:
        self.to_stop = False

    def __call__(self, number: int, frame: FrameType | None) -> NoReturn:
        self.to_stop = True
        raise Stopped

    def check(self) -> None:
        if self.to_stop:
            raise Stopped


@contextmanager
def _until_told_to_stop() -> Iterator[Asked]:
    """SIGTERM and Ctrl+C stop cleanly, also before the server has taken the signals over."""
    asked = Asked()
    before = {number: signal.signal(number, asked) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield asked
    except Stopped:
        screen.out.print("  · arrêt demandé")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _prepare() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    AxesProxyHandler.reset_logs(age_days=LOGS_KEPT)
    call_command("clearsessions", verbosity=0)
    if not settings.DEBUG:
        collect_static()


def collect_static() -> bool:
    """Put the static files where they are served from, unless those there come from the same sources."""
    stamp, digest = Path(settings.STATIC_ROOT).with_suffix(".sources"), _sources()
    if (
        (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file()
        and stamp.is_file()
        and stamp.read_text("ascii") == digest
    ):
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest, "ascii")
    return True


def _sources() -> str:
    """What tells one set of static files from another, without reading them."""
    found = hashlib.sha256(maillage.__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = os.stat(storage.path(path))
            found.update(f"\n{path} {file.st_size} {file.st_mtime_ns}".encode())
    return found.hexdigest()


def _tell(arguments: Namespace) -> None:
    def line(text: str) -> None:
        screen.out.print(text, markup=False)

    if not User.objects.filter(is_active=True).exists():
        role = "--role lead" if Network.objects.exists() else "--founder"
        line(f"  · personne ne peut encore se connecter : maillage people add prenom.nom {role}")
    if arguments.host not in LOOPBACK and not settings.HTTPS:
        line(
            "  · attention : au-delà de cette machine, mots de passe et données voyageraient en clair. Placez un "
            "serveur HTTPS devant, avec MAILLAGE_HTTPS=oui et MAILLAGE_ALLOWED_HOSTS."
        )
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    line(f"\nMaillage : http://{host}:{arguments.port}/ (Ctrl+C pour arrêter)")


def _run(host: str, port: int, asked: Asked) -> None:
    # Heavy: the server is a native library that no other command needs.
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    import maillage.config.wsgi  # noqa: F401 - loaded once, before the server's process is forked from this one

    # A connection does not survive a fork.
    connections.close_all()
    server = Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=PATIENCE,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.error,
    )
    # Called once the server hears signals: those that came earlier are told to it.
    server.on_startup(lambda: server.signal_handler_interrupt() if asked.to_stop else None)
    asked.check()
    server.serve()
