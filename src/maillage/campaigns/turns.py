"""One writer at a time: SQLite has a single pen, and waiting for it by retrying is slow and unfair."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import connection, transaction

_pen = Lock()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction; on SQLite the threads of this process take their turns instead of polling the file's lock.

    Inside another transaction no turn is taken: whoever holds the file's lock would wait for who waits for it.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with _pen, transaction.atomic():
        yield
