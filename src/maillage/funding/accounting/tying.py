"""Ties entries to the lines that they pay or to the aids that they bring, unties them, sets them aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from maillage.base.models import one_writer, record
from maillage.base.plugs import Project
from maillage.base.values.french import count
from maillage.funding.domain.accounting.matching import Candidate, fits, tied
from maillage.funding.domain.entries import Entry, Match
from maillage.funding.models import CostLine, FundingLine
from maillage.funding.models import Entry as EntryRow
from maillage.funding.spent import Kept, candidates_of, stored

TIED, UNTIED, ASIDE = "funding.entries-tie", "funding.entries-untie", "funding.entries-aside"
_AT_ONCE = 500


class NotTied(ValueError):
    """Why entries cannot be tied so; the message is French."""


def tie_what_is_sure(project: Project) -> int:
    """Tie the open entries that a code or a commitment names; how many. Within the caller's transaction."""
    kept = stored(project.network)
    after = tied([one.entry for one in kept], candidates_of(project))
    moved = [
        (one, entry) for one, entry in zip(kept, after, strict=True) if entry.match is not one.entry.match
    ]
    _write(project.network, moved)
    return len(moved)


def tie_again(*, project: Project, actor: Any) -> int:
    """The same, asked for by a person."""
    with one_writer(project.network):
        moved = tie_what_is_sure(project)
        if moved:
            label = count(moved, "écriture")
            record(network=project.network, actor=actor, verb=TIED, target="funding.Entry", label=label)
    return moved


def tie(*, project: Project, pks: Collection[int], target: str, how: Match, actor: Any) -> int:
    """Tie entries to one line, whose code is `target`; how many. Raises NotTied, and then nothing changes."""
    wanted = next((one for one in candidates_of(project) if one.code == target), None)
    if wanted is None:
        raise NotTied("Cette ligne n'est plus au plan. Choisissez-en une autre.")
    return tie_each(project=project, wanted={pk: wanted for pk in pks}, how=how, actor=actor)


def tie_each(*, project: Project, wanted: dict[int, Candidate], how: Match, actor: Any) -> int:
    """Tie each entry to its own line. Raises NotTied, and then nothing changes."""
    network = project.network
    with one_writer(network):
        kept = _found(network, wanted)
        wrong = [one.entry for one in kept if not fits(one.entry, wanted[one.pk])]
        if wrong:
            aid = next(wanted[one.pk] for one in kept if one.entry is wrong[0]).is_aid
            raise NotTied(
                f"L'écriture « {wrong[0].number} {wrong[0].label} » est un {wrong[0].kind.label} : elle se rattache à "
                f"une {'dépense' if aid else 'recette'}. Rien n'a été changé."
            )
        _write(network, [(one, _tied_to(one.entry, wanted[one.pk], how)) for one in kept])
        _tell(network, actor, TIED, kept, sorted({one.code for one in wanted.values()}))
    return len(kept)


def untie(*, network: Any, pks: Collection[int], actor: Any) -> int:
    """Take entries off their line, or back from those set aside: they are to be tied again."""
    return _move(network, pks, None, UNTIED, actor)


def set_aside(*, network: Any, pks: Collection[int], actor: Any) -> int:
    """Say that entries are of another programme: nobody is asked to tie them any more."""
    return _move(network, pks, Match.ASIDE, ASIDE, actor)


def _move(network: Any, pks: Collection[int], match: Match | None, verb: str, actor: Any) -> int:
    with one_writer(network):
        kept = _found(network, pks)
        _write(network, [(one, replace(one.entry, cost=None, line=None, match=match)) for one in kept])
        _tell(network, actor, verb, kept, [])
    return len(kept)


def _found(network: Any, pks: Collection[int]) -> list[Kept]:
    wanted = set(pks)
    found = [one for one in stored(network) if one.pk in wanted]
    if not found:
        raise NotTied("Aucune écriture n'est cochée. Cochez-en au moins une.")
    return found


def _tied_to(entry: Entry, to: Candidate, how: Match) -> Entry:
    cost, line = (None, to.code) if to.is_aid else (to.code, None)
    return replace(entry, match=how, cost=cost, line=line)


def _write(network: Any, moved: Iterable[tuple[Kept, Entry]]) -> None:
    costs = dict(CostLine.objects.filter(network=network).values_list("code", "pk"))
    lines = dict(FundingLine.objects.filter(network=network).values_list("code", "pk"))
    same: dict[tuple[str | None, str | None, Match | None], list[int]] = {}
    for one, entry in moved:
        same.setdefault((entry.cost, entry.line, entry.match), []).append(one.pk)
    for (cost, line, match), pks in same.items():
        values = {
            "cost_id": costs[cost] if cost else None,
            "line_id": lines[line] if line else None,
            "match": match.value if match else "",
        }
        for start in range(0, len(pks), _AT_ONCE):  # a base takes so many parameters at once
            chunk = pks[start : start + _AT_ONCE]
            EntryRow.objects.filter(network=network, pk__in=chunk).update(**values)


def _tell(network: Any, actor: Any, verb: str, kept: list[Kept], to: list[str]) -> None:
    """One line of the trail for the whole act, with what each entry was tied to before."""
    label = count(len(kept), "écriture")
    before = {str(one.pk): one.entry.cost or one.entry.line or "" for one in kept}
    record(network=network, actor=actor, verb=verb, target="funding.Entry", label=label, before=before, to=to)
