"""The key that signs sessions and links: given by the environment, or made once and kept beside the base."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from maillage.config.environment import BadSetting

NAME = "secret-key"
# What Django's own deployment check asks for.
SHORTEST = 50


def secret_key(var: Path) -> str:
    """The key of this installation. Where none is kept yet, one that lives as long as the process.

    Raises BadSetting when the key is too short, cannot be read, or can be read by others.
    """
    given = os.environ.get("MAILLAGE_SECRET_KEY", "").strip()
    if given:
        if len(given) < SHORTEST:
            raise BadSetting(
                f"MAILLAGE_SECRET_KEY : cette clé est trop courte pour être sûre ({SHORTEST} caractères au moins). "
                "Retirez-la : Maillage en fera une et la gardera."
            )
        return given
    kept = var / NAME
    try:
        if not kept.exists():
            return secrets.token_urlsafe(64)
        if os.name == "posix" and kept.stat().st_mode & 0o077:
            raise BadSetting(
                f"{kept} : d'autres comptes de cette machine peuvent lire cette clé. Retirez-leur ce droit "
                "(chmod 600), ou supprimez le fichier : tout le monde devra se reconnecter."
            )
        key = kept.read_text("ascii").strip()
    except (OSError, UnicodeError) as error:
        raise BadSetting(f"{kept} : cette clé ne peut pas être lue. Rendez le fichier lisible.") from error
    if len(key) < SHORTEST:
        raise BadSetting(f"{kept} : cette clé est abîmée. Supprimez le fichier, une autre sera faite.")
    return key


def keep_a_key(var: Path) -> Path | None:
    """Make sure that a lasting key exists; the path when it was made now. Never shown, never written elsewhere.

    Raises OSError when it cannot be written.
    """
    kept = var / NAME
    if os.environ.get("MAILLAGE_SECRET_KEY", "").strip() or kept.exists():
        return None
    var.mkdir(parents=True, exist_ok=True)
    try:
        # 0600 from its first byte, and never over a key that another process has just made.
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64) + "\n")
    return kept
