"""Slowing down floods of contributions from one connection. No address is kept: a keyed digest, for an hour, in memory."""

from __future__ import annotations

import hmac
from typing import Any

from django.conf import settings
from django.core.cache import cache

from maillage.accounts.throttle import client_address

# A library's public computers share one address: a whole workshop may answer within the hour.
MOST_AN_HOUR = 30
HOUR = 3600


def too_many(request: Any, token: str) -> bool:
    """Count a sending to a form; True when this connection has sent too many of them within the hour."""
    told = f"{token} {client_address(request)}".encode()
    key = f"contribution-{hmac.digest(settings.SECRET_KEY.encode(), told, 'sha256').hex()}"
    cache.add(key, 0, HOUR)
    try:
        return int(cache.incr(key)) > MOST_AN_HOUR
    except ValueError:
        return False  # the hour ended between the two lines
