"""One writer at a time: SQLite has a single pen, and waiting for it by retrying is slow and unfair."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from django.db import connection, transaction

_pen = RLock()


@contextmanager
def turn() -> Iterator[None]:
    """On SQLite the threads of this process come one after the other, in place of polling the file's lock.

    Taken around a whole save, not only its transaction: threads that compute while another one writes take the
    interpreter from it at each statement, and everyone waits for the pen it holds. Inside a transaction no turn is
    taken: whoever holds the file's lock would wait for who waits for it.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with _pen:
        yield


@contextmanager
def writing() -> Iterator[None]:
    """A transaction, in its turn."""
    with turn(), transaction.atomic():
        yield
