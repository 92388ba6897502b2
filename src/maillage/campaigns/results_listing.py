"""The list of results of a campaign: one line a library, filtered and sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.pages import to
from maillage.base.values.french import folded, number
from maillage.campaigns.card_screens import band_badge
from maillage.campaigns.domain.scores import Band, Profile
from maillage.campaigns.models import Participation
from maillage.campaigns.readings import CampaignResults, Result

UNSENT = "pas envoyé"
# The state of a questionnaire besides the four bands, as the address names it.
OTHERS = (("a-completer", "à compléter"), ("sans-reponse", UNSENT))


def results_filters(found: CampaignResults, params: Mapping[str, str]) -> list[Filter]:
    names = sorted({row.epci_name for row in found.asked} - {""}, key=folded)
    strata = sorted({row.stratum for row in found.asked} - {""}, key=folded)
    bands = [(band.value, band.label) for band in Band]
    core = [(item.code, item.title) for item in found.framework.core]
    return [
        chosen("epci", "EPCI", [(name, name) for name in names], params, whole="Tous"),
        chosen("taille", "Taille de commune", [(one, one) for one in strata], params),
        chosen("bande", "Bande", [*bands, *OTHERS], params),
        *(
            [chosen("manque", "Service du socle qui manque", core, params, whole="Peu importe")]
            if core
            else []
        ),
    ]


def results_listing(
    request: Any, found: CampaignResults, filters: Sequence[Filter], words: str = ""
) -> Listing:
    """143 lines at most in a département; domains as points of 100, sorted by any column."""
    asked = {one.name: one.value for one in filters}
    domains = [domain for domain in found.framework.domains if any(item.is_scored for item in domain.items)]
    rows = [
        _row(request, found, row, [domain.code for domain in domains])
        # Those who answered first: the others have nothing to show yet.
        for row in sorted(found.asked, key=lambda row: row.library_code not in found.by_library)
        if _is_kept(found, row, asked, folded(words))
    ]
    grid = bool(found.framework.core)
    return Listing(
        caption=f"Résultats de « {found.campaign.title} »",  # type: ignore[attr-defined]
        anchor="resultats",
        heads=(
            Head("Bibliothèque", key="nom"),
            *([Head("Bande", key="bande"), Head("Socle", "right", "socle")] if grid else []),
            *(Head(domain.title, "right", domain.code) for domain in domains),
        ),
        rows=rows,
        empty="Aucune bibliothèque ne répond à ces critères.",
    )


def _is_kept(found: CampaignResults, row: Participation, asked: Mapping[str, str], words: str) -> bool:
    result = found.by_library.get(row.library_code)
    return (
        asked["epci"] in ("", row.epci_name)
        and asked["taille"] in ("", row.stratum)
        and asked["bande"] in ("", state_of(result))
        and (not asked.get("manque") or _lacks(result, asked["manque"]))
        and words in folded(f"{row.library_name} {row.library_code}")
    )


def state_of(result: Result | None) -> str:
    """The band of a result, or why it has none, as filters name them."""
    if result is None:
        return "sans-reponse"
    return result.profile.band.value if result.profile.band else "a-completer"


def _lacks(result: Result | None, item: str) -> bool:
    return result is not None and any(service.item.code == item for service in result.profile.missing)


def _row(request: Any, found: CampaignResults, row: Participation, domains: Sequence[str]) -> list[Cell]:
    result = found.by_library.get(row.library_code)
    code = found.campaign.code  # type: ignore[attr-defined]
    url = to(request, "campaigns:card", code, row.library_code) if result else ""
    cells = [Cell(row.library_name, url, note=row.epci_name)]
    if found.framework.core:
        cells += _standing(result)
    if result is None:
        return [*cells, *(Cell("") for _ in domains)]
    scores = {one.domain.code: one.score for one in result.profile.domains}
    return [*cells, *(_points(scores.get(domain)) for domain in domains)]


def _standing(result: Result | None) -> list[Cell]:
    if result is None:
        return [Cell("", badge=Badge(UNSENT, Tone.NEUTRAL)), Cell("")]
    rank = list(Band).index(result.profile.band) if result.profile.band else None
    return [Cell("", badge=band_badge(result.profile.band), sort=rank), core_cell(result.profile)]


def core_cell(profile: Profile) -> Cell:
    asked = len(profile.met) + len(profile.missing) + len(profile.unknown)
    return Cell(f"{len(profile.met)} sur {asked}", sort=len(profile.met)) if asked else Cell("–")


def _points(score: float | None) -> Cell:
    return Cell("–") if score is None else Cell(number(score), sort=score)
