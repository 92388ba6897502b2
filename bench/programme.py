"""A programme of 300 actions of 6 steps: list, tree and sheet, when nothing changed and after each change.

The peer is the same list as Django's ORM gives it to whoever does not think of it: related rows asked for line by line.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.made_programme import STEPS, made_programme
from bench.measures import Measured

ACTIONS, ROUNDS, GOAL, QUERIES = 300, 20, 0.3, 30
PEER = "the same list, row by row with the ORM"


def programme(project: Path) -> list[Measured]:
    """In a process of its own: Django is set up once a process."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
            "MAILLAGE_VAR": folder,
            "MAILLAGE_ALLOWED_HOSTS": "testserver",
            "MAILLAGE_TODAY": "2027-04-19",
            "PYTHONPATH": "tests",
        }
        environment.pop("MAILLAGE_DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.programme"]
        done = subprocess.run(
            command, cwd=project, env=environment, check=True, capture_output=True, text=True
        )
    pairs = (line.split("\t") for line in done.stdout.splitlines() if "\t" in line)
    times = {name: float(value) for name, value in pairs}
    size = f"{ACTIONS} actions of {STEPS} steps"
    found = [
        _measured(f"programme-{ACTIONS}-{name}", times[name], GOAL, "s", times["peer"], size)
        for name in ("list", "tree", "list-after-change", "tree-after-change")
    ]
    queries = times["sheet-queries"]
    return [
        *found,
        _measured(f"programme-{ACTIONS}-sheet", times["sheet"], GOAL, "s", times["peer"], size),
        _measured(f"programme-{ACTIONS}-sheet-queries", queries, QUERIES, "queries", None, size),
        _measured(f"programme-{ACTIONS}-bulk", times["bulk"], 3.0, "s", None, f"{size}, all changed at once"),
    ]


def _measured(name: str, value: float, goal: float, unit: str, peer: float | None, size: str) -> Measured:
    return Measured(
        name=name,
        value=round(value, 3),
        unit=unit,
        goal=goal,
        better="lower",
        ok=value <= goal,
        peer=PEER if peer else "",
        peer_value=peer and round(peer, 3),
        ratio=value / peer if peer else None,
        size=size,
    )


def main() -> None:
    import django  # after the settings are named

    django.setup()
    for name, value in measured_pages().items():
        print(f"{name}\t{value:.4f}")


def measured_pages() -> dict[str, float]:
    from django.contrib.staticfiles.storage import staticfiles_storage
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from maillage.base.models import record
    from maillage.config.settling import settle

    settle()  # as a server does
    call_command("migrate", verbosity=0)
    if not Path(staticfiles_storage.path("staticfiles.json")).exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    network, client = _network()
    at = f"/{network.department}/strategie"
    pages = {"list": f"{at}/liste/", "tree": f"{at}/"}

    def after_change(url: str) -> float:
        record(network=network, verb="change", target="programme.Action/N0", label="une autre personne")
        return _once(client, url)

    found: dict[str, float] = {}
    for name, url in pages.items():
        _once(client, url)
        found[name] = _p95([_once(client, url) for _ in range(ROUNDS)])
        found[f"{name}-after-change"] = _p95([after_change(url) for _ in range(ROUNDS)])
    sheet = f"{at}/actions/N7/"
    _once(client, sheet)
    found["sheet"] = _p95([_once(client, sheet) for _ in range(ROUNDS)])
    record(network=network, verb="change", target="programme.Action/N0", label="une autre personne")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        _once(client, sheet)
    found["sheet-queries"] = float(len(queries))
    found["peer"] = min(_naive(network) for _ in range(2))
    start = time.perf_counter()
    codes = [f"N{n}" for n in range(ACTIONS)]
    answer = client.post(f"{at}/liste/ensemble/", {"action": codes, "pilote": "Une seule personne"})
    found["bulk"] = time.perf_counter() - start
    assert answer.status_code == 302, answer.status_code
    return found


def _network() -> tuple[Any, Any]:
    from django.test import Client

    from maillage.accounts.models import Membership, Network, User
    from maillage.base.models.store import Saver
    from maillage.programme.section import SECTION

    network = Network.objects.create(department="18", name="Réseau", owner="Département")
    Saver(network, SECTION).save(made_programme(ACTIONS))
    user = User.objects.create(username="lea")
    Membership.objects.create(user=user, network=network, role="lead")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return network, client


def _once(client: Any, url: str) -> float:
    start = time.perf_counter()
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return time.perf_counter() - start


def _p95(values: list[float]) -> float:
    return sorted(values)[min(int(len(values) * 0.95), len(values) - 1)]


NAIVE = """<table>{% for action in actions %}<tr><td>{{ action.objective.axis.title }}</td>
<td>{{ action.objective.title }}</td><td>{{ action.title }}</td><td>{{ action.lead }}</td>
<td>{% for step in action.steps.all %}{{ step.title }} {{ step.planned_start }}{% for one in step.predecessors.all %}
{{ one.code }}{% endfor %}{% endfor %}</td><td>{{ action.risks.count }}</td><td>{{ action.team.count }}</td></tr>
{% endfor %}</table>"""


def _naive(network: Any) -> float:
    from django.template import Context, Template

    from maillage.programme.models import Action

    start = time.perf_counter()
    rows = Action.objects.filter(network=network).order_by("position")
    html = Template(NAIVE).render(Context({"actions": rows}))
    assert html.count("<tr>") == ACTIONS
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
