"""The command line: it parses, calls a verb, prints. It computes nothing."""

from maillage.cli.main import main

__all__ = ["main"]
