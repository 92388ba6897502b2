"""What every chart looks like: colours, type sizes, the Vega-Lite configuration.

The palette is colour-blind safe: every colour has a contrast of at least 3:1 on white, and any two of the
first seven stay apart under simulated protanopia, deuteranopia and tritanopia (tests/base/test_charts.py
measures both).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

Spec: TypeAlias = dict[str, Any]

FONT = "Source Sans 3"
# The fallbacks serve screens and Word, where the bundled family may be absent.
# The quotes matter: an unquoted family that ends with a digit is not valid CSS and no text is drawn.
FONT_STACK = f"'{FONT}', Calibri, Carlito, 'Segoe UI', sans-serif"

INK = "#1d2b3a"  # text
MUTED = "#5a6775"  # secondary text, 5.8:1 on white
RULE = "#c3ccd6"  # axes, year lines
GRID = "#e6eaef"  # light grid
BAND = "#f1f4f7"  # background of headings and groups
POINT = "#c9d0d8"  # places that serve as a background
PAPER = "#ffffff"
PRIMARY = "#17466a"
ACCENT = "#c47a16"

CATEGORIES = (
    PRIMARY,
    ACCENT,
    "#3e9483",
    "#9c3d4e",
    "#8c84d4",
    "#5b3a14",
    "#8f8d62",
    "#6f7b88",
)

# On screen a stylesheet may rename these colours (dark mode, a network's own colours): see render.svg.
SCREEN_NAMES = {
    INK: "ink",
    MUTED: "muted",
    RULE: "rule",
    GRID: "grid",
    BAND: "band",
    POINT: "point",
    PAPER: "paper",
    **{colour: str(rank) for rank, colour in enumerate(CATEGORIES, 1)},
}

# Pixels. A chart 640 px wide is printed 165 mm wide: 11 px make 8 points.
WIDTH = 640
TEXT = 11
SMALL = 10
STRONG = 600

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def colour_of(rank: int) -> str:
    """The colour of the `rank`-th category (from 0); past the palette, the neutral last one."""
    return CATEGORIES[min(rank, len(CATEGORIES) - 1)]


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(background: str) -> str:
    """White or ink, whichever reads better on `background`."""
    return max((PAPER, INK), key=lambda text: contrast(text, background))


def config() -> Spec:
    """The Vega-Lite configuration shared by all charts. `aria` is off: its labels would be in English."""
    axis = {
        "labelFont": FONT_STACK, "labelFontSize": TEXT, "labelColor": MUTED, "labelPadding": 6,
        "titleFont": FONT_STACK, "titleFontSize": TEXT, "titleColor": MUTED, "titleFontWeight": 400,
        "domainColor": RULE, "gridColor": GRID, "tickColor": RULE, "ticks": False,
    }  # fmt: skip
    return {
        "aria": False,
        "background": PAPER,
        "font": FONT_STACK,
        "view": {"stroke": None},
        "axis": axis,
        "axisY": {"domain": False},
        "legend": {
            "labelFont": FONT_STACK, "labelFontSize": TEXT, "labelColor": INK, "labelLimit": 300,
            "title": None, "symbolType": "square", "symbolSize": 110, "columnPadding": 18,
        },
        "text": {"font": FONT_STACK, "fontSize": TEXT, "color": INK},
    }  # fmt: skip


def chart(layers: Sequence[Spec], *, width: int = WIDTH, height: float, **more: Any) -> Spec:
    """A layered chart whose whole image is `width` x `height` pixels."""
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": round(height),
        # Vega clips the descenders of the lowest labels without these pixels.
        "padding": 0 if more.get("autosize") == "none" else {"top": 2, "bottom": 5, "left": 2, "right": 2},
        "config": config(),
        "layer": list(layers),
        **more,
    }
