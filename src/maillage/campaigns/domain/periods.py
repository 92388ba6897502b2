"""What is wrong with the dates of a campaign: better known before the invitations than after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.base.values.french import long_date, plain_date
from maillage.base.values.periods import add_months, is_working_day
from maillage.campaigns.domain.campaigns import Campaign

AUGUST = 8
# Below, a volunteer who opens on Saturdays may never see the invitation.
SHORTEST = 14


@dataclass(frozen=True)
class Season:
    """The yearly survey of the Ministry: its first and last months (1 to 12), included."""

    first_month: int
    last_month: int

    def overlap(self, start: date, end: date) -> tuple[date, date] | None:
        """The first year's survey that shares a day with a period, or None."""
        for year in range(start.year, end.year + 1):
            first = date(year, self.first_month, 1)
            last = add_months(date(year, self.last_month, 1), 1) - timedelta(days=1)
            if first <= end and start <= last:
                return first, last
        return None


def overlap_of(campaign: Campaign, season: Season) -> tuple[date, date] | None:
    """The Ministry's survey that a campaign meets; None without dates."""
    if campaign.opens is None:
        return None
    return season.overlap(campaign.opens, campaign.closes or campaign.opens)


def date_warnings(campaign: Campaign, today: date) -> Iterator[str]:
    """What the dates of a campaign not yet open deserve to be told, the survey of the Ministry left aside."""
    opens, closes = campaign.opens, campaign.closes
    if closes is None:
        yield "Le dernier jour n'est pas fixé : les relances et les liens n'ont pas de fin."
        return
    if closes < today:
        yield f"Le dernier jour, le {plain_date(closes)}, est déjà passé : aucune réponse ne serait prise."
    if not is_working_day(closes):
        yield f"Le dernier jour tombe un {long_date(closes)}, où personne ne répond au téléphone."
    if opens and (closes - opens).days + 1 < SHORTEST:
        yield "La campagne dure moins de deux semaines : une bibliothèque ouverte le samedi la verra à peine."
    if AUGUST in ((opens or closes).month, closes.month):
        yield "La campagne passe par le mois d'août, où beaucoup de bibliothèques sont fermées."
    if campaign.results_on and campaign.results_on < closes:
        yield "La restitution est promise avant le dernier jour."
