"""What the template of a report card reads: plain texts and figures, cut to what two pages hold."""

from __future__ import annotations

from typing import Any

from maillage.base.values.french import count, number, plain_date
from maillage.campaigns.domain.report_card import CoreLine, ProfileRow, ReportCard, StepLine
from maillage.campaigns.domain.scores import CoreState

# Longer texts are cut: the page on screen shows them whole.
LONGEST = 140
MOST_CORE, MOST_HEARD = 12, 4


# Lines that surely fit in the letters of every day; past them the template measures, which takes as long as setting.
SURE_FIRST, SURE_SECOND = 28, 36


def card_data(card: ReportCard) -> dict[str, Any]:
    """The card as JSON can carry it. `measured`: which of its two pages may be too full."""
    data = _texts(card)
    first = (data["place"], data["change"], data["towards"], *data["progress"], *data["strengths"])
    second = (*(step["help"] + step["who"] for step in data["steps"]), *data["heard"])
    core = sum(max(_lines(line["title"], 36), _lines(line["more"], 52)) for line in data["core"])
    full = len(data["profile"]) + 2 * _lines(data["name"], 46) + sum(map(_lines, first))
    lower = core + 3 * len(data["steps"]) + sum(map(_lines, second))
    return {**data, "measured": [full > SURE_FIRST, lower > SURE_SECOND]}


def _lines(text: str, letters: int = 92) -> int:
    return -(-len(text) // letters)


def _texts(card: ReportCard) -> dict[str, Any]:
    return {
        "title": card.title,
        "name": _cut(card.name, 90),
        "epci": card.epci,
        "network": card.network,
        "owner": card.owner,
        "contact": card.contact,
        "campaign": card.campaign_title,
        "sent": plain_date(card.sent_on) if card.sent_on else "",
        "band": card.band_label if card.is_grid else "",
        "towards": card.towards,
        "core_text": card.core_text if card.core else "",
        "profile": [_bar(row) for row in card.profile],
        "peers": card.peers_text,
        "place": card.place_text,
        "change": card.change_text,
        "progress": [_cut(text) for text in card.progress],
        "core": [_core(line) for line in _shown(card)],
        "core_left": _left(card),
        "strengths": [_cut(text) for text in card.strengths],
        "steps": [_step(step) for step in card.steps],
        "heard": [_cut(text) for text in card.heard[:MOST_HEARD]],
    }


def _cut(text: str, letters: int = LONGEST) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"


def _bar(row: ProfileRow) -> dict[str, Any]:
    known = row.low is not None and row.middle is not None and row.high is not None
    return {
        "title": _cut(row.title, 70),
        "score": None if row.score is None else round(row.score, 1),
        "text": "insuffisant" if row.score is None else number(row.score),
        "range": [round(value, 1) for value in (row.low, row.middle, row.high) if value is not None]
        if known
        else [],
        "others": f"{number(row.low)} à {number(row.high)}" if known else "trop peu",
    }


def _shown(card: ReportCard) -> list[CoreLine]:
    """What lacks comes first: were there too many services, those that are met would be counted."""
    order = (CoreState.MISSING, CoreState.UNKNOWN, CoreState.MET)
    return [line for state in order for line in card.core_in(state)][:MOST_CORE]


def _left(card: ReportCard) -> str:
    left = sum(len(card.core_in(state)) for state in CoreState if state is not CoreState.NOT_APPLICABLE)
    left -= MOST_CORE
    return f"Et {count(left, 'autre service', 'autres services')}, à lire en ligne." if left > 0 else ""


def _core(line: CoreLine) -> dict[str, str]:
    more = line.lack.amount or f"Pour l'assurer : {line.lack.wanted}" if line.lack else line.now
    return {
        "title": _cut(line.title, 70),
        "state": line.state.value,
        "label": line.state.label,
        "more": _cut(more, 130),
    }


def _step(step: StepLine) -> dict[str, str]:
    return {
        "do": _cut(step.do, 150),
        "title": _cut(step.title, 90),
        "who": _cut(step.who, 60),
        "effort": step.effort,
        "help": _cut(step.help, 120),
        "core": "service du socle" if step.is_core else "",
    }
