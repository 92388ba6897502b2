"""Every page of the demo asked for again and again, beside a page that computes nothing."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROUNDS = 8
GOAL = 0.3


def times_of(project: Path) -> dict[str, float]:
    """The 95th percentile of each page in seconds, from a process of its own: Django is set up once a process.

    The demo's base is copied: the walk makes the few things that the demo does not hold.
    """
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(project / "var" / "demo.sqlite3", Path(folder) / "maillage.sqlite3")
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
            "MAILLAGE_VAR": folder,
            "MAILLAGE_DEMO": "oui",
            "MAILLAGE_ALLOWED_HOSTS": "testserver",
            "PYTHONPATH": "tests",
        }
        environment.pop("MAILLAGE_DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.pages"]
        done = subprocess.run(
            command, cwd=project, env=environment, check=True, capture_output=True, text=True
        )
    pairs = (line.split("\t") for line in done.stdout.splitlines() if "\t" in line)
    return {name: float(value) for name, value in pairs}


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def main() -> None:
    os.environ["MAILLAGE_TODAY"] = day_of_the_demo()
    import django  # after the settings are named

    django.setup()
    for name, value in measured_pages().items():
        print(f"{name}\t{value:.4f}")


def day_of_the_demo() -> str:
    text = Path("src/maillage/cli/demo.py").read_text("utf-8")
    year, month, day = text.split("DEMO_TODAY = date(")[1].split(")")[0].split(", ")
    return f"{year}-{int(month):02}-{int(day):02}"


def measured_pages() -> dict[str, float]:
    from django.contrib.staticfiles.storage import staticfiles_storage
    from django.core.management import call_command
    from django.test import Client

    from house.site import addresses, url_of
    from maillage.accounts.models import Membership
    from pages.samples import NO_PAGE, POSTS_ONLY, make_samples

    if not Path(staticfiles_storage.path("staticfiles.json")).exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    member: Any = Membership.objects.select_related("user", "network").filter(role="lead").first()
    samples = make_samples(member.network)
    client = Client()
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    found: dict[str, float] = {}
    for address in addresses():
        if address.in_network and address.name not in POSTS_ONLY | NO_PAGE:
            url = url_of(address, member.network, samples)
            client.get(url)  # charts are drawn once, then kept
            found[address.name] = percentile([once(client, url) for _ in range(ROUNDS)], 0.95)
    found["/sante"] = statistics.median(once(client, "/sante") for _ in range(ROUNDS))
    return found


def once(client: Any, url: str) -> float:
    start = time.perf_counter()
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
