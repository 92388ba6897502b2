"""A document's pictures drawn, and the size they take on a page."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from maillage.base.charts import render
from maillage.base.values.tree import Picture

# The room of an A4 page, less its margins, the caption and the source.
MAX_WIDTH_MM = 166.0
MAX_HEIGHT_MM = 222.0
PNG_SCALE = 2.5

_SIZE = re.compile(r'<svg[^>]*\bwidth="([\d.]+)"[^>]*\bheight="([\d.]+)"')


@dataclass(frozen=True)
class Drawing:
    """An image and its width on the page, in millimetres."""

    image: bytes
    width_mm: float


def _fitted(picture: Picture, width: float, height: float) -> float:
    """The width asked for, reduced when the page would be too small."""
    return round(min(picture.width_mm, MAX_WIDTH_MM, MAX_HEIGHT_MM * width / max(height, 1)), 2)


def as_svg(picture: Picture) -> Drawing:
    text = render.svg(picture.spec)
    size = _SIZE.search(text)
    width, height = (float(size[1]), float(size[2])) if size else (1.0, 1.0)
    return Drawing(text.encode(), _fitted(picture, width, height))


def as_png(picture: Picture) -> Drawing:
    image = render.png(picture.spec, scale=PNG_SCALE)
    # Width and height stand at byte 16 of every PNG (its IHDR chunk).
    width, height = struct.unpack_from(">II", image, 16)
    return Drawing(image, _fitted(picture, width, height))
