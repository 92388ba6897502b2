"""Runs every test on SQLite, then those that touch the database again on PostgreSQL.

A part that cannot run here is skipped with its reason on a user's machine; with CI=true it is a failure.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CI = bool(os.environ.get("CI"))
ROLE = "maillage_test"
WORKERS = str(min(os.cpu_count() or 1, 4))


class NoPostgres(Exception):
    """PostgreSQL cannot be had here; the message says why."""


def pytest(*arguments: str, **environment: str) -> int:
    # A journey may last as long as a thousand other tests: a worker that is done takes work from the other.
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal", "-q", *arguments]
    return subprocess.run(command, cwd=PROJECT, env={**os.environ, **environment}, check=False).returncode


def programs() -> Path:
    """The folder of the newest PostgreSQL on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if found:
        return found[-1]
    if initdb := shutil.which("initdb"):
        return Path(initdb).parent
    raise NoPostgres("PostgreSQL n'est pas installé (Debian : apt-get install postgresql)")


def run(command: list[str], **options: object) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        raise NoPostgres(f"{command[0]} a échoué : {(done.stderr or done.stdout).strip()[-300:]}")
    return str(done.stdout)


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL in which a test may create databases."""
    if url := os.environ.get("MAILLAGE_TEST_POSTGRES_URL"):
        yield url
    elif os.name != "posix":
        raise NoPostgres("donnez MAILLAGE_TEST_POSTGRES_URL")
    elif os.geteuid() == 0:
        yield system_cluster()
    else:
        with own_cluster(programs()) as url:
            yield url


def system_cluster() -> str:
    """Root on Debian: the machine's own cluster, with a role of ours whose password is new at each run."""
    version = programs().parent.name
    if not Path(f"/etc/postgresql/{version}/main").is_dir():
        raise NoPostgres(f"pas de grappe PostgreSQL {version}/main")
    # Already running is exit code 2: what matters is that it answers.
    subprocess.run(["pg_ctlcluster", version, "main", "start"], capture_output=True, check=False)
    port = run(["pg_lsclusters", "-h"]).split()[2]
    password = secrets.token_hex(16)
    statement = (
        f"DO $$ BEGIN CREATE ROLE {ROLE} LOGIN CREATEDB; EXCEPTION WHEN duplicate_object THEN NULL; END $$; "
        f"ALTER ROLE {ROLE} PASSWORD '{password}'"
    )
    command = [
        "runuser",
        "-u",
        "postgres",
        "--",
        "psql",
        "-qX",
        "-p",
        port,
        "-d",
        "postgres",
        "-c",
        statement,
    ]
    for attempt in range(30):
        try:
            run(command, cwd="/")
            break
        except NoPostgres:
            if attempt == 29:
                raise
            time.sleep(1)
    return f"postgres://{ROLE}:{password}@127.0.0.1:{port}/maillage"


@contextmanager
def own_cluster(binaries: Path) -> Iterator[str]:
    """Anyone else: a cluster of her own in a temporary folder, reached by its socket."""
    with tempfile.TemporaryDirectory(prefix="maillage-pg-") as folder:
        data = f"{folder}/data"
        run(
            [
                str(binaries / "initdb"),
                "-D",
                data,
                "-U",
                ROLE,
                "--auth=trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ]
        )
        server = [str(binaries / "pg_ctl"), "-D", data, "-w", "-o", f"-c listen_addresses='' -k {folder}"]
        run([*server, "-l", f"{folder}/log", "start"])
        try:
            yield f"postgres://{ROLE}@/maillage?host={folder}"
        finally:
            run([*server, "stop", "-m", "immediate"])


def main() -> int:
    selected = sys.argv[1:]
    print("Tests sur SQLite", flush=True)
    failed = pytest(*selected)
    print("\nTests de la base sur PostgreSQL", flush=True)
    try:
        with postgres() as url:
            failed |= pytest("-m", "database and not browser", *selected, MAILLAGE_DATABASE_URL=url)
    except NoPostgres as reason:
        print(f"PostgreSQL : {'ÉCHEC' if CI else 'non testé'}, {reason}", flush=True)
        failed |= int(CI)
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
