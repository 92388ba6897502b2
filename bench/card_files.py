"""Times the report cards of a campaign in PDF, from answers already read; run in a process and a base of its own."""

from __future__ import annotations

import io
import json
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import django

CARDS = 143


def main() -> None:
    django.setup()
    # After the setup: models need it.
    from django.core.management import call_command
    from pypdf import PdfReader

    from maillage.campaigns.card_pdf import card_pdfs
    from maillage.campaigns.cards import cards_of
    from maillage.cli.demo import DEMO_TODAY
    from maillage.cli.demo_campaigns import add_demo_campaigns
    from maillage.portability.build import load_all
    from maillage.portability.services import read_programme
    from maillage.rulebook.projects import project_of
    from maillage.territory.services import read_files

    call_command("migrate", verbosity=0)
    demo = Path("demo")
    exports = read_files([demo / f"bibliotheques-fictives-{year}.csv" for year in (2024, 2025)])
    programme = read_programme(demo / "programme.yaml")
    network, _ = load_all(file=programme, exports=exports, territory=[demo / "communes.csv"])
    add_demo_campaigns(network, DEMO_TODAY)
    project = project_of(network, DEMO_TODAY)
    sent = list(cards_of(project, "AUT26"))
    # As many as there are libraries, none twice the same: the compiler keeps what it has already set.
    cards = [
        replace(card, name=f"{card.name} {rank}") for rank, card in enumerate(islice(cycle(sent), CARDS))
    ]
    start = time.perf_counter()
    files = list(card_pdfs(cards))
    took = time.perf_counter() - start
    pages = {len(PdfReader(io.BytesIO(file)).pages) for file in files[::10]}
    tagged = all(b"StructTreeRoot" in file or b"/MarkInfo" in file for file in files)
    print(
        json.dumps(
            {
                "seconds": took,
                "cards": len(files),
                "pages": sorted(pages),
                "tagged": tagged,
                "kilobytes": sum(map(len, files)) / len(files) / 1000,
            }
        )
    )


if __name__ == "__main__":
    main()
