"""The terms of a funder in words: what it pays, how far, with whom, when one asks, when it pays."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed, percent
from maillage.funding.domain import Funder
from maillage.funding.domain.written import Instalment, PaymentEvent
from maillage.funding.readings import funding_of
from maillage.funding.telling import exact

WHEN = {
    PaymentEvent.NOTIFIED: ("dès la notification", "après la notification"),
    PaymentEvent.STARTED: ("dès la première dépense", "après la première dépense"),
    PaymentEvent.SPENT: ("à mesure des dépenses", "après chaque dépense"),
    PaymentEvent.FINISHED: ("dès la dernière dépense", "après la dernière dépense"),
}


def told_terms(funder: Funder) -> str:
    """`investissement seul ; 80 % au plus ; 200 000 € au plus pour tout le programme ; à partir de 5 000 € HT`."""
    return " ; ".join(_terms(funder))


def _terms(funder: Funder) -> Iterable[str]:
    yield f"{funder.pays.label} seul" if funder.pays else "investissement et fonctionnement"
    if funder.max_rate is not None:
        yield f"{told_rate(funder)} au plus"
    if funder.ceiling is not None:
        yield f"{exact(funder.ceiling)} au plus pour tout le programme"
    if funder.floor_ht is not None:
        yield f"à partir de {exact(funder.floor_ht)} HT par opération"


def told_rate(funder: Funder) -> str:
    assert funder.max_rate is not None
    whole = funder.max_rate * 100 == int(funder.max_rate * 100)
    return percent(funder.max_rate, 0 if whole else 1)


def told_excluded(project: Project, funder: Funder) -> str:
    """Those with whom it does not pay, whichever of the two says so; "" when it pays with all."""
    others = [
        one.name
        for one in funding_of(project).funders
        if one.code in funder.not_with or funder.code in one.not_with
    ]
    return listed(others)


def told_schedule(funder: Funder) -> str:
    """`30 % dès la notification, 50 % à mesure des dépenses et 20 % (6 mois après la dernière dépense)`."""
    if not funder.payments:
        lag = funder.payment_lag
        return f"en une fois, {count(lag, 'an')} après la dépense" if lag else "l'année de la dépense"
    return listed([_told_instalment(part) for part in funder.payments])


def _told_instalment(part: Instalment) -> str:
    at_once, after = WHEN[part.after]
    share = percent(part.share, 0 if part.share * 100 == int(part.share * 100) else 1)
    return f"{share} ({part.months} mois {after})" if part.months else f"{share} {at_once}"
