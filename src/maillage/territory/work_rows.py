"""The lines of the work list on the data: each remark with its proposal, its state and who decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.utils.timezone import localtime

from maillage.base.ui.components import Badge, Tone
from maillage.base.ui.pages import to
from maillage.base.ui.remarks import TONES
from maillage.base.values.french import NBSP, number, short_date
from maillage.territory.decision_forms import named
from maillage.territory.domain.proposals import Trust
from maillage.territory.domain.worklist import Case, CaseState

STATE_TONES = {
    CaseState.OPEN: Tone.WARNING,
    CaseState.CHANGED: Tone.BAD,
    CaseState.POSTPONED: Tone.INFO,
    CaseState.ACCEPTED: Tone.GOOD,
    CaseState.REJECTED: Tone.NEUTRAL,
}


@dataclass(frozen=True)
class Row:
    """A line of the work list, ready for its template."""

    case: Case
    id: str
    name: str
    url: str
    title: str
    severity: Badge
    state: Badge
    trust: Badge | None
    source: str
    decided: str


def anchor_of(key: str) -> str:
    """The name of a remark's line in the page."""
    return f"r-{sha256(key.encode()).hexdigest()[:10]}"


def line_url(request: Any, place: str, key: str) -> str:
    """The address of a remark's line in the work list."""
    query = urlencode({"lieu": place, "etat": "all"})
    return f"{to(request, 'territory:quality')}?{query}#{anchor_of(key)}"


def work_rows(request: Any, found: Iterable[Case], known: set[str]) -> list[Row]:
    """`known`: codes of the libraries that have a page."""
    return [_work_row(request, case, known) for case in found]


def _work_row(request: Any, case: Case, known: set[str]) -> Row:
    remark, proposal = case.remark, case.proposal
    line = f", ligne{NBSP}{number(remark.line)}" if remark and remark.line else ""
    return Row(
        case=case,
        id=anchor_of(case.key),
        name=named(case),
        url=to(request, "territory:library", case.place) if case.place in known else "",
        title=case.name or case.place or "Fichier entier",
        severity=Badge(case.severity.label, TONES[case.severity]),
        state=Badge(case.state.label, STATE_TONES[case.state]),
        trust=Badge(f"confiance : {proposal.trust.label}", Tone.NEUTRAL)
        if proposal and proposal.trust is not Trust.SURE
        else None,
        source=f"{remark.source}{line}" if remark else "",
        decided=decided(case),
    )


def decided(case: Case) -> str:
    """`acceptée par Léa le 19/04/2027`; "" when nothing was."""
    settled = case.settlement
    if settled is None:
        return ""
    who = f" par {settled.by}" if settled.by else ""
    day = f" le {short_date(localtime(settled.at).date())}" if settled.at else ""
    until = f", jusqu'au {short_date(settled.until)}" if settled.until else ""
    return f"{settled.answer.label}{who}{day}{until}"
