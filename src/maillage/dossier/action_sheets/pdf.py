"""Printed action sheets as an accessible PDF (PDF/UA-1): one page each, whatever they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from maillage.base.typesetting import typeset
from maillage.dossier.action_sheets.fitting import Fitted, hopeful
from maillage.dossier.action_sheets.parts import PrintedSheet

TEMPLATE = Path(__file__).with_name("sheet.typ")


def sheets_pdf(sheets: Sequence[PrintedSheet], *, title: str, day: date | None = None) -> bytes:
    """One page for each sheet, in the order given. `title` is that of the document."""
    content = {
        "title": title,
        "subject": title,
        "foot": sheets[0].dated if sheets else "",
        "sheets": [[_tried(one) for one in hopeful(sheet)] for sheet in sheets],
    }
    return typeset(TEMPLATE, content, day=day)


def _tried(one: Fitted) -> dict[str, Any]:
    """What the template measures: the last try is laid out anyway."""
    return {"size": one.size, **asdict(one.sheet)}
