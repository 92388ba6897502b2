"""What a scenario breaks, on screen, with the changes that repair it and what they break in their turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Tone
from maillage.base.ui.pages import thing_url, to
from maillage.base.values.french import count, euros, listed
from maillage.funding.domain.scenarios import Breach, Kind, Repair
from maillage.funding.domain.scenarios.followers import Snag
from maillage.funding.screens.scenarios import HARD
from maillage.funding.whatifs import upsets_of

# More actions than these are told as others.
NAMED = 5


@dataclass(frozen=True, kw_only=True)
class Told:
    """A breach on the page: its badge and sentence, then the changes that repair it, each with its address."""

    badge: Badge
    message: str
    url: str = ""
    changes: Sequence[tuple[str, str]] = ()
    sure: str = ""
    then: Sequence[str] = ()
    # The query of the page that shows the move, when one action alone repairs it.
    tries: str = ""
    smallest: bool = False


def told_breaches(
    request: Any, broken: Iterable[Breach], repairs: Mapping[tuple[Kind, str], Repair]
) -> list[Told]:
    return [_told(request, breach, repairs.get(breach.key)) for breach in broken]


def _told(request: Any, breach: Breach, repair: Repair | None) -> Told:
    department = request.network.department
    badge = Badge(breach.kind.label, Tone.BAD if breach.kind in HARD else Tone.WARNING)
    url = thing_url(department, breach.target) if breach.target else ""
    if repair is None:
        return Told(badge=badge, message=breach.message, url=url)
    changes = [
        (change.text, thing_url(department, change.target) if change.target else "")
        for change in repair.changes
    ]
    move = repair.changes[0].move if len(repair.changes) == 1 else None
    tries = f"{to(request, 'funding:move', move.action)}?mois={move.months}" if move else ""
    return Told(
        badge=badge,
        message=breach.message,
        url=url,
        changes=changes,
        sure=_sure(breach, repair),
        then=[*(one.message for one in repair.opened), *_followers(request.project, repair)],
        tries=tries,
        smallest=repair.exact,
    )


def _followers(project: Project, repair: Repair) -> list[str]:
    """The steps of other actions that the moves of a repair would upset."""
    moves = [change.move for change in repair.changes if change.move]
    found = [one for one in upsets_of(project, moves) if one.snag is Snag.FOLLOWER]
    if not found:
        return []
    actions = sorted({one.action for one in found})
    named = listed(actions[:NAMED]) + (" et d'autres" if len(actions) > NAMED else "")
    steps = count(len(found), "étape")
    return [
        f"{steps} qui en {'dépend est' if len(found) < 2 else 'dépendent sont'} à décaler aussi (actions {named})."
    ]


def _sure(breach: Breach, repair: Repair) -> str:
    """What computing again says, and how far the search went."""
    proof = "Vérifié : le plan, recalculé avec ce changement, tient de nouveau"
    if breach.kind is Kind.YEAR:
        own = repair.plan.own_share(year=int(breach.subject))
        proof = (
            f"Vérifié : le plan recalculé laisse {euros(own)} à la charge du Département en {breach.subject}"
        )
    if breach.kind is Kind.WHOLE:
        proof = (
            f"Vérifié : le plan recalculé laisse {euros(repair.plan.own_share())} à la charge du Département"
        )
    if repair.exact:
        return f"{proof}. Rien de moins ne suffit."
    return f"{proof}. Toutes les combinaisons n'ont pas été essayées : un changement plus petit existe peut-être."
