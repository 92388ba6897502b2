"""What the pages of the coherence of the network have in common: the campaign asked for, the addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404

from maillage.base.ui.components import Link
from maillage.base.ui.pages import to
from maillage.campaigns.coherence.readings import Coherence, coherences_of, latest_coherence

TITLE = "Cohérence du réseau"


def asked_for(request: Any) -> Coherence | None:
    """The campaign named by `?campagne=`, else the newest grid, else the newest of any kind; None without answers."""
    every = coherences_of(request.project)
    newest = latest_coherence(request.project) or next(iter(reversed(every.values())), None)
    return every.get(request.GET.get("campagne", ""), newest)


def coherence_or_404(request: Any, campaign: str) -> Coherence:
    found = coherences_of(request.project).get(campaign)
    if found is None:
        raise Http404("Cette campagne n’existe pas, ou aucune bibliothèque n’y a encore répondu.")
    return found


def code_of(found: Coherence) -> str:
    code: str = found.found.campaign.code  # type: ignore[attr-defined]
    return code


def item_page(request: Any, found: Coherence) -> Callable[[str], str]:
    """The address of the page of a question of this campaign."""
    return lambda item: to(request, "campaigns:item", code_of(found), item) if item else ""


def crumbs(request: Any, *more: Link) -> list[Link]:
    return [Link("Campagnes", to(request, "campaigns:campaigns")), *more]


def above(request: Any, found: Coherence | None = None) -> list[Link]:
    """The trail of the pages beneath the coherence of the network."""
    query = f"?campagne={code_of(found)}" if found else ""
    return crumbs(request, Link(TITLE, to(request, "campaigns:coherence") + query))


def sees_all(request: Any, found: Coherence) -> bool:
    """Whether small cells and names are shown: to the service, in a grid by which libraries describe themselves."""
    return bool(request.can_edit) and found.names_libraries
