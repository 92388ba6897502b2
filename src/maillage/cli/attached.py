"""The worker that `maillage serve` keeps beside it: started, started again if it falls, stopped with it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Longer and longer between two falls: a worker that cannot start must not fill the journal.
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
# What a task is given to end by itself.
PATIENCE = 10


class AttachedWorker:
    """Another process whose standard input is held here: closing it asks it to stop, on every system."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._keep_alive, daemon=True)

    def start(self) -> None:
        self._spawn()
        self._watch.start()

    def _spawn(self) -> None:
        # A session of its own: the terminal's Ctrl+C reaches the server, which asks once.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "maillage.cli", "worker", "--attached"],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def _keep_alive(self) -> None:
        wait = FIRST_WAIT
        while self._process is not None:
            self._process.wait()
            if self._stopping.wait(wait):
                return
            wait = min(wait * 2, LONGEST_WAIT)
            self._spawn()

    def stop(self) -> None:
        self._stopping.set()
        process = self._process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def attached_worker() -> Iterator[None]:
    worker = AttachedWorker()
    try:
        worker.start()
        yield
    finally:
        worker.stop()
