"""The rooms, from top to bottom: a room may import a room above it, never one below."""

ROOMS = (
    "base",
    "accounts",
    "rulebook",
    "statistics",
    "territory",
    "governance",
    "campaigns",
    "diagnosis",
    "programme",
    "funding",
    "procurement",
    "training",
    "phasing",
    "usage",
    "evaluation",
    "dossier",
    "portability",
    "desk",
    "config",
    "cli",
)

# Rooms that store or show something are Django apps; `statistics`, `config` and `cli` are not.
APPS = (
    "base",
    "accounts",
    "rulebook",
    "territory",
    "governance",
    "campaigns",
    "diagnosis",
    "programme",
    "funding",
    "procurement",
    "training",
    "phasing",
    "evaluation",
    "dossier",
    "portability",
    "desk",
)
