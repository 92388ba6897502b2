"""How many contributions one connection may send in an hour."""

from __future__ import annotations

from typing import Any

from maillage.accounts import flooding

# A library's public computers share one address: a whole workshop may answer within the hour.
MOST_AN_HOUR = 30


def too_many(request: Any, token: str) -> bool:
    """Count a sending to a form; True when this connection has sent too many of them within the hour."""
    return flooding.too_many(request, about=f"contribution {token}", most=MOST_AN_HOUR)
