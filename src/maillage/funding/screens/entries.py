"""Entries on screen: filters, a page of them, what each is tied to or likely pays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Tone
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.pages import to
from maillage.base.values.french import euros, folded, short_date
from maillage.funding.domain.accounting.matching import Candidate, Suggestion, suggestion
from maillage.funding.domain.entries import EntryKind
from maillage.funding.readings import funding_of
from maillage.funding.spent import Kept, candidates_of, kept_entries

PAGE = 50
STATES = (("ouvertes", "À rapprocher"), ("faites", "Rapprochées"), ("hors", "Hors du programme"))


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the list. `proposal`: the line it likely is of, for an open entry."""

    pk: int
    title: str
    day: str
    amount: str
    kind: str
    note: str
    state: Badge
    tied: str
    url: str
    how: str
    proposal: Suggestion | None


def filters_of(project: Project, params: Mapping[str, str]) -> list[Filter]:
    years = sorted({kept.entry.day.year for kept in kept_entries(project)}, reverse=True)
    used = {kept.entry.cost or kept.entry.line for kept in kept_entries(project)} - {None}
    lines = [(one.code, f"{one.code} {one.label}"[:80]) for one in candidates_of(project) if one.code in used]
    return [
        chosen("etat", "État", STATES, params),
        chosen("nature", "Nature", [(one.value, one.label) for one in EntryKind], params),
        chosen("annee", "Année", [(str(year), str(year)) for year in years], params),
        chosen("ligne", "Ligne du plan", lines, params),
    ]


def asked_for(project: Project, filters: Sequence[Filter], words: str) -> list[Kept]:
    """The entries that the filters keep, the newest first."""
    state, kind, year, line = (one.value for one in filters)
    wanted = folded(words).split()

    def keeps(kept: Kept) -> bool:
        entry = kept.entry
        said = f"{entry.number} {entry.commitment} {entry.label} {entry.account} {entry.third_party}"
        return (
            (not state or {"ouvertes": entry.is_open, "faites": entry.is_tied, "hors": entry.is_aside}[state])
            and (not kind or entry.kind == kind)
            and (not year or entry.day.year == int(year))
            and (not line or line in (entry.cost, entry.line))
            and (not wanted or all(word in folded(said) for word in wanted))
        )

    return [kept for kept in reversed(kept_entries(project)) if keeps(kept)]


def row_of(request: Any, kept: Kept) -> Row:
    entry, project = kept.entry, request.project
    labels = {one.code: one.label for one in candidates_of(project)}
    code = entry.cost or entry.line or ""
    page = "funding:costline" if entry.cost else "funding:fundingline"
    said = [
        entry.number and f"n° {entry.number}",
        entry.commitment and f"engagement {entry.commitment}",
        entry.account,
    ]
    return Row(
        pk=kept.pk,
        title=entry.label or "Sans libellé",
        day=short_date(entry.day),
        amount=euros(entry.amount_ttc, 2),
        kind=entry.kind.label,
        note=", ".join(one for one in (*said, entry.third_party) if one),
        state=_state(kept),
        tied=f"{code} {labels.get(code, '')}".strip(),
        url=to(request, page, code) if code else "",
        how=entry.match.label if entry.match and code else "",
        proposal=suggestion(entry, candidates_of(project)) if entry.is_open else None,
    )


def _state(kept: Kept) -> Badge:
    if kept.entry.is_tied:
        return Badge("rapprochée", Tone.GOOD)
    if kept.entry.is_aside:
        return Badge("hors du programme", Tone.NEUTRAL)
    return Badge("à rapprocher", Tone.WARNING)


def choices(project: Project) -> list[tuple[str, list[Candidate]]]:
    """What entries may be tied to: costs by operation, then aids."""
    operations = {one.code: f"{one.code}. {one.title}" for one in funding_of(project).operations}
    of = {cost.code: operations.get(cost.operation, "Autres") for cost in funding_of(project).costs}
    found: dict[str, list[Candidate]] = {}
    for one in candidates_of(project):
        group = "Aides (pour les titres)" if one.is_aid else of.get(one.code, "Actions archivées")
        found.setdefault(group, []).append(one)
    return list(found.items())
