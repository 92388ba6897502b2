"""Where proposals come from: the library's last questionnaire, else the register. A second look gets none: it is blind."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from maillage.campaigns import ledger
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.frameworks import Item, ItemKind
from maillage.campaigns.domain.proposals import Proposal, from_figures, from_last
from maillage.campaigns.framework_store import FrameworkRefused, framework_of
from maillage.campaigns.models import Participation
from maillage.campaigns.visits import Visit
from maillage.rulebook.projects import shared_project
from maillage.territory.readings import directory_of


def proposals_for(visit: Visit, items: Sequence[Item]) -> dict[str, Proposal]:
    """By item. Two queries; the register is read only when a question of these asks for one of its figures."""
    if not visit.is_own:
        return {}
    # Words are not proposed again: confirming without reading would copy them for ever.
    wanted = [item for item in items if item.kind is not ItemKind.FREE]
    return {**_of_the_register(visit, wanted), **_of_the_last(visit, wanted)}


def last_sent(visit: Visit) -> Participation | None:
    """The last questionnaire that the same library sent, in another campaign of the same framework."""
    person = visit.participation
    rows = Participation.objects.filter(
        network_id=person.network_id,
        library_code=person.library_code,
        rater=Rater.SELF.value,
        campaign__framework=visit.campaign.framework,
    )
    if not person.library_code:
        rows = rows.filter(epci_code=person.epci_code)
    others = rows.exclude(submitted_at=None).exclude(campaign=person.campaign_id).select_related("campaign")
    found: Participation | None = others.order_by("-campaign__opened_at", "-pk").first()
    return found


def _of_the_last(visit: Visit, items: Sequence[Item]) -> dict[str, Proposal]:
    last: Any = last_sent(visit)
    if last is None:
        return {}
    try:
        framework = framework_of(last.campaign)
    except FrameworkRefused:
        return {}
    source = f"votre réponse à « {last.campaign.title} »"
    return from_last(visit.framework, items, framework, ledger.read(last), source)


def _of_the_register(visit: Visit, items: Sequence[Item]) -> dict[str, Proposal]:
    wanted = {item.prefill for item in items if item.prefill}
    if not wanted or not visit.participation.library_code:
        return {}
    project = shared_project(visit.link.network, visit.today)
    line = next(
        (one for one in directory_of(project) if one.library.code == visit.participation.library_code), None
    )
    figures: dict[str, Decimal] = {}
    for variable in wanted if line else ():
        amount = line.number(variable) if line else None
        if amount is not None:
            figures[variable] = amount
    return from_figures(items, figures, "le registre des bibliothèques")
