"""The demo's people, and the server that shows it: its own base, its own day, sign-ins that everyone may read."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from typing import Any

from maillage.accounts.published import DEMO_PEOPLE
from maillage.accounts.services import add_person
from maillage.cli import screen
from maillage.cli.parser import port_number


def add_demo_people(network: Any) -> None:
    """Give the demo its three sign-ins. Called on the demo's own base only."""
    for one in DEMO_PEOPLE:
        add_person(
            network=network,
            role=one.role,
            username=one.username,
            first_name=one.first_name,
            last_name=one.last_name,
            password=one.password,
        )


def tell_demo_people() -> None:
    screen.out.print("\nTrois personnes inventées peuvent s'y connecter :", markup=False)
    for one in DEMO_PEOPLE:
        screen.out.print(f"  {one.username:<12} {one.password:<24} {one.sees}", markup=False)


def demo_port() -> int:
    """The port asked for by `PORT=… make demo`. Raises ValueError."""
    try:
        return port_number(os.environ.get("PORT", "").strip() or "8000")
    except ValueError as error:
        raise ValueError(f"PORT : {error}.") from error


def serve_demo(*, port: int, day: date) -> int:
    """Serve the base of the demo, on its day. On POSIX this process becomes the server."""
    command = [sys.executable, "-m", "maillage.cli", "serve", "--port", str(port)]
    environment = os.environ | {"MAILLAGE_DEMO": "oui", "MAILLAGE_TODAY": day.isoformat()}
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter, no shell
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - idem
