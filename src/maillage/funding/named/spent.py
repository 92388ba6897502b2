"""Named figures of the execution: unknown while nothing was imported from the finance software."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.euros import total
from maillage.base.values.french import euros, percent
from maillage.funding.domain.execution import summed
from maillage.funding.spent import books_of, received_by_aid


def spent_figures(project: Project) -> Iterator[NamedFigure]:
    """Only what is tied to a line counts."""
    books = books_of(project)
    whole = summed(books.lines()) if books else None
    received = list(received_by_aid(project).values())
    # What was noted by hand is known, even before any import.
    known = books is not None or any(one.noted for one in received)
    amounts = {
        "funding.committed_ttc": (
            "Engagé TTC d'après la comptabilité",
            whole.committed.ttc if whole else None,
        ),
        "funding.paid_ttc": ("Payé TTC d'après la comptabilité", whole.paid.ttc if whole else None),
        "funding.landing_ttc": ("Atterrissage TTC", whole.landing.ttc if whole else None),
        "funding.received_total": ("Aides reçues", total(one.amount for one in received) if known else None),
    }
    for name, (label, amount) in amounts.items():
        yield NamedFigure(name=name, label=label, value=amount, text=euros(amount))
    rates = {
        "funding.commitment_rate": (
            "Part du prévu TTC qui est engagée",
            whole.rate(whole.committed) if whole else None,
        ),
        "funding.execution_rate": (
            "Part du prévu TTC qui est payée",
            whole.rate(whole.paid) if whole else None,
        ),
    }
    for name, (label, rate) in rates.items():
        yield NamedFigure(name=name, label=label, value=rate, text=percent(rate, 1))
