"""Slowing down floods on a public form, from one connection. No address is kept: a keyed digest, an hour, in memory."""

from __future__ import annotations

import hmac
from typing import Any

from django.conf import settings
from django.core.cache import cache

from maillage.accounts.throttle import client_address

HOUR = 3600


def too_many(request: Any, *, about: str, most: int) -> bool:
    """Count a sending to the form `about`; True when this connection has sent more than `most` within the hour."""
    told = f"{about} {client_address(request)}".encode()
    key = f"flood-{hmac.digest(settings.SECRET_KEY.encode(), told, 'sha256').hex()}"
    cache.add(key, 0, HOUR)
    try:
        return int(cache.incr(key)) > most
    except ValueError:
        return False  # the hour ended between the two lines
