"""Long work in the background: a room offers it in `tasks.py`, a person starts it, everyone sees how far it is."""

from maillage.base.jobs.running import JobRefused, latest, start

__all__ = ["JobRefused", "latest", "start"]
