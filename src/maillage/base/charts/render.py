"""From a chart's description to an image: SVG or PNG, in French, without links or English labels."""

from __future__ import annotations

import json
import re
import struct
import threading
import zlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from maillage.base.charts.theme import SCREEN_NAMES, Spec
from maillage.base.charts.typography import typographic
from maillage.base.values.french import NARROW, NBSP

FONTS = Path(__file__).parent.parent / "fonts" / "source-sans-3"

VEGA_LITE = "5.21"
# d3's own "fr-FR" separates thousands by U+00A0; the house writes U+202F (base.values.french).
NUMBERS = {
    "decimal": ",",
    "thousands": NARROW,
    "grouping": [3],
    "currency": ["", f"{NBSP}€"],
    "percent": f"{NBSP}%",
    "minus": "−",
}

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_SAID_ASIDE = re.compile(r'\s(?:aria-[a-z]+|role|xlink:[a-z]+|xmlns:xlink)="[^"]*"')
_LINK = re.compile(r"</?a(?:\s[^>]*)?>")
# Data and the domains of scales: what a reader sees, and what must stay equal to it.
_SHOWN = frozenset({"values", "domain"})
# One drawing at a time: the engine behind vl_convert is a single JavaScript worker.
_engine = threading.Lock()


@cache
def _vl_convert() -> Any:
    import vl_convert  # 80 MB and a JavaScript engine: only processes that draw pay for it

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def clean(value: Any) -> Any:
    """The same description, its texts in French typography, without characters that XML forbids."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("\ufffd", value)
    if isinstance(value, dict):
        # Only what is shown: an apostrophe also quotes the names of fonts and the expressions of Vega.
        return {key: clean(_lettered(item) if key in _SHOWN else item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    return value


def _lettered(value: Any) -> Any:
    if isinstance(value, str):
        return typographic(value)
    if isinstance(value, dict):
        return {key: _lettered(item) for key, item in value.items()}
    return [_lettered(item) for item in value] if isinstance(value, list | tuple) else value


def _options() -> dict[str, Any]:
    return {
        "vl_version": VEGA_LITE,
        "format_locale": NUMBERS,
        "time_format_locale": "fr-FR",
    }


def svg(spec: Spec, *, screen: bool = False) -> str:
    """Draw `spec` as an SVG text.

    With `screen`, each colour of the theme becomes `var(--chart-<name>, #rrggbb)`, so that a stylesheet can
    adapt it to dark mode; documents keep fixed colours.
    """
    bare = _drawn(json.dumps(clean(spec)))
    return _TAG.sub(lambda tag: _with_variables(tag[0]), bare) if screen else bare


@lru_cache(maxsize=24)
def _drawn(description: str) -> str:
    """The SVG of a description as JSON, kept: a dossier shows each chart in several files."""
    with _engine:
        drawn: str = _vl_convert().vegalite_to_svg(description, allowed_base_urls=[], **_options())
    return _LINK.sub("", _TAG.sub(lambda tag: _SAID_ASIDE.sub("", tag[0]), drawn))


def png(spec: Spec, *, scale: float = 2) -> bytes:
    """Draw `spec` as a PNG of `scale` dots a pixel."""
    drawing = svg(spec)
    with _engine:
        drawn: bytes = _vl_convert().svg_to_png(drawing, scale=scale)
    return _packed(drawn)


def _packed(png_file: bytes) -> bytes:
    """The same PNG with its pixels compressed harder: vl_convert writes files 5 times larger."""
    head, pixels, at = png_file[:8], b"", 8
    before: list[bytes] = []
    while at < len(png_file):
        (length,) = struct.unpack_from(">I", png_file, at)
        chunk = png_file[at : at + length + 12]
        at += length + 12
        if chunk[4:8] == b"IDAT":
            pixels += chunk[8:-4]
        elif chunk[4:8] != b"IEND":
            before.append(chunk)
    body = b"IDAT" + zlib.compress(zlib.decompress(pixels), 3)
    data = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    end = struct.pack(">I4sI", 0, b"IEND", zlib.crc32(b"IEND"))
    return head + b"".join(before) + data + end


def _with_variables(tag: str) -> str:
    def variable(match: re.Match[str]) -> str:
        colour = match[2].lower()
        return (
            f'{match[1]}="var(--chart-{SCREEN_NAMES[colour]}, {colour})"'
            if colour in SCREEN_NAMES
            else match[0]
        )

    return re.sub(r'\b(fill|stroke)="(#[0-9a-fA-F]{6})"', variable, tag)
