"""Files that a person sent and did not confirm yet: kept apart, privately, an hour, named by their content."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

# A programme of a thousand libraries is 1 MB, the archive of a large network ten.
LARGEST_FILE = 5_000_000
LARGEST_ARCHIVE = 30_000_000
KEPT_SECONDS = 3600
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ZIP = b"PK\x03\x04"
LONGEST_NAME = 100


class UploadRefused(ValueError):
    """A file that is not even worth reading; the message is French."""


@dataclass(frozen=True)
class Upload:
    """`name` is what the person calls it, for messages only; no path is made of it."""

    name: str
    digest: str
    path: Path

    @property
    def is_archive(self) -> bool:
        with self.path.open("rb") as stream:
            return stream.read(len(_ZIP)) == _ZIP


def keep(network: Any, sent: Any) -> Upload:
    """Keep a file that a form brought (`UploadedFile`). Raises UploadRefused."""
    head = sent.read(512)
    sent.seek(0)
    _refuse(sent.name or "", sent.size or 0, head)
    digest = hashlib.sha256()
    for chunk in sent.chunks():
        digest.update(chunk)
    folder = _folder(network)
    folder.mkdir(parents=True, exist_ok=True)
    _purge(folder)
    path = folder / digest.hexdigest()
    sent.seek(0)
    with path.open("wb") as stream:
        for chunk in sent.chunks():
            stream.write(chunk)
    return Upload((sent.name or "fichier")[:LONGEST_NAME], path.name, path)


def kept(network: Any, digest: str, name: str) -> Upload | None:
    """A file kept for this network; None when it is gone, or was never one."""
    if not _DIGEST.fullmatch(digest):
        return None
    path = _folder(network) / digest
    return Upload(name[:LONGEST_NAME], digest, path) if path.is_file() else None


def drop(upload: Upload) -> None:
    upload.path.unlink(missing_ok=True)


def _refuse(name: str, size: int, head: bytes) -> None:
    archive = head.startswith(_ZIP)
    most = LARGEST_ARCHIVE if archive else LARGEST_FILE
    if not size:
        raise UploadRefused("Ce fichier est vide.")
    if size > most:
        raise UploadRefused(
            f"Ce fichier pèse {size // 1_000_000} Mo : un fichier programme tient en {most // 1_000_000} Mo. "
            "Vérifiez que c'est bien lui."
        )
    if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise UploadRefused(
            f"« {name[:LONGEST_NAME]} » est une page web ou du XML, pas un fichier programme. "
            "Téléchargez de nouveau le fichier lui-même."
        )
    if not archive and b"\x00" in head:
        raise UploadRefused(
            f"« {name[:LONGEST_NAME]} » n'est pas un texte. Un fichier programme se termine par .yaml, un export "
            "complet par .zip."
        )


def _folder(network: Any) -> Path:
    return Path(settings.MAILLAGE_VAR) / "imports" / str(network.pk)


def _purge(folder: Path) -> None:
    before = time.time() - KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
