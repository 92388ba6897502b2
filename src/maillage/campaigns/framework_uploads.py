"""A framework that somebody sent and did not confirm yet: its canonical text, kept apart an hour."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from maillage.base.ui.editing.plain import Difference, differences, plain
from maillage.base.values.files.nodes import FileProblem, UnreadableFile
from maillage.base.workbooks import WorkbookRefused, is_workbook
from maillage.campaigns.domain.framework_problems import framework_text, read_framework
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.domain.xlsforms import Line
from maillage.campaigns.domain.xlsforms.tables import FormRefused
from maillage.campaigns.framework_drafting import draft_in
from maillage.campaigns.models import FrameworkVersion
from maillage.campaigns.xlsform_files import read_xlsform

LARGEST = 5_000_000
KEPT_SECONDS = 3600
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What a file would do. `refusal` or `problems`: nothing; else `framework`, the version `stored` under its name,
    and the `lines` of an XLSForm that are not taken over."""

    name: str
    framework: Framework | None = None
    stored: FrameworkVersion | None = None
    refusal: str = ""
    problems: tuple[FileProblem, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """From the stored version to this one; () without any."""
        if self.framework is None or self.stored is None:
            return ()
        return tuple(differences(Framework, plain(draft_in(self.stored)), plain(self.framework)))

    @property
    def is_blocked(self) -> bool:
        """The same number as a sealed version, and not the same content."""
        sealed = self.stored is not None and self.stored.sealed_at is not None
        return sealed and bool(self.differences)


def try_file(network: Any, name: str, content: bytes) -> Trial:
    """Read a YAML or XLSForm file and compare it with what the network has. Nothing is changed."""
    name = name[:100]
    if len(content) > LARGEST:
        return Trial(name=name, refusal="Ce fichier pèse plus de 5 Mo : un référentiel tient en bien moins.")
    lines: tuple[Line, ...] = ()
    try:
        if is_workbook(content):
            read = read_xlsform(content, name)
            framework, lines = read.framework, read.lines
        else:
            framework = read_framework(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Trial(name=name, refusal="Ce fichier n'est pas un texte en UTF-8. Enregistrez-le en UTF-8.")
    except (FormRefused, WorkbookRefused) as refused:
        return Trial(name=name, refusal=str(refused))
    except UnreadableFile as unreadable:
        return Trial(name=name, problems=tuple(unreadable.problems))
    rows = FrameworkVersion.objects.filter(network=network)
    stored = rows.filter(code=framework.code, version=framework.version).first()
    return Trial(name=name, framework=framework, stored=stored, lines=lines)


def keep(network: Any, framework: Framework) -> str:
    """Keep the canonical text until it is confirmed; returns the name to find it by."""
    content = framework_text(framework).encode()
    folder = _folder(network)
    folder.mkdir(parents=True, exist_ok=True)
    _purge(folder.iterdir())
    digest = hashlib.sha256(content).hexdigest()
    (folder / digest).write_bytes(content)
    return digest


def kept(network: Any, digest: str) -> str | None:
    """The text kept under a name; None when it is gone, or was never there."""
    path = _folder(network) / digest if _DIGEST.fullmatch(digest) else None
    return path.read_text("utf-8") if path is not None and path.is_file() else None


def _folder(network: Any) -> Path:
    return Path(settings.MAILLAGE_VAR) / "frameworks" / str(network.pk)


def _purge(paths: Iterable[Path]) -> None:
    before = time.time() - KEPT_SECONDS
    for path in paths:
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
