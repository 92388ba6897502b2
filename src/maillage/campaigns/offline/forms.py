"""The form of a questionnaire, or of any library of a campaign, with what it said last time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from maillage.campaigns import domain
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.frameworks import ItemScope
from maillage.campaigns.domain.offline.forms import FormIdentity, OfflineForm
from maillage.campaigns.framework_store import framework_of, version_of
from maillage.campaigns.models import AccessLink, Campaign, Participation
from maillage.campaigns.proposing import proposals_for
from maillage.campaigns.readings import is_express
from maillage.campaigns.visits import Visit, place_of


def blank_form(campaign: Campaign, *, express: bool) -> OfflineForm:
    """The form of any library. Raises FrameworkRefused."""
    return _form(campaign, FormIdentity(**_identity(campaign)), express=express)


def form_for(participation: Participation, today: date, *, express: bool | None = None) -> OfflineForm:
    """The form of one library (or EPCI); `express` None: the form that it answers on screen. Raises FrameworkRefused."""
    row: Any = participation
    short = is_express(row, framework_of(row.campaign)) if express is None else express
    identity = FormIdentity(**_identity(row.campaign), place=place_of(row), name=str(row))
    form = _form(row.campaign, identity, express=short)
    scope = ItemScope.SITE if row.library_code else ItemScope.NETWORK
    items = tuple(form.framework.asked(express=short, scope=scope))
    return OfflineForm(
        **{
            **form.__dict__,
            "scope": scope,
            "epci": row.epci_name if row.library_code else "",
            "proposals": proposals_for(_visit(row, today), items),
        }
    )


def forms_of_epci(
    campaign: Campaign, epci: str, today: date, *, express: bool | None = None
) -> list[OfflineForm]:
    """The forms of the libraries of an EPCI by name, but of those that were sent; its own last."""
    rows: Sequence[Any] = (
        Participation.objects.filter(
            campaign=campaign, epci_code=epci, rater=Rater.SELF.value, submitted_at=None
        )
        .select_related("campaign__network")
        .order_by("library_name", "pk")
    )
    libraries = [row for row in rows if row.library_code]
    return [
        form_for(row, today, express=express)
        for row in [*libraries, *(row for row in rows if not row.library_code)]
    ]


def _identity(campaign: Any) -> dict[str, str]:
    version: Any = version_of(campaign)
    return {
        "campaign": campaign.code,
        "framework": campaign.framework,
        "version": version.version if version else "",
        "digest": version.digest[:16] if version else "",
    }


def _form(campaign: Any, identity: FormIdentity, *, express: bool) -> OfflineForm:
    network, framework = campaign.network, framework_of(campaign)
    return OfflineForm(
        identity=identity,
        framework=framework,
        title=campaign.title,
        owner=", ".join(filter(None, (network.owner, network.service))),
        express=express and framework.has_express,
        introduction=campaign.introduction,
        contact=campaign.contact,
        phone=campaign.phone,
        closes=campaign.closes,
    )


def _visit(row: Participation, today: date) -> Visit:
    """Proposals are made to whoever answers; no link is needed to print them."""
    link = AccessLink(network=row.network, campaign=row.campaign, participation=row)
    return Visit(token="", link=link, participation=row, today=today)


def may_be_short(campaign: Campaign) -> tuple[bool, ...]:
    """The forms that a campaign offers: short (True), whole (False), or both."""
    row: Any = campaign
    if not framework_of(campaign).has_express:
        return (False,)
    return {domain.Form.EXPRESS: (True,), domain.Form.COMPLETE: (False,)}.get(
        domain.Form(row.form), (True, False)
    )
