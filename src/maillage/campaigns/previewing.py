"""A campaign before it opens: whom it will ask, who cannot be written to, what its dates deserve to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.base.plugs import Project
from maillage.base.values.french import count, plain_date
from maillage.base.values.sources import Confidence
from maillage.campaigns import domain
from maillage.campaigns.answer_rates import SIZES
from maillage.campaigns.domain.drawing import UNKNOWN_STRATUM, seed_of
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.domain.periods import Season, date_warnings, overlap_of
from maillage.campaigns.managing import audience_of, known_framework
from maillage.campaigns.models import Campaign
from maillage.campaigns.opening import NotPossible
from maillage.campaigns.standings import addresses, contacts_on


@dataclass(frozen=True, kw_only=True)
class Preview:
    """`refusal`: why it cannot open, "" when it can. `silent`: libraries asked without any address."""

    places: Sequence[Place] = ()
    silent: Sequence[Place] = ()
    warnings: Sequence[str] = ()
    refusal: str = ""
    is_of_libraries: bool = True
    seed: int | None = None

    def by_epci(self) -> list[tuple[str, int]]:
        return sorted(Counter(place.epci_name or "EPCI inconnu" for place in self.places).items())

    def by_stratum(self) -> list[tuple[str, int]]:
        found = Counter(place.stratum or UNKNOWN_STRATUM for place in self.places)
        return [(label, found[label]) for label in (*SIZES, UNKNOWN_STRATUM) if found[label]]


def preview_of(project: Project, campaign: Campaign, declared: domain.Campaign) -> Preview:
    """What opening now would do; nothing is written."""
    try:
        framework = known_framework(campaign)
        of_libraries = framework.kind.is_of_libraries
        places = audience_of(project, declared) if of_libraries else ()
    except NotPossible as refusal:
        return Preview(refusal=str(refusal), warnings=tuple(_warnings(project, declared, (), ())))
    contacts = contacts_on(project.network, project.today) if places else {}
    silent = [place for place in places if not addresses(contacts.get(place.code, ()))]
    refusal = (
        "" if places or not of_libraries else "Aucune bibliothèque n'est interrogée : revoyez « qui répond »."
    )
    sampled = declared.audience is domain.Audience.SAMPLE
    return Preview(
        places=places,
        silent=silent,
        warnings=tuple(_warnings(project, declared, places, silent)),
        refusal=refusal,
        is_of_libraries=of_libraries,
        seed=seed_of(declared.code, "sample") if sampled else None,
    )


def _warnings(
    project: Project, declared: domain.Campaign, places: Sequence[Place], silent: Sequence[Place]
) -> Iterator[str]:
    if told := overlap_told(project, declared):
        yield f"{told} Deux questionnaires à la fois, c'est un de trop."
    yield from date_warnings(declared, project.today)
    if not (declared.contact or declared.phone):
        yield "Ni adresse ni téléphone du service : une bibliothèque en peine ne saura pas à qui parler."
    if silent:
        yield (
            f"{count(len(silent), 'bibliothèque')} sur {len(places)} sans adresse électronique : leur lien s'imprime, "
            "ou se donne au téléphone."
        )


def season_of(project: Project, campaign: domain.Campaign) -> tuple[Season, bool]:
    """The survey of the Ministry in the year of a campaign, and whether its months are still to confirm."""
    on = campaign.opens or project.today
    first = project.rules.value("campaigns.ministry.first_month", on=on)
    last = project.rules.value("campaigns.ministry.last_month", on=on)
    doubtful = Confidence.TO_CONFIRM in (first.confidence, last.confidence)
    return Season(int(first.value) % 100, int(last.value) % 100), doubtful


def overlap_told(project: Project, campaign: domain.Campaign) -> str:
    """That a campaign meets the survey of the Ministry; "" when it does not."""
    season, doubtful = season_of(project, campaign)
    found = overlap_of(campaign, season)
    if found is None:
        return ""
    told = f"Elle croise l'enquête annuelle du Ministère, du {plain_date(found[0])} au {plain_date(found[1])}"
    return f"{told}{' (dates à confirmer)' if doubtful else ''}."
