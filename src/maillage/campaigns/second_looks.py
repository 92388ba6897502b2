"""Second looks: libraries drawn to be rated twice, and who rates them besides themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.drawing import draw_second_looks
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.models import Campaign, Participation
from maillage.campaigns.opening import NotPossible, trail

LOOKERS = (Rater.REFERENT, Rater.PEER)


def place_of(row: Participation) -> Place:
    """A library as it was frozen at the opening."""
    return Place(
        code=row.library_code,
        name=row.library_name,
        epci_code=row.epci_code,
        epci_name=row.epci_name,
        stratum=row.stratum,
        population=row.population,
    )


@transaction.atomic
def draw(*, campaign: Campaign, share: Decimal, actor: object = None) -> int:
    """Mark the libraries drawn for a second look; those drawn before stay. Returns how many were added.

    The same draw for the same libraries: it is seeded by the code of the campaign. Raises NotPossible.
    """
    row: Any = campaign
    people = list(Participation.objects.filter(campaign=campaign).of_libraries().order_by("library_code"))
    if not people:
        raise NotPossible(
            "Ouvrez d'abord la campagne : le tirage se fait parmi les bibliothèques interrogées."
        )
    try:
        drawn = set(draw_second_looks(row.code, [place_of(one) for one in people], share))
    except ValueError as error:
        raise NotPossible(f"Le tirage est impossible. {error}") from error
    new = [one.pk for one in people if one.library_code in drawn and not one.double_rated]
    Participation.objects.filter(pk__in=new).update(double_rated=True)
    if new:
        trail(row, "campaign.draw", actor, libraries=len(new))
    return len(new)


@transaction.atomic
def assign(*, participation: Participation, rater: Rater, label: str, actor: object = None) -> Participation:
    """A questionnaire for whoever looks a second time: a referent, or a pair of peers. Raises NotPossible."""
    label = " ".join(label.split())[:160]
    if rater not in LOOKERS:
        raise NotPossible("Un second regard est celui d'un référent ou d'une paire de collègues.")
    if not label:
        raise NotPossible("Dites qui regarde : une fonction (« référente du secteur nord ») suffit.")
    one = participation
    second = Participation(
        network_id=one.network_id,
        campaign=one.campaign,
        rater=rater.value,
        rater_label=label,
        library_code=one.library_code,
        library_name=one.library_name,
        epci_code=one.epci_code,
        epci_name=one.epci_name,
        stratum=one.stratum,
        population=one.population,
        express=one.express,
    )
    try:
        with transaction.atomic():
            second.save()
    except IntegrityError:
        raise NotPossible(f"« {label} » regarde déjà cette bibliothèque.") from None
    Participation.objects.filter(pk=one.pk).update(double_rated=True)
    trail(one.campaign, "campaign.assign", actor, library=str(one))
    return second


@transaction.atomic
def withdraw(*, second: Participation, actor: object = None) -> None:
    """Take back a second look that nobody began. Raises NotPossible."""
    if second.rater == Rater.SELF.value or second.answers.exists():
        raise NotPossible("Des réponses y sont déjà : ce second regard ne se retire plus.")
    campaign = second.campaign
    told = str(second)
    second.delete()
    trail(campaign, "campaign.withdraw", actor, library=told)
