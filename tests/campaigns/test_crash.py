"""The server is killed at random while people answer: every answer it acknowledged is there afterwards."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

PROJECT = Path(__file__).parent.parent.parent
SAVES = 1000
KILLS = 3
# A machine with both cores busy.
PATIENCE = 60


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


class Server:
    """`maillage serve` on a base of its own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.environment = {**os.environ, "MAILLAGE_VAR": str(folder), "PYTHONPATH": str(PROJECT)}
        self.environment.pop("MAILLAGE_DATABASE_URL", None)
        self.environment.pop("MAILLAGE_TODAY", None)

    def prepared(self) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "bench.questionnaires", "20"],
            cwd=PROJECT, env=self.environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return json.loads(done.stdout)

    def start(self) -> None:
        command = [sys.executable, "-m", "maillage.cli", "serve", "--no-worker", "--port", str(self.port)]
        # A group of its own: the kill takes the server and the process that it forked, as a power cut would.
        self.process = subprocess.Popen(
            command, cwd=PROJECT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.listens():
                return
            assert self.process.poll() is None, "the server did not start"
            time.sleep(0.05)
        pytest.fail("the server never listened")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        # What it forked holds the port for a moment more.
        end = time.monotonic() + PATIENCE
        while self.listens() and time.monotonic() < end:
            time.sleep(0.02)

    def listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


def saved(connection: http.client.HTTPConnection, token: str, item: str, value: str) -> bool:
    body = json.dumps({"item": item, "value": value})
    connection.request(
        "POST", f"/questionnaire/{token}/enregistrer/", body, {"Content-Type": "application/json"}
    )
    answer = connection.getresponse()
    told = json.loads(answer.read())
    assert answer.status == 200, told
    return "revision" in told["answers"][item]


@pytest.mark.skipif(os.name != "posix", reason="signals of a process group")
def test_every_acknowledged_answer_survives_the_death_of_the_server(tmp_path: Path) -> None:
    server, chance = Server(tmp_path), Random(5)
    world = server.prepared()
    deaths = set(chance.sample(range(SAVES // 10, SAVES), KILLS))
    acknowledged: dict[tuple[str, str], set[str]] = {}
    last: dict[tuple[str, str], str] = {}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    server.start()
    try:
        for number in range(SAVES):
            person = number % len(world["tokens"])
            item, top = chance.choice(world["items"])
            key, value = (str(person), item), str(chance.randint(0, top))
            if number in deaths:
                # The request leaves, and the server dies while it works: kept or not, nobody was told.
                late = {"item": item, "value": value}
                connection.request(
                    "POST", f"/questionnaire/{world['tokens'][person]}/enregistrer/", json.dumps(late),
                    {"Content-Type": "application/json"},
                )  # fmt: skip
                time.sleep(chance.random() * 0.004)
                server.kill()
                connection.close()
                acknowledged.setdefault(key, set()).add(value)
                server.start()
                continue
            if saved(connection, world["tokens"][person], item, value):
                acknowledged[key], last[key] = {value}, value
    finally:
        connection.close()
        server.kill()
    with sqlite3.connect(tmp_path / "maillage.sqlite3") as base:
        rows = base.execute(
            "SELECT p.library_code, a.item, a.value FROM campaigns_answer a "
            "JOIN campaigns_participation p ON p.id = a.participation_id"
        ).fetchall()
    base.close()
    found = {(str(int(code[2:])), item): value for code, item, value in rows}
    lost = {
        key: values for key, values in acknowledged.items() if key in last and found.get(key) not in values
    }
    assert len(last) > 400
    assert lost == {}
