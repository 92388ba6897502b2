"""Work of every day: the reminders that tell leads what waits for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from maillage.base.models import Job
from maillage.programme.digests.sending import send_digests

DAILY = (send_digests,)

JOBS: dict[str, Callable[[Job], dict[str, Any]]] = {}
