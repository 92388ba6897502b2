"""Make the fonts that screens load: Latin subsets of Source Sans 3, as WOFF2, renamed as its licence asks.

Run by hand when the fonts of `base/fonts` change. It needs two packages that nothing else needs:
`uv run --with fonttools --with brotli tools/webfonts.py`.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset

BASE = Path(__file__).parent.parent / "src" / "maillage" / "base"
SOURCE, TARGET = BASE / "fonts" / "source-sans-3", BASE / "static" / "ui" / "fonts"
# "Source" is a Reserved Font Name: a subset is a modified version and takes another name (OFL 1.1, condition 3).
FAMILY = "Maillage Sans"
STYLES = {"Regular": "regular", "SemiBold": "semibold", "Italic": "italic"}
CHARACTERS = (
    "U+0020-007E,U+00A0-017F,U+02BC,U+02C6,U+02DA,U+02DC,U+2009-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,"
    "U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2248,U+2260,"
    "U+2264-2265,U+25CF"
)
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "pnum", "sups"]


def make(style: str, name: str) -> Path:
    options = subset.Options()
    options.flavor, options.layout_features, options.hinting = "woff2", FEATURES, False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    font = subset.load_font(str(SOURCE / f"SourceSans3-{style}.ttf"), options)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=subset.parse_unicodes(CHARACTERS))
    chosen.subset(font)
    compact = f"{FAMILY.replace(' ', '')}-{style}"
    names = {1: FAMILY, 3: compact, 4: f"{FAMILY} {style}", 6: compact, 16: FAMILY}
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.string)
    # The same fonts give the same files.
    font["head"].modified, font.recalcTimestamp = font["head"].created, False
    path = TARGET / f"maillage-sans-{name}.woff2"
    subset.save_font(font, str(path), options)
    return path


if __name__ == "__main__":
    for one, file_name in STYLES.items():
        made = make(one, file_name)
        print(f"{made.name} : {made.stat().st_size} octets")
