"""Accessible PDFs (PDF/UA-1) laid out by Typst. Texts travel as data (JSON), never as Typst source."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from maillage.base.charts import theme
from maillage.base.charts.render import FONTS
from maillage.base.lettering import printable

COLOURS = {
    name: getattr(theme, name.upper())
    for name in ("ink", "muted", "rule", "grid", "band", "primary", "accent")
}


def typeset(template: Path, content: dict[str, Any], *, day: date | None = None) -> bytes:
    """The PDF of a template; `content` is read there as `json(bytes(sys.inputs.document))`, its texts made printable.

    `day` is written as the date of creation, without it the file carries none: same content, same bytes.
    """
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None
    shown = _printable({**content, "colours": COLOURS, "dated": noon is not None})
    pdf: bytes = _compiler(str(template)).compile(
        sys_inputs={"document": json.dumps(shown)}, format="pdf", pdf_standards=["ua-1"], timestamp=noon
    )
    return pdf


def _compiler(template: str) -> Any:
    import typst  # a 33 MB compiler: only processes that make PDFs load it

    return typst.Compiler(template, root=str(Path(template).parent), font_paths=_fonts())


@cache
def _fonts() -> Any:
    import typst  # idem

    # No system font: the same document looks the same on every machine.
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list | tuple) else value
