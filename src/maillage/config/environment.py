"""Reads settings from the environment; an impossible value is refused with its remedy."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

ROOT = Path(os.environ.get("MAILLAGE_ROOT", Path.cwd()))
VAR = Path(os.environ.get("MAILLAGE_VAR", ROOT / "var"))

SQLITE_OPTIONS = {
    # IMMEDIATE: a writer waits its turn at the start instead of failing in the middle of a transaction.
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    # synchronous=FULL: WAL with NORMAL may lose the last commits on a power cut, and people type them.
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
}

# Opening a base costs as much as a whole save; kept longer, a file restored under the server would go unseen.
KEPT_OPEN = 10


class BadSetting(Exception):
    """An environment variable that cannot be used."""


def database(url: str) -> dict[str, object]:
    """Django's database setting for `sqlite:///path`, `sqlite://:memory:` or `postgres://user:pass@host/name`."""
    if url == "sqlite://:memory:":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    parts = urlparse(url)
    try:
        port = parts.port
    except ValueError:
        raise BadSetting("MAILLAGE_DATABASE_URL : le port du serveur n'est pas un nombre.") from None
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path.removeprefix("/")))
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": KEPT_OPEN,
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            # A socket's folder cannot stand before the slash: postgres://user@/base?host=/run/postgresql
            "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
            "PORT": str(port or ""),
            "CONN_MAX_AGE": KEPT_OPEN,
            "CONN_HEALTH_CHECKS": True,
        }
    raise BadSetting(
        f"MAILLAGE_DATABASE_URL : « {parts.scheme or url} » n'est pas une base connue. "
        "Écrivez sqlite:///chemin/fichier.sqlite3 ou postgres://utilisateur:motdepasse@serveur/base."
    )


def mail(url: str) -> dict[str, object]:
    """Django's mail settings for `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`; {} without one."""
    if not url:
        return {}
    parts = urlparse(url)
    try:
        port = parts.port
    except ValueError:
        raise BadSetting("MAILLAGE_SMTP_URL : le port du serveur n'est pas un nombre.") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadSetting(
            "MAILLAGE_SMTP_URL : ce n'est pas l'adresse d'un serveur de messagerie. "
            "Écrivez smtp://utilisateur:motdepasse@serveur:587 ou smtps://utilisateur:motdepasse@serveur:465."
        )
    direct = parts.scheme == "smtps"
    # In clear only to this very machine: a link that opens an account does not travel in the open.
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if direct else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": direct,
        "EMAIL_USE_TLS": not direct and not here,
    }


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().casefold()
    if value in ("", "0", "non", "false", "no"):
        return default if value == "" else False
    if value in ("1", "oui", "true", "yes"):
        return True
    raise BadSetting(f"{name} : « {value} » n'est ni oui ni non.")


def day(name: str) -> date | None:
    value = os.environ.get(name, "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise BadSetting(f"{name} : « {value} » n'est pas une date. Écrivez 2027-03-15.") from None


def words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]
