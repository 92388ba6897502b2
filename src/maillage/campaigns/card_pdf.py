"""Report cards as PDF, one or all: two pages each, tagged. No Django here: other processes import this module."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from maillage.base.typesetting import typeset
from maillage.campaigns.card_data import card_data
from maillage.campaigns.domain.report_card import ReportCard

TEMPLATE = Path(__file__).with_name("card.typ")
# A second process costs a start of Python and a compiler of 100 MB: only a pile is worth it.
PILE, PROCESSES, BATCH = 24, 2, 12


def card_pdf(card: ReportCard, *, day: date | None = None) -> bytes:
    """The PDF of one card."""
    return _set(card_data(card), day)


def card_pdfs(cards: Sequence[ReportCard], *, day: date | None = None) -> Iterator[bytes]:
    """The PDF of each card, in order, as they are made; on two processes when there are many."""
    pile = [card_data(card) for card in cards]
    batches = [pile[at : at + BATCH] for at in range(0, len(pile), BATCH)]
    done = 0
    if len(pile) >= PILE and (os.cpu_count() or 1) > 1:
        try:
            # spawn: a fork of a server with threads may hang.
            with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
                for files in pool.map(_batch, batches, [day] * len(batches)):
                    done += 1
                    yield from files
                return
        except (BrokenProcessPool, OSError):
            pass  # no second process here (memory, a sandbox): the rest is made in this one
    for batch in batches[done:]:
        yield from _batch(batch, day)


def _batch(pile: list[dict[str, Any]], day: date | None) -> list[bytes]:
    return [_set(data, day) for data in pile]


def _set(data: dict[str, Any], day: date | None) -> bytes:
    return typeset(TEMPLATE, data, day=day)
