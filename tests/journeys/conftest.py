"""The journeys' fixtures: a browser, a server, people with a password."""

from browser import browser, context, drawn, page, people, quick, server

__all__ = ["browser", "context", "drawn", "page", "people", "quick", "server"]
