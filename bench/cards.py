"""Times the cards of the demo's libraries beside an invented country of 16 000; run in a process and a base of its own."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path
from types import SimpleNamespace

import django

CARDS = 40
# Départements invented: together they hold as many libraries as the country has.
COUNTRY = 200


def main() -> None:
    django.setup()
    # After the setup: models need it.
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from maillage.base.clock import today
    from maillage.cli.demo_reference import add_demo_reference
    from maillage.diagnosis.national_card import placed
    from maillage.diagnosis.national_peers import country_peers, network_peers
    from maillage.portability.services import read_programme, save_programme
    from maillage.rulebook.projects import project_of
    from maillage.territory.national import reference_of
    from maillage.territory.readings import directory_of
    from maillage.territory.services import import_libraries, read_files

    call_command("migrate", verbosity=0)
    demo = Path("demo")
    files = read_files([demo / f"bibliotheques-fictives-{year}.csv" for year in (2024, 2025)])
    network = save_programme(file=read_programme(Path("examples") / "minimal.yaml")).network
    network.department = "18"
    network.save()
    import_libraries(network=network, files=files)
    add_demo_reference(files, COUNTRY)
    project = project_of(network, today())
    page = SimpleNamespace(project=project, network=network)
    lines = [line for line in directory_of(project) if line.is_open][:CARDS]
    times = []
    with CaptureQueriesContext(connection) as queries:
        for line in lines:
            start = time.perf_counter()
            reference = reference_of()
            assert reference is not None
            placed(line)
            country_peers(line, reference)
            network_peers(page, line, reference)
            times.append(time.perf_counter() - start)
    print(
        json.dumps(
            {
                "seconds": statistics.median(times),
                "libraries": reference.libraries,
                "cards": len(times),
                "queries": len(queries) / len(times),
            }
        )
    )


if __name__ == "__main__":
    main()
