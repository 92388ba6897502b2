"""Secrets carried by an address that opens something without an account: 256 bits, of which only a digest is kept."""

from __future__ import annotations

import hashlib
import secrets

SECRET_BYTES = 32


def new_secret() -> str:
    """A secret that nobody guesses, to be shown or sent once."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of(token: str) -> str:
    """What is kept of a secret: its SHA-256, in hexadecimal. A secret of 256 bits needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
