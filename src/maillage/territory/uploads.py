"""Files left by a person between the trial of an import and its confirmation: a day, then they are gone."""

from __future__ import annotations

import json
import math
import re
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, TimestampSigner

from maillage.accounts.models import Network
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.files import CommunesRead, FileRead, OutlinesRead, looks_json, recognised
from maillage.territory.parquet import PARQUET

MEGABYTE = 1024 * 1024
# The national exports are 4 MB each: five times as much is something else.
LARGEST = 20 * MEGABYTE
# What is read of a file before it is put aside.
GLANCE = MEGABYTE
MOST_FILES = 6
KEPT_SECONDS = 24 * 3600

_signer = TimestampSigner(salt="territory.upload")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class UploadGone(ValueError):
    """The files of a trial are no longer there: a day has passed, or somebody imported them."""


@dataclass(frozen=True, kw_only=True)
class Received:
    """The files of an upload, by what they are."""

    libraries: tuple[FileRead, ...]
    communes: tuple[CommunesRead, ...]
    outlines: tuple[OutlinesRead, ...]


@dataclass(frozen=True)
class Upload:
    """A folder of files left by a person. `token` names it in an address and cannot be guessed or forged."""

    token: str
    folder: Path
    department: str

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.glob("*.file"))

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Each file: its name as people know it, its bytes."""
        for rank, name in enumerate(self.noted("names")):
            yield name, (self.folder / f"{rank}.file").read_bytes()

    def read(self) -> Received:
        """Exports, each of the year that was noted for it else of the one proposed; communes; outlines.

        Raises ImportRefused.
        """
        found = [recognised(data, name, self.department) for name, data in self.contents()]
        years = self.noted("years") or {}
        exports = (file for file in found if isinstance(file, FileRead))
        return Received(
            libraries=tuple(
                file.of_year(years[file.name]) if file.name in years else file.of_proposed_year()
                for file in exports
            ),
            communes=tuple(file for file in found if isinstance(file, CommunesRead)),
            outlines=tuple(file for file in found if isinstance(file, OutlinesRead)),
        )

    def note(self, name: str, content: Any) -> None:
        (self.folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")

    def noted(self, name: str) -> Any:
        """What was noted under a name, or None."""
        path = self.folder / f"{name}.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else None

    def forget(self, name: str) -> None:
        (self.folder / f"{name}.json").unlink(missing_ok=True)

    def drop(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def problems_of(files: Sequence[UploadedFile], department: str) -> list[str]:
    """Why these files cannot be imported, each problem with its remedy; empty when they can be read."""
    if not files:
        return ["Aucun fichier n'est choisi. Choisissez un fichier au moins."]
    if len(files) > MOST_FILES:
        return [f"{len(files)} fichiers sont choisis. Choisissez-en {MOST_FILES} au plus à la fois."]
    found = []
    for file in files:
        name = safe_name(file.name)
        if problem := too_large(file):
            found.append(problem)
            continue
        try:
            _glance(file, name, department)
        except ImportRefused as refusal:
            found.append(f"{refusal.message} {refusal.remedy}")
        finally:
            file.seek(0)
    return found


def too_large(file: UploadedFile) -> str:
    """Why a file is too big, or ""."""
    size = file.size or 0
    if size <= LARGEST:
        return ""
    return (
        f"{safe_name(file.name)} : le fichier fait {math.ceil(size / MEGABYTE)}\u00a0Mo et dépasse la limite de "
        f"{LARGEST // MEGABYTE}\u00a0Mo. Un export national en fait 4 : vérifiez que c'est le bon, ou limitez-le "
        "à votre département."
    )


def _glance(file: UploadedFile, name: str, department: str) -> None:
    """Recognise a file; of a big one, the first lines: the rest is read in the background."""
    data = file.read(GLANCE)
    if len(data) == GLANCE:
        if data.startswith(PARQUET) or looks_json(data):
            return
        end = data.rfind(b"\n")
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16 has two bytes a sign
        data = data[: end - end % 2 if wide else end] if end > 0 else data
    recognised(data, name, department)


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
        with (folder / f"{rank}.file").open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        names.append(safe_name(file.name))
    (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), "utf-8")
    return Upload(_signer.sign_object([network.pk, name]), folder, network.department)


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
    return Upload(token, folder, network.department)


def purge(home: Path) -> None:
    """Forget what was left for more than a day."""
    limit = time.time() - KEPT_SECONDS
    for folder in home.iterdir() if home.is_dir() else ():
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)


def _home(network: Network) -> Path:
    return Path(settings.MAILLAGE_VAR) / "uploads" / network.department
