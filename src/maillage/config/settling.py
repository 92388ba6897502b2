"""What a server does once, before its first request: load every page's code, and let the collector forget it."""

from __future__ import annotations

import gc

from django.urls import get_resolver


def settle() -> None:
    """Load the addresses and their views, then set all that is loaded apart from the collector's rounds.

    A full round walks everything that lives: with some hundred thousand objects of code, it costs a tenth of a
    second in the middle of a page that reads a large programme.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
