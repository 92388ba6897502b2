"""Returned files between their report and its confirmation: kept apart an hour."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path
from typing import Any

from django.conf import settings

KEPT_SECONDS = 3600
_DIGEST = re.compile(r"[0-9a-f]{64}")


def keep_upload(campaign: Any, content: bytes) -> str:
    """Keep a file; returns the name to find it by."""
    folder = _folder(campaign)
    folder.mkdir(parents=True, exist_ok=True)
    before = time.time() - KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
    digest = hashlib.sha256(content).hexdigest()
    (folder / digest).write_bytes(content)
    return digest


def kept_upload(campaign: Any, digest: str) -> bytes | None:
    """The file kept under a name; None when it is gone, or was never there."""
    path = _folder(campaign) / digest if _DIGEST.fullmatch(digest) else None
    return path.read_bytes() if path is not None and path.is_file() else None


def _folder(campaign: Any) -> Path:
    return Path(settings.MAILLAGE_VAR) / "returned-forms" / str(campaign.network_id) / str(campaign.pk)
