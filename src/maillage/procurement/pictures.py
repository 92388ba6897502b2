"""Purchases over time: when each is prepared, consulted and due, and by how much it slips."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from maillage.base.charts.calendars import UNIT_HEIGHT, YEAR_HEIGHT, Calendar, draw_grid, draw_head
from maillage.base.charts.layout import Canvas, shortened
from maillage.base.charts.theme import ACCENT, CATEGORIES, GRID, INK, MUTED, PAPER, PRIMARY, SMALL, WIDTH
from maillage.base.values.french import count, plain_date, short_date
from maillage.base.values.tree import Column, Picture, Table
from maillage.procurement.domain.follow import Followed

LABELS = 232
ROW = 19
HEAD = YEAR_HEIGHT + UNIT_HEIGHT
LEGEND = 24
SLIP = CATEGORIES[3]


def timeline_picture(followed: Sequence[Followed], today: date) -> Picture | None:
    """The dated purchases, the first to prepare at the top; None when no purchase is dated."""
    dated = sorted(
        (item for item in followed if item.planned.must_start), key=lambda item: str(item.planned.must_start)
    )
    if not dated:
        return None
    slipping = sum(item.is_slipping for item in dated)
    told = f", dont {count(slipping, 'glisse', 'glissent')}" if slipping else ""
    first = min(str(item.planned.must_start) for item in dated)
    return Picture(
        caption="Les achats dans le temps",
        spec=_drawing(dated, today),
        alt=f"Frise de {count(len(dated), 'achat')}{told} : une barre par achat, de la préparation à la notification. "
        f"La première préparation commence le {plain_date(date.fromisoformat(first))}.",
        data=_figures(dated),
    )


def _drawing(dated: Sequence[Followed], today: date) -> dict[str, Any]:
    days = [day for item in dated for day in (item.planned.must_start, _end(item)) if day]
    start = min(days).replace(day=1)
    calendar = Calendar(start, max([*days, today]) + timedelta(days=20), LABELS, WIDTH)
    bottom = HEAD + 4 + ROW * len(dated)
    canvas = Canvas(WIDTH, bottom + LEGEND)
    draw_grid(canvas, calendar, HEAD, bottom)
    draw_head(canvas, calendar, 0)
    middles = [HEAD + 4 + ROW * (rank + 0.5) for rank in range(len(dated))]
    canvas.lines([{"x": 0, "x2": WIDTH, "y": m + ROW / 2, "y2": m + ROW / 2} for m in middles], GRID, 0.6)
    names = [
        shortened(f"{i.planned.purchase.code}. {i.planned.purchase.title}", LABELS - 14, SMALL) for i in dated
    ]
    canvas.texts([{"x": 4, "y": m, "text": n} for m, n in zip(middles, names, strict=True)], size=SMALL)
    _bars(canvas, calendar, list(zip(dated, middles, strict=True)))
    x = calendar.x(today)
    canvas.lines([{"x": x, "x2": x, "y": HEAD, "y2": bottom}], INK, 1.2, strokeDash=[3, 2])
    canvas.legend(
        (
            ("square", GRID, "Préparation"),
            ("square", PRIMARY, "Consultation"),
            ("square", SLIP, "Glissement"),
            ("diamond", ACCENT, "Notification réelle"),
            ("line", INK, "Aujourd’hui"),
        ),
        4,
        bottom + 14,
    )
    return canvas.spec()


def _bars(canvas: Canvas, calendar: Calendar, rows: Sequence[tuple[Followed, float]]) -> None:
    prepared, consulted, slipped, notified = [], [], [], []
    for item, middle in rows:
        planned = item.planned
        edges = {"y": middle - 5, "y2": middle + 5}
        # A purchase that has its first date has them all.
        begin, launch, due = (planned.day(key) or date.max for key in ("prepare", "launch", "notify"))
        prepared.append({**edges, "x": calendar.x(begin), "x2": calendar.x(launch), "fill": GRID})
        consulted.append(
            {
                **edges,
                "x": calendar.x(launch),
                "x2": max(calendar.x(due), calendar.x(launch) + 3),
                "fill": PRIMARY,
            }
        )
        if item.expected and item.slip_days:
            slipped.append({**edges, "x": calendar.x(due), "x2": calendar.x(item.expected), "fill": SLIP})
        if planned.purchase.notified_on:
            notified.append({"x": calendar.x(planned.purchase.notified_on), "y": middle, "fill": ACCENT})
    canvas.rects(prepared, radius=2, stroke=MUTED, strokeWidth=0.5)
    canvas.rects(consulted, radius=2)
    canvas.rects(slipped, radius=2)
    canvas.symbols(notified, "diamond", 95, stroke=PAPER, strokeWidth=1)


def _end(item: Followed) -> date | None:
    """The last day drawn for a purchase: that on which its contract is due, or can be expected."""
    return max((day for day in (item.planned.day("notify"), item.expected) if day), default=None)


def _figures(dated: Sequence[Followed]) -> Table:
    def shown(day: date | None) -> str:
        return short_date(day) if day else "–"

    return Table(
        caption="Dates des achats",
        columns=(
            Column("Achat", width=2.6),
            *(
                Column(label, align="center")
                for label in (
                    "Préparation",
                    "Lancement prévu",
                    "Notification prévue",
                    "Notification réelle ou attendue",
                )
            ),
        ),
        rows=tuple(
            (
                f"{item.planned.purchase.code}. {item.planned.purchase.title}",
                shown(item.planned.must_start),
                shown(item.planned.day("launch")),
                shown(item.planned.day("notify")),
                shown(item.expected),
            )
            for item in dated
        ),
    )
