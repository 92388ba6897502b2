"""Every page of the demo asked for again and again, beside a page that computes nothing."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROUNDS = 6
GOAL = 0.3


def times_of(project: Path) -> dict[str, float]:
    """The 95th percentile of each page in seconds, in a process of its own: Django is set up once a process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.pages"], cwd=project, check=True, capture_output=True, text=True
    )
    return {line.split("\t")[0]: float(line.split("\t")[1]) for line in done.stdout.splitlines()}


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def main() -> None:
    base = Path("var/demo.sqlite3").resolve()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
        "MAILLAGE_DATABASE_URL": f"sqlite:///{base}",
        "MAILLAGE_DEMO": "1",
        "MAILLAGE_ALLOWED_HOSTS": "testserver",
    }
    sys.path.insert(0, "tests")
    import django  # after the settings are named

    django.setup()
    for name, value in measured_pages().items():
        print(f"{name}\t{value:.4f}")


def measured_pages() -> dict[str, float]:
    from django.test import Client

    from house.site import addresses, url_of
    from maillage.accounts.models import Membership
    from pages.test_every_page import NO_PAGE, POSTS_ONLY, SAMPLES

    member: Any = Membership.objects.select_related("user", "network").filter(role="lead").first()
    client = Client()
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    found: dict[str, float] = {}
    for address in addresses():
        if address.in_network and address.name not in POSTS_ONLY | NO_PAGE:
            url = url_of(address, member.network, SAMPLES)
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
