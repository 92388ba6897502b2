"""Files left by a person between the trial of an import and its confirmation: a day, then they are gone."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, TimestampSigner

from maillage.accounts.models import Network
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.files import CommunesRead, FileRead, recognised

MEGABYTE = 1024 * 1024
# The national exports are 4 MB each: five times as much is something else.
LARGEST = 20 * MEGABYTE
MOST_FILES = 6
KEPT_SECONDS = 24 * 3600

_signer = TimestampSigner(salt="territory.upload")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class UploadGone(ValueError):
    """The files of a trial are no longer there: a day has passed, or somebody imported them."""


@dataclass(frozen=True)
class Upload:
    """A folder of files left by a person. `token` names it in an address and cannot be guessed or forged."""

    token: str
    folder: Path

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.glob("*.csv"))

    def read(self) -> tuple[list[FileRead], list[CommunesRead]]:
        """Exports of libraries and files of communes. Raises ImportRefused."""
        names = json.loads((self.folder / "names.json").read_text("utf-8"))
        found = [
            recognised((self.folder / f"{rank}.csv").read_bytes(), name) for rank, name in enumerate(names)
        ]
        return (
            [file for file in found if isinstance(file, FileRead)],
            [file for file in found if isinstance(file, CommunesRead)],
        )

    def note(self, name: str, content: Any) -> None:
        (self.folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")

    def noted(self, name: str) -> Any:
        """What was noted under a name, or None."""
        path = self.folder / f"{name}.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else None

    def drop(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def problems_of(files: Sequence[UploadedFile]) -> list[str]:
    """Why these files cannot be imported, each problem with its remedy; empty when they can be read."""
    if not files:
        return ["Aucun fichier n'est choisi. Choisissez un fichier CSV au moins."]
    if len(files) > MOST_FILES:
        return [f"{len(files)} fichiers sont choisis. Choisissez-en {MOST_FILES} au plus à la fois."]
    found = []
    for file in files:
        name = safe_name(file.name)
        if (file.size or 0) > LARGEST:
            limit = LARGEST // MEGABYTE
            found.append(
                f"{name} : le fichier dépasse {limit}\u00a0Mo. Un export national en fait 4 : vérifiez que c'est le bon."
            )
            continue
        try:
            recognised(file.read(), name)
        except ImportRefused as refusal:
            found.append(f"{refusal.message} {refusal.remedy}")
        finally:
            file.seek(0)
    return found


def safe_name(name: str | None) -> str:
    """The name of a file as people know it, without folder or invisible sign."""
    bare = re.split(r"[/\\]", name or "")[-1]
    return _HIDDEN.sub("", bare).strip()[:120] or "fichier.csv"


def keep(network: Network, files: Iterable[UploadedFile]) -> Upload:
    """Put files aside until the person confirms; those that were forgotten by others go."""
    home = _home(network)
    purge(home)
    name = uuid4().hex
    folder = home / name
    folder.mkdir(parents=True)
    names = []
    for rank, file in enumerate(files):
        # A name of ours: what a person calls her file never becomes a path.
        with (folder / f"{rank}.csv").open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        names.append(safe_name(file.name))
    (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), "utf-8")
    return Upload(_signer.sign_object([network.pk, name]), folder)


def upload_of(network: Network, token: str) -> Upload:
    """Raises UploadGone when the token is not of this network, too old, or its files were imported."""
    gone = UploadGone(
        "Ces fichiers ne sont plus là : ils ont été importés, ou plus d'un jour a passé. Choisissez-les de nouveau."
    )
    try:
        owner, name = _signer.unsign_object(token, max_age=KEPT_SECONDS)
    except (BadSignature, ValueError, TypeError):
        raise gone from None
    folder = _home(network) / str(name)
    if owner != network.pk or not folder.is_dir():
        raise gone
    return Upload(token, folder)


def purge(home: Path) -> None:
    """Forget what was left for more than a day."""
    limit = time.time() - KEPT_SECONDS
    for folder in home.iterdir() if home.is_dir() else ():
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)


def _home(network: Network) -> Path:
    return Path(settings.MAILLAGE_VAR) / "uploads" / network.department
