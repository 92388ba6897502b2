"""Who comes with a link: which questionnaire it opens, or why it opens none.

A coordinator's link opens several: the place follows the secret, `secret~LI00001`, so that every address of a
questionnaire is the same whoever comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from maillage.base.values.french import plain_date
from maillage.campaigns.answering import why_locked
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.frameworks import Framework, Item, ItemScope
from maillage.campaigns.framework_store import framework_of
from maillage.campaigns.links import LinkState, link_of, state_of
from maillage.campaigns.models import AccessLink, Participation
from maillage.campaigns.readings import is_express

# No secret holds this character.
PLACE_MARK = "~"


class TurnedAway(Exception):
    """A link that opens nothing; all texts are French and say what to do. `status`: 404 unknown, 410 no longer."""

    def __init__(self, title: str, told: str, status: int, link: AccessLink | None = None) -> None:
        super().__init__(title)
        self.title, self.told, self.status, self.link = title, told, status, link


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A person at a questionnaire. `token` is what stands in the address."""

    token: str
    link: AccessLink
    participation: Participation
    today: date

    @property
    def campaign(self) -> Any:
        return self.participation.campaign

    @cached_property
    def framework(self) -> Framework:
        return framework_of(self.campaign)

    @property
    def is_confirmed(self) -> bool:
        """Someone pressed the button: this link may do more than tell what it is for."""
        return self.link.confirmed_at is not None

    @property
    def is_coordinator(self) -> bool:
        return bool(self.link.epci_code)

    @property
    def list_token(self) -> str:
        """What stands in the address of a coordinator's list."""
        return self.token.partition(PLACE_MARK)[0]

    @property
    def is_own(self) -> bool:
        """The library speaks of itself; else someone else looks at it, without seeing what it said."""
        return self.participation.rater == Rater.SELF.value

    @property
    def scope(self) -> ItemScope:
        return ItemScope.SITE if self.participation.library_code else ItemScope.NETWORK

    @property
    def express(self) -> bool:
        return is_express(self.participation, self.framework)

    @property
    def minutes(self) -> int:
        """How long the whole form takes."""
        return self.framework.minutes(express=self.express)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What this form asks, conditions left aside."""
        return tuple(self.framework.asked(express=self.express, scope=self.scope))

    @cached_property
    def locked(self) -> str:
        """Why nothing can be written now; "" when it can."""
        return why_locked(self.participation, self.today)

    @property
    def draft_key(self) -> str:
        """The name under which a browser keeps what could not be sent: tells nothing of the secret."""
        return f"{self.link.digest[:16]}-{self.participation.pk}"


def entry(token: str, today: date) -> tuple[AccessLink, str]:
    """The link of an address and the place that follows it, "" without one. Raises TurnedAway. One query."""
    secret, _, place = token.partition(PLACE_MARK)
    link = link_of(secret)
    if link is None:
        raise TurnedAway(
            "Ce lien ne mène à aucun questionnaire",
            "Il a peut-être été coupé en le copiant : ouvrez-le depuis le courriel, ou recopiez-le en entier. Sinon, "
            "demandez-en un autre au service départemental.",
            404,
        )
    state = state_of(link, today)
    if state is LinkState.REVOKED:
        raise TurnedAway(
            "Ce lien n'est plus en service",
            "Il a été remplacé ou retiré. Cherchez un courriel plus récent ; sinon, demandez un nouveau lien. Ce qui "
            "a été répondu est gardé.",
            410,
            link,
        )
    if state is LinkState.EXPIRED:
        raise TurnedAway(
            "Ce lien est périmé",
            f"Il servait jusqu'au {plain_date(link.expires_on)}. Ce qui a été répondu est gardé : demandez un nouveau "
            "lien pour le revoir.",
            410,
            link,
        )
    return link, place


def visit_of(token: str, today: date) -> Visit:
    """The questionnaire that an address opens. Raises TurnedAway. One query, two from a coordinator's link."""
    link, place = entry(token, today)
    person: Any = link.participation if link.participation_id and not place else _entrusted(link, place)
    if person is None:
        raise TurnedAway(
            "Ce lien ne mène pas à ce questionnaire",
            "Revenez à la liste des bibliothèques qui vous sont confiées, et choisissez-en une.",
            404,
            link,
        )
    # The same row: a second copy would be a second query.
    person.campaign = link.campaign
    return Visit(token=token, link=link, participation=person, today=today)


def _entrusted(link: AccessLink, place: str) -> Participation | None:
    return next((row for row in entrusted(link) if place and place_of(row) == place), None)


def place_of(participation: Participation) -> str:
    """What follows a coordinator's secret: the code of the library, or of the EPCI for its own questionnaire."""
    return participation.library_code or participation.epci_code


def entrusted(link: AccessLink) -> list[Participation]:
    """The questionnaires of a coordinator's link: the EPCI's own first, then libraries by name. One query."""
    if not link.epci_code:
        return []
    rows = Participation.objects.filter(
        campaign=link.campaign_id, epci_code=link.epci_code, rater=Rater.SELF.value
    )
    return list(rows.order_by("library_name", "pk"))
