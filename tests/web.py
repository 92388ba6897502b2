"""People and networks for the tests of pages: the lead may, the reader sees, the stranger gets nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from maillage.accounts.domain import Role
from maillage.accounts.models import Membership, Network, User
from maillage.cli.demo import DEMO_TODAY
from maillage.cli.demo_campaigns import add_demo_campaigns
from maillage.portability.build import load_all
from maillage.portability.services import read_programme, save_programme
from maillage.territory.services import read_files

PROJECT = Path(__file__).parent.parent
DEMO = PROJECT / "demo"
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Kept:
    """The rows of a network, kept beside the tables of the tests: each test that begins with it copies them back.

    Loading the demo reads, joins and checks thousands of lines; hundreds of tests begin with it. A copy of tables
    takes some hundredths of a second. Keys between rows are checked when a transaction ends: any order will do.
    """

    def __init__(self, name: str, load: Callable[[], Network]) -> None:
        """Load it in the empty base, copy its tables, empty the base. To be called outside of any test."""
        # In the transaction of a test, the copy would go with it: its fixture must be asked for by name, not on the way.
        assert not connection.in_atomic_block
        made = load()
        self.key = made.pk
        self.tables = {table: f"kept_{name}_{table}" for table in self._filled()}
        with connection.cursor() as cursor:
            for table, copy in self.tables.items():
                cursor.execute(f'CREATE TABLE "{copy}" AS SELECT * FROM "{table}"')
        # Not the content types and permissions, which migrations made.
        flush = connection.ops.sql_flush(no_style(), self._all(), reset_sequences=False)
        connection.ops.execute_sql_flush(flush)

    def _all(self) -> list[str]:
        models = apps.get_models(include_auto_created=True)
        return [m._meta.db_table for m in models if m.__module__.startswith("maillage.")]

    def _filled(self) -> list[str]:
        with connection.cursor() as cursor:
            found = []
            for table in self._all():
                cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
                found += [table] if cursor.fetchone() else []
        return found

    def put_back(self) -> Network:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, copy in self.tables.items():
                cursor.execute(f'INSERT INTO "{table}" SELECT * FROM "{copy}"')
            # Processes share what they computed of a network until its trail grows: this is another network.
            Network.objects.filter(pk=self.key).update(created_at=timezone.now())
        return Network.objects.get(pk=self.key)


def _minimal() -> Network:
    return save_programme(file=read_programme(PROJECT / "examples" / "minimal.yaml")).network


@pytest.fixture(scope="session")
def kept_minimal(django_db_setup: None, django_db_blocker: Any) -> Kept:
    """Made once a process, before the transaction of the first test that asks for it."""
    with django_db_blocker.unblock():
        return Kept("minimal", _minimal)


@pytest.fixture
def network(kept_minimal: Kept, db: None) -> Network:
    """The smallest network with a whole programme."""
    return _minimal() if Network.objects.exists() else kept_minimal.put_back()


@pytest.fixture(scope="session")
def kept_demo(django_db_setup: None, django_db_blocker: Any) -> Kept:
    """Made once a process, before the transaction of the first test that asks for it."""
    with django_db_blocker.unblock(), override_settings(MAILLAGE_TODAY=DEMO_TODAY, MAILLAGE_DEMO=True):
        return Kept("demo", _demo)


@pytest.fixture
def demo_network(kept_demo: Kept, db: None, settings: Any) -> Network:
    """The network of the demo, on its day."""
    settings.MAILLAGE_TODAY, settings.MAILLAGE_DEMO = DEMO_TODAY, True
    return _demo() if Network.objects.exists() else kept_demo.put_back()


def _demo() -> Network:
    libraries = [DEMO / f"bibliotheques-fictives-{year}.csv" for year in (2024, 2025)]
    network, _ = load_all(
        file=read_programme(DEMO / "programme.yaml"),
        exports=read_files(libraries),
        territory=[DEMO / "communes.csv"],
        measures=[DEMO / "mesures.csv"],
        contributions=[DEMO / "contributions.csv"],
    )
    add_demo_campaigns(network, DEMO_TODAY)
    return network


def person(name: str, network: Network | None, role: Role = Role.READER) -> User:
    user = User.objects.create(username=name, first_name=name.capitalize())
    if network is not None:
        Membership.objects.create(user=user, network=network, role=role.value)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def close(answer: Any) -> None:
    """Close a file that was answered, as Django's client closes a page: the base stays open for the test."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def other_network() -> Network:
    return Network.objects.get_or_create(
        department="971", defaults={"name": "Réseau d'ailleurs", "owner": "Département d'ailleurs"}
    )[0]


@pytest.fixture
def visited(request: pytest.FixtureRequest, kept_minimal: Kept) -> Network:
    """The network that the people below are of: the demo's when a test asks for it, else the smallest."""
    name = "demo_network" if "demo_network" in request.fixturenames else "network"
    found: Network = request.getfixturevalue(name)
    return found


@pytest.fixture
def lead(visited: Network) -> Client:
    """Léa leads: she may do everything in her network."""
    return signed_in(person("lea", visited, Role.LEAD))


@pytest.fixture
def team(visited: Network) -> Client:
    """Tom is of the team: he writes."""
    return signed_in(person("tom", visited, Role.TEAM))


@pytest.fixture
def reader(visited: Network) -> Client:
    """Rose reads: an elected member, an adviser of the State."""
    return signed_in(person("rose", visited, Role.READER))


@pytest.fixture
def stranger(visited: Network) -> Client:
    """Sam leads the network next door and must see nothing of this one."""
    return signed_in(person("sam", other_network(), Role.LEAD))


def text_of(answer: Any) -> str:
    """The page of an answer with ordinary spaces: a test of words need not know where a line may break."""
    return str(answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")
