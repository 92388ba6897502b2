"""The page of the forms of a campaign: take them away, bring them back, key them in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, folded
from maillage.campaigns.campaign_pages import Found, crumbs_of, find_campaign
from maillage.campaigns.domain.campaigns import CampaignState, Rater
from maillage.campaigns.framework_store import FrameworkRefused, framework_of
from maillage.campaigns.models import Participation
from maillage.campaigns.offline.forms import may_be_short
from maillage.campaigns.views.offline.files import SHORT, WHOLE
from maillage.campaigns.visits import place_of

WAITING, BEGUN, SENT = "attente", "commencees", "envoyees"
STATES = ((WAITING, "Pas commencées"), (BEGUN, "Commencées"), (SENT, "Envoyées"))


@require_safe
@needs("team")
def desk(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_campaign(request, code)
    rows = list(
        Participation.objects.filter(campaign=found.row, rater=Rater.SELF.value).order_by(
            "library_name", "pk"
        )
    )
    asked = request.GET.get("q", "").strip()[:100]
    filters = _filters(request, rows)
    shown = _kept(rows, filters, asked)
    is_open = found.state is CampaignState.OPEN
    return page(
        request,
        "campaigns/offline_desk.html",
        title="Formulaires hors ligne",
        lead=f"Sur papier ou dans un tableur, pour « {found.declared.title} ».",
        crumbs=crumbs_of(request, found),
        tools=[
            Link(
                "Importer des formulaires remplis",
                to(request, "campaigns:offline-import", code),
                "primary",
                "upload",
            )
        ]
        if is_open
        else [],
        steps=None,
        blanks=_blanks(request, found),
        q=asked,
        filters=filters,
        narrowed=bool(asked) or any(one.value for one in filters),
        epci=_epci(request, code, filters, shown),
        listing=sorted_listing(_listing(request, code, shown), request.GET),
    )


def _blanks(request: NetworkRequest, found: Found) -> list[tuple[str, list[Link]]]:
    """`La forme courte : PDF, XLSX, ODS`; nothing while the campaign has no framework."""
    try:
        offered = may_be_short(found.row)
        framework = framework_of(found.row)
    except FrameworkRefused:
        return []
    return [
        (
            f"Forme {'courte' if short else 'complète'}, {framework.minutes(express=short)} minutes",
            [
                Link(
                    label,
                    to(
                        request,
                        "campaigns:offline-blank",
                        found.declared.code,
                        SHORT if short else WHOLE,
                        kind,
                    ),
                )
                for kind, label in (("pdf", "PDF à imprimer"), ("xlsx", "XLSX"), ("ods", "ODS"))
            ],
        )
        for short in offered
    ]


def _filters(request: NetworkRequest, rows: Sequence[Participation]) -> list[Filter]:
    names = {(row.epci_code, row.epci_name or row.epci_code) for row in rows if row.epci_code}
    listed = sorted(names, key=lambda pair: folded(pair[1]))
    return [
        chosen("etat", "État", STATES, request.GET),
        chosen("epci", "EPCI", listed, request.GET, whole="Tous"),
    ]


def state_of(row: Any) -> str:
    if row.submitted_at is not None:
        return SENT
    return BEGUN if row.saved_at is not None else WAITING


def _kept(rows: Sequence[Participation], filters: Sequence[Filter], asked: str) -> list[Participation]:
    chosen_ones = {one.name: one.value for one in filters}
    words = folded(asked).split()
    return [
        row
        for row in rows
        if chosen_ones["etat"] in ("", state_of(row))
        and chosen_ones["epci"] in ("", row.epci_code)
        and all(word in folded(f"{row} {row.library_code} {row.epci_name}") for word in words)
    ]


def _epci(
    request: NetworkRequest, code: str, filters: Sequence[Filter], shown: Sequence[Participation]
) -> list[Link]:
    """The pile of an EPCI, once one is chosen."""
    epci = next(one.value for one in filters if one.name == "epci")
    left = [row for row in shown if state_of(row) != SENT]
    if not epci or not left:
        return []
    told = count(len(left), "formulaire")
    return [
        Link(
            f"Imprimer : {told}, un seul PDF",
            to(request, "campaigns:offline-epci", code, epci, "pdf"),
            "button",
            "printer",
        ),
        Link(
            "Classeurs XLSX (ZIP)",
            to(request, "campaigns:offline-epci", code, epci, "zip"),
            "button",
            "download",
        ),
    ]


def _listing(request: NetworkRequest, code: str, rows: Sequence[Participation]) -> Listing:
    return Listing(
        caption="Bibliothèques",
        anchor="bibliotheques",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("EPCI", key="epci"),
            Head("État", key="etat"),
            Head("Papier"),
            Head("Excel"),
            Head("LibreOffice"),
            Head("Saisir"),
        ),
        rows=[_row(request, code, row) for row in rows],
        empty="Aucune bibliothèque ne répond à ce choix. La liste se remplit à l'ouverture de la campagne.",
    )


def _row(request: NetworkRequest, code: str, row: Participation) -> list[Cell | str]:
    place, state = place_of(row), state_of(row)
    files: list[Cell | str] = [
        Cell(kind.upper(), to(request, "campaigns:offline-library", code, place, kind))
        for kind in ("pdf", "xlsx", "ods")
    ]
    if not row.library_code:
        # What is asked of a whole EPCI is answered from its own link: its files come with the pile.
        files = ["–", "–", "–"]
    keying = Cell("Saisir", to(request, "campaigns:key-in", code, place)) if state != SENT else Cell("envoyé")
    labels = {WAITING: "pas commencée", BEGUN: "commencée", SENT: "envoyée"}
    return [
        str(row),
        row.epci_name,
        Cell(labels[state], sort=[WAITING, BEGUN, SENT].index(state)),
        *files,
        keying,
    ]
