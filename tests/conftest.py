"""The hostile test world: shuffled rows, no network, warnings are errors. And the way to the shared data."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.models.sql.compiler import SQLCompiler
from hypothesis import settings as hypothesis_settings

from web import demo_network, kept_demo, kept_minimal, lead, network, reader, stranger, team, visited

__all__ = [
    "demo_network",
    "kept_demo",
    "kept_minimal",
    "lead",
    "network",
    "reader",
    "stranger",
    "team",
    "visited",
]

PROJECT = Path(__file__).parent.parent
SHARED_DATA = Path(os.environ.get("MAILLAGE_SHARED_DATA", PROJECT.parent / "shared" / "data"))

# What is true does not depend on how busy the machine is.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class NetworkRefused(AssertionError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves this machine: a connection elsewhere fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise NetworkRefused(f"connection to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def shuffled_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A query without an order gives its rows in any order, as a database may: a missing `order_by` shows."""
    as_sql = SQLCompiler.as_sql
    get_order_by = SQLCompiler.get_order_by

    def noting(self: Any) -> Any:
        order = get_order_by(self)
        self.is_unordered = not order
        return order

    results_iter = SQLCompiler.results_iter

    def shuffled(self: Any, *args: Any, **kwargs: Any) -> Iterator[Any]:
        rows = results_iter(self, *args, **kwargs)
        if getattr(self, "is_unordered", False) and not self.query.is_sliced:
            listed = list(rows)
            random.shuffle(listed)
            return iter(listed)
        return rows

    monkeypatch.setattr(SQLCompiler, "get_order_by", noting)
    monkeypatch.setattr(SQLCompiler, "results_iter", shuffled)
    assert SQLCompiler.as_sql is as_sql


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real open data beside the checkout. Absent on a user's clone: skipped there, a failure in CI."""
    if not SHARED_DATA.is_dir():
        reason = f"open data not found ({SHARED_DATA.name}/): see docs/CONTRIBUTING for where tests read it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED_DATA


@pytest.fixture(scope="session")
def cher(shared_data: Path) -> dict[str, Path]:
    """The files of the Cher that `maillage build` takes."""
    libraries = shared_data / "bibliotheques"
    return {
        "2024": libraries / "bibliotheques-18-export2024.csv",
        "2025": libraries / "bibliotheques-18-export2025-activite.csv",
        "communes": shared_data / "territoire" / "communes-18-2026.csv",
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What touches the database, or a browser, is marked so: `-m "database and not browser"` runs on PostgreSQL."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker("database")
        if "journeys" in item.path.parts:
            item.add_marker("browser")
    items[:] = _shared_out(items)


def _shared_out(items: list[pytest.Item]) -> list[pytest.Item]:
    """The long ones at the head of each half: two processes begin with half each, and end on what is short to share."""
    long = [item for item in items if item.get_closest_marker("browser")]
    short = [item for item in items if not item.get_closest_marker("browser")]
    middle = len(items) // 2 - len(long[::2])
    return [*long[::2], *short[:middle], *long[1::2], *short[middle:]]
