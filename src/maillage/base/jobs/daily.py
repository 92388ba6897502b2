"""Work of every day: a room offers it in `tasks.py` as `DAILY`, the worker does it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connections

from maillage.base.clock import today
from maillage.base.plugs import plug_modules

DailyWork = Callable[[date], Any]
logger = logging.getLogger(__name__)

# How often the day is looked at: what is due is done within the hour that follows midnight.
LOOKS_EVERY = 3600.0


def daily_works() -> Iterator[DailyWork]:
    for module in plug_modules("tasks"):
        yield from getattr(module, "DAILY", ())


def run_daily(day: date) -> None:
    """Do everything that a day asks for; what fails is told, and does not hold the rest back."""
    for work in daily_works():
        try:
            work(day)
        except Exception:
            if settings.TESTING:
                raise
            logger.exception("daily work %s failed", work)


def every_day(stop: threading.Event | None = None) -> None:
    """Do the work of the day at once, then of each new day, until `stop` is set. Each work may be done twice."""
    done: date | None = None
    waiting = stop or threading.Event()
    while not waiting.is_set():
        if done != today():
            done = today()
            run_daily(done)
            # The connection of this thread would else stay open all day.
            connections.close_all()
        waiting.wait(LOOKS_EVERY)
