"""Whom to reach at a library, and until when a person's details may be kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from maillage.base.values.fields import Choice
from maillage.base.values.french import plain_date
from maillage.base.values.periods import add_months

# How long before its day a purge is announced: time to ask the person whether she stays.
NEAR = timedelta(days=60)


class ContactState(Choice):
    """What is to be done of a contact on a day."""

    ROLE = "role", "adresse de fonction"
    KEPT = "kept", "personne informée"
    NEAR = "near", "à purger bientôt"
    DUE = "due", "à purger"


@dataclass(frozen=True, kw_only=True)
class ContactSheet:
    """A contact of a library: an address of a role, or a person's. `pk` names it in addresses.

    A person's has the day on which she was informed and the day on which her details go.
    """

    library: str
    role: str
    label: str = ""
    email: str = ""
    phone: str = ""
    personal: bool = False
    notice_given_on: date | None = None
    purge_on: date | None = None
    note: str = ""
    pk: int | None = None

    def state(self, today: date) -> ContactState:
        if not self.personal:
            return ContactState.ROLE
        if self.purge_on is None or self.purge_on <= today:
            return ContactState.DUE
        return ContactState.NEAR if self.purge_on - today <= NEAR else ContactState.KEPT


def last_day(notice_given_on: date, months: int) -> date:
    """The day until which a person's details may be kept without asking her again."""
    return add_months(notice_given_on, months)


def notice(*, service: str, network: str, months: int, today: date) -> str:
    """What a person is told before her details are kept (articles 13 and 14 of the RGPD), ready to be sent."""
    return (
        f"Bonjour,\n\n{service} note vos coordonnées professionnelles (nom, fonction, adresse électronique, téléphone) "
        f"comme contact de votre bibliothèque, pour travailler avec elle au sein de « {network} ». Cette mission "
        "d'intérêt public (article 6.1.e du RGPD) en est la base légale.\n\n"
        "Seule l'équipe du service les voit. Elles ne sont ni publiées ni transmises, et n'entrent dans aucun document. "
        f"Elles seront effacées au plus tard le {plain_date(add_months(today, months))}, sauf si vous confirmez d'ici "
        "là que vous restez notre contact.\n\n"
        "Vous pouvez à tout moment les consulter, les faire corriger ou effacer, ou vous opposer à leur usage, en "
        "répondant à ce message ou en écrivant au délégué à la protection des données de notre collectivité. Si vos "
        "droits ne vous semblent pas respectés, vous pouvez saisir la CNIL (www.cnil.fr).\n\n"
        "Si votre bibliothèque a une adresse de fonction (bibliotheque@…), donnez-la-nous : nous l'utiliserons à la "
        "place de la vôtre."
    )
