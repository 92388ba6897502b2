"""Charts on screen: responsive SVG that a stylesheet can darken, kept on disk because drawing is slow."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import tempfile
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from maillage.base.charts import render, theme, typography
from maillage.base.charts.theme import Spec

KEPT_FILES = 400
KEPT_SECONDS = 30 * 24 * 3600

_SIZE = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"[^>]*>')
_ID = re.compile(r'\bid="([^"]+)"')
_BLANK = "chart-id-"
_serial = itertools.count(1)


def picture_svg(spec: Spec, alt: str) -> SafeString:
    """The chart as an inline `<svg role="img">` named by `alt`; its ids are its own on any page."""
    drawn = _drawn(spec).replace(_BLANK, f"c{next(_serial)}-")
    return mark_safe(drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1))  # noqa: S308


def adapted(drawn: str) -> str:
    """An SVG of the drawing engine made for a page: no fixed size, ids to be completed, no English aside."""
    size = _SIZE.match(drawn)
    width, height = size.groups() if size else (str(theme.WIDTH), "300")
    body = drawn[size.end() if size else 0 :]
    for name in sorted(set(_ID.findall(body)), key=len, reverse=True):
        body = body.replace(f'id="{name}"', f'id="{_BLANK}{name}"').replace(
            f"url(#{name})", f"url(#{_BLANK}{name})"
        )
    return f'<svg class="chart" viewBox="0 0 {width} {height}" focusable="false">{body}'


def _drawn(spec: Spec) -> str:
    path = _folder() / f"{_key(spec)}.svg"
    try:
        kept = path.read_text(encoding="utf-8")
        if kept.endswith("</svg>"):
            return kept
    except (OSError, UnicodeDecodeError):
        pass
    drawn = adapted(render.svg(spec, screen=True))
    _keep(path, drawn)
    return drawn


def _folder() -> Path:
    return Path(settings.MAILLAGE_VAR) / "cache" / "charts"


def _key(spec: Spec) -> str:
    """A drawing depends on its description and on the code that draws it."""
    described = json.dumps(spec, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(f"{_engine()}\n{described}".encode()).hexdigest()[:40]


@cache
def _engine() -> str:
    modules = (render.__file__, theme.__file__, typography.__file__, __file__)
    code = b"".join(Path(str(module)).read_bytes() for module in modules)
    return version("vl-convert-python") + hashlib.sha256(code).hexdigest()


def _keep(path: Path, drawn: str) -> None:
    """Written aside then renamed: a reader never meets half a file. A folder that refuses costs time only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
        ) as part:
            part.write(drawn)
        os.replace(part.name, path)
        _prune(path.parent)
    except OSError:
        return


def _prune(folder: Path) -> None:
    files = sorted(
        ((entry.stat().st_mtime, entry.path) for entry in os.scandir(folder) if entry.is_file()), reverse=True
    )
    oldest = time.time() - KEPT_SECONDS
    for rank, (written, name) in enumerate(files):
        if rank >= KEPT_FILES or written < oldest:
            Path(name).unlink(missing_ok=True)
