"""The only clock: the day in France wherever the machine is, or the fixed day that a demo lives."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def today() -> date:
    fixed: date | None = settings.MAILLAGE_TODAY
    return fixed or datetime.now(ZoneInfo("Europe/Paris")).date()
