"""`maillage serve` and `worker`: they start, answer, and stop cleanly, whenever they are told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from maillage.cli import main, serving
from maillage.cli.attached import AttachedWorker

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and modes of POSIX")
# A busy machine takes longer than a quiet one; nothing here waits this long when all is well.
PATIENCE = 60

Serve = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
    return found


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def serve(var: Path) -> Iterator[Serve]:
    """Start a command in another process; whatever is left of it is ended with the test."""
    started: list[subprocess.Popen[str]] = []
    logs: list[IO[str]] = []

    def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MAILLAGE_", "DJANGO_", "PYTEST_"))
        }
        log = (var.parent / "log").open("w", encoding="utf-8")
        logs.append(log)
        process = subprocess.Popen(
            [sys.executable, "-m", "maillage.cli", *arguments],
            env=kept | {"MAILLAGE_VAR": str(var)} | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=os.name == "posix",
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
    for log in logs:
        log.close()


def told(var: Path) -> str:
    return (var.parent / "log").read_text("utf-8")


def answer(port: int, path: str, process: subprocess.Popen[str]) -> str:
    """What the server answers, once it does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, "the server stopped"
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
                return str(response.read().decode())
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("no answer")


def children(process: subprocess.Popen[str]) -> set[int]:
    """The processes below this one, where the system tells it."""
    found: set[int] = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process.pid:
            found.add(int(status.parent.name))
    return found


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A process that ended and that nobody has waited for yet is not there any more.
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


@POSIX
@pytest.mark.slow
def test_the_server_and_its_worker_start_answer_and_stop(serve: Serve, var: Path, port: int) -> None:
    process = serve("serve", "--port", str(port))
    assert answer(port, "/sante", process) == '{"etat": "ok"}'
    page = answer(port, "/connexion/", process)
    assert "Se connecter" in page
    sheet = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    assert sheet.startswith("/static/ui/maillage.")
    assert "{" in answer(port, sheet, process)
    below = children(process)
    assert len(below) >= 2, "the server's own process and the worker"
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    assert time.monotonic() - begun < 2 * serving.PATIENCE
    end = time.monotonic() + PATIENCE
    while any(map(is_there, below)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(map(is_there, below))
    log = told(var)
    assert f"http://127.0.0.1:{port}/" in log
    assert "arrêté" in log
    assert "Traceback" not in log
    key = (var / "secret-key").read_text("ascii").strip()
    assert "secret-key" in log
    assert key not in log
    assert (var / "secret-key").stat().st_mode & 0o777 == 0o600


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize(
    ("seen", "asked"),
    [
        ("secret-key", signal.SIGTERM),
        ("maillage.sqlite3", signal.SIGTERM),
        ("static", signal.SIGINT),
        ("static.sources", signal.SIGTERM),
    ],
)
def test_a_server_told_to_stop_while_it_starts_stops(
    serve: Serve, var: Path, port: int, seen: str, asked: signal.Signals
) -> None:
    process = serve("serve", "--port", str(port))
    end = time.monotonic() + PATIENCE
    while not (var / seen).exists() and time.monotonic() < end:
        time.sleep(0.005)
    assert (var / seen).exists()
    process.send_signal(asked)
    code = process.wait(PATIENCE)
    # Before Maillage listens to signals, the system ends the process itself.
    assert code in (0, 130, -asked)
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))


@POSIX
@pytest.mark.slow
def test_a_worker_that_falls_is_started_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MAILLAGE_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    monkeypatch.setattr("maillage.cli.attached.FIRST_WAIT", 0.01)
    worker = AttachedWorker()
    worker.start()
    first = worker._process
    assert first is not None
    first.kill()
    end = time.monotonic() + PATIENCE
    while worker._process is first and time.monotonic() < end:
        time.sleep(0.02)
    second = worker._process
    assert second is not None
    assert second.pid != first.pid
    worker.stop()
    assert second.returncode is not None
    for process in (first, second):
        if process.stdin:
            process.stdin.close()


def test_a_busy_port_is_told_with_another_one(
    port: int, var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(ValueError, match=f"le port {port} est déjà occupé.*--port {port % 65535 + 1}"):
            serving._check("127.0.0.1", port)


def test_a_place_that_is_not_this_machine_is_told() -> None:
    with pytest.raises(ValueError, match=r"n'est pas une adresse de cette machine"):
        serving._check("192.0.2.1", 8000)


@pytest.mark.parametrize("given", ["0", "65536", "-1", "http", "8000.5", "²"])
def test_what_is_not_a_port_is_refused_in_french(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", f"--port={given}"])
    assert stopped.value.code == 2
    assert "n'est pas un port : écrivez un nombre de 1 à 65535" in capsys.readouterr().err


def test_a_port_of_the_demo_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from maillage.cli.demo_people import demo_port

    monkeypatch.setenv("PORT", "huit mille")
    with pytest.raises(ValueError, match="PORT : « huit mille » n'est pas un port"):
        demo_port()
    monkeypatch.setenv("PORT", "")
    assert demo_port() == 8000
