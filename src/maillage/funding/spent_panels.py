"""What was committed and paid beside what was planned, on the page of an action, a cost line, an aid or an operation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.urls import reverse

from maillage.base.plugs import Project
from maillage.base.ui.components import Fact, Link
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import euros, percent
from maillage.funding.domain.execution import summed
from maillage.funding.spent import books_of, received_by_aid
from maillage.funding.telling import signed

_OF = {"programme.Action": "action", "funding.CostLine": "code", "funding.Operation": "operation"}


def spent_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    """Nothing while nothing was imported, or when the thing has no cost."""
    books = books_of(project)
    department = project.network.department
    entries = reverse("funding:entries", args=[department])
    if books is None:
        return
    if target == "funding.FundingLine" and (came := received_by_aid(project).get(code)) and came.booked:
        facts = [
            Fact("Reçu", euros(came.amount, 2)),
            Fact("Noté à la main, non ajouté", euros(came.noted, 2)),
        ]
        link = Link("Voir les écritures", f"{entries}?ligne={code}")
        yield PagePanel(title="Reçu d'après la comptabilité", facts=facts, links=[link])
    if target not in _OF:
        return
    lines = [one for one in books.lines() if getattr(one.cost, _OF[target]) == code]
    if not lines:
        return
    whole = summed(lines)
    link = (
        Link("Voir les écritures", f"{entries}?ligne={code}")
        if target == "funding.CostLine"
        else Link("Voir l'exécution du programme", reverse("funding:execution", args=[department]))
    )
    yield PagePanel(
        title="Exécution (€ TTC)",
        facts=[
            Fact("Prévu", euros(whole.planned.ttc)),
            Fact("Engagé", euros(whole.committed.ttc)),
            Fact("Payé", f"{euros(whole.paid.ttc)}{_share(whole.rate(whole.paid))}"),
            Fact("Atterrissage", f"{euros(whole.landing.ttc)} ({signed(whole.variance.ttc)})"),
        ],
        links=[link],
    )


def _share(rate: Decimal | None) -> str:
    return "" if rate is None else f", {percent(rate)} du prévu"
