"""A questionnaire of a thousand questions is accepted and stays usable."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.test import Client

import maillage
from campaigns.small_campaign import open_small
from effort import effort
from maillage.campaigns.domain import Domain, Framework, FrameworkKind, Item

ROOT = Path(maillage.__file__).parent
DOMAINS, ITEMS = 8, 125
# A page of 125 questions, on a machine with both cores busy: well under a second alone.
MOST = 3.0


def large() -> Framework:
    levels = ("Non.", "Un peu.", "Assez.", "Bien.")
    domains = tuple(
        Domain(
            code=f"d{d}",
            title=f"Domaine {d}",
            items=tuple(
                Item(
                    code=f"q{d}-{i}",
                    number=f"{d}.{i}",
                    title=f"Point {d}.{i}",
                    question="Qu'en est-il ?",
                    levels=levels,
                )
                for i in range(ITEMS)
            ),
        )
        for d in range(DOMAINS)
    )
    return Framework(
        code="mille", version="1", title="Mille questions", purpose="Aider.", kind=FrameworkKind.GRID, domains=domains,
        minutes_complete=500,
    )  # fmt: skip


def test_a_thousand_questions_are_accepted_shown_and_answered(demo_network: Any, client: Client) -> None:
    opened = open_small(demo_network, framework=large())
    token = opened.token(opened.participation())
    address = f"/questionnaire/{token}/domaine/d7/"
    client.get(address)
    assert effort(lambda: client.get(address), least=MOST) < MOST
    page = client.get(address)
    assert page.content.decode().count("<fieldset") == ITEMS
    sent = {f"r-q7-{i}": "0" for i in range(ITEMS)} | {f"v-q7-{i}": "2" for i in range(ITEMS)}
    assert client.post(address, sent | {"then": "envoyer"}).status_code == 302
    assert (
        f"Il manque {(DOMAINS - 1) * ITEMS}"
        in client.get(f"/questionnaire/{token}/envoyer/").content.decode()
    )


def test_the_script_of_a_questionnaire_keeps_to_its_budget_and_writes_no_markup() -> None:
    base, own = ROOT / "base/static/ui", ROOT / "campaigns/static/campaigns"
    script = (own / "questionnaire.js").read_text("utf-8")
    assert len(script.encode()) + (base / "theme.js").stat().st_size <= 15 * 1024
    assert (base / "maillage.css").stat().st_size + (own / "questionnaire.css").stat().st_size <= 40 * 1024
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script
    )
