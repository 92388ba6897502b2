"""Makes the README's picture: the page of the dossier that holds the calendar of actions.

Usage: `.venv/bin/python tools/readme_picture.py var/demo/dossier/dossier.pdf` (needs pdftoppm, from poppler-utils).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pypdf import PdfReader

PROJECT = Path(__file__).resolve().parent.parent
TARGET = PROJECT / "docs" / "images" / "dossier.png"
CAPTION = "Calendrier des actions, axe par axe"


def page_of(pdf: Path, text: str) -> int:
    """The last page, counted from 1, that holds a text (the contents page may hold it too)."""
    found = [
        n for n, page in enumerate(PdfReader(pdf).pages, 1) if text in page.extract_text().replace("\n", " ")
    ]
    if not found:
        raise SystemExit(f"« {text} » is not in {pdf}")
    return found[-1]


def main() -> None:
    pdf = Path(sys.argv[1])
    page = str(page_of(pdf, CAPTION))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    stem = str(TARGET.with_suffix(""))
    command = ["pdftoppm", "-png", "-r", "80", "-f", page, "-l", page, "-singlefile", str(pdf), stem]
    subprocess.run(command, check=True)
    print(f"{TARGET.relative_to(PROJECT)}: page {page}")


if __name__ == "__main__":
    main()
