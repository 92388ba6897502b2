"""People and networks for the tests of pages: the lead may, the reader sees, the stranger gets nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import Client

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


Rows = list[tuple[Any, list[Any]]]
_kept: dict[str, tuple[int, Rows]] = {}


def remembered(name: str, load: Callable[[], Network]) -> Network:
    """The network that `load` makes. It is made once a process; then its rows are written back as they were.

    Loading the demo reads, joins and checks thousands of lines: hundreds of tests begin with it. Keys between rows
    are checked when a transaction ends, so their order does not matter.
    """
    if Network.objects.exists():
        return load()  # rows of another network may have taken the keys of those kept
    if name not in _kept:
        made = load()
        models = [
            m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("maillage.")
        ]
        found = [(model, list(model._base_manager.order_by("pk"))) for model in models]
        _kept[name] = (made.pk, [(model, rows) for model, rows in found if rows and model is not User])
        return made
    key, rows = _kept[name]
    with transaction.atomic():
        for model, instances in rows:
            model._base_manager.bulk_create(instances)
    return Network.objects.get(pk=key)


@pytest.fixture
def network(db: None) -> Network:
    """The smallest network with a whole programme."""
    path = PROJECT / "examples" / "minimal.yaml"
    return remembered("minimal", lambda: save_programme(file=read_programme(path)).network)


@pytest.fixture
def demo_network(db: None, settings: Any) -> Network:
    """The network of the demo, on its day."""
    settings.MAILLAGE_TODAY, settings.MAILLAGE_DEMO = DEMO_TODAY, True
    return remembered("demo", _demo)


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
def visited(request: pytest.FixtureRequest) -> Network:
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
