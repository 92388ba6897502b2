"""The report card of a library: on screen, in PDF, and the letter that it may take to its commune."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Link
from maillage.base.ui.downloads import download
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.campaigns.campaign_pages import crumbs_of, find_campaign
from maillage.campaigns.card_letters import letter_of
from maillage.campaigns.card_pdf import card_pdf
from maillage.campaigns.card_screens import card_context
from maillage.campaigns.cards import card_of
from maillage.campaigns.domain.report_card import ReportCard
from maillage.campaigns.letter_files import letter_docx, letter_pdf
from maillage.campaigns.plan_listing import steps_listing
from maillage.campaigns.plan_readings import plans_of

NO_CARD = "Cette bibliothèque n'a pas envoyé son questionnaire : il n'y a pas encore de fiche."


@require_safe
def card(request: NetworkRequest, code: str, library: str) -> HttpResponse:
    campaign, shown = find_campaign(request, code), _card(request, code, library)
    steps = plans_of(request.project).steps_of(library, code)
    return page(
        request,
        "campaigns/card.html",
        title=shown.name,
        lead=f"Fiche de restitution, « {shown.campaign_title} »"
        + (f" – {shown.epci}." if shown.epci else "."),
        crumbs=[
            *crumbs_of(request, campaign),
            Link("Résultats", to(request, "campaigns:results", code)),
        ],
        tools=[
            Link("Fiche en PDF", to(request, "campaigns:card-pdf", code, library), "button", "download"),
            Link("Plan de progrès", to(request, "campaigns:plan", library), "button", "list-checks"),
            Link("La bibliothèque", to(request, "territory:library", library), "button", "library"),
        ],
        steps=None,
        files=_letters(request, code, library) if shown.is_grid else (),
        plan_url=to(request, "campaigns:plan", library) if request.can_edit else "",
        plan=steps_listing(request, steps, with_library=False) if steps else None,
        **card_context(shown),
    )


def _card(request: NetworkRequest, code: str, library: str) -> ReportCard:
    found = card_of(request.project, code, library)
    if found is None:
        raise Http404(NO_CARD)
    if found.kind.is_read_together:
        raise Http404("Les réponses à cette campagne se lisent ensemble : personne n'y est nommé.")
    return found


def _letters(request: NetworkRequest, code: str, library: str) -> list[Link]:
    return [
        Link("Lettre à la commune, à modifier (DOCX)", to(request, "campaigns:letter-docx", code, library)),
        Link("Lettre à la commune (PDF)", to(request, "campaigns:letter-pdf", code, library)),
    ]


@require_safe
def card_file(request: NetworkRequest, code: str, library: str) -> HttpResponseBase:
    content = card_pdf(_card(request, code, library), day=request.project.today)
    return download(content, f"fiche-{code}-{library}.pdf")


@require_safe
def letter(request: NetworkRequest, code: str, library: str, form: str) -> HttpResponseBase:
    found = letter_of(request.project, code, library)
    if found is None:
        raise Http404(NO_CARD)
    content = letter_docx(found) if form == "docx" else letter_pdf(found, day=request.project.today)
    return download(content, f"lettre-commune-{library}.{form}")
