"""Forms to take away: for any library, for one, for those of an EPCI."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.base.clock import today
from maillage.base.ui.downloads import download
from maillage.base.ui.pages import NetworkRequest, needs
from maillage.campaigns.campaign_pages import find_campaign, find_participation
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.offline.forms import OfflineForm
from maillage.campaigns.framework_store import FrameworkRefused
from maillage.campaigns.models import Participation
from maillage.campaigns.offline.forms import blank_form, form_for, forms_of_epci
from maillage.campaigns.offline.ods_form import ods_form
from maillage.campaigns.offline.pdf_form import pdf_forms
from maillage.campaigns.offline.xlsx_form import xlsx_form
from maillage.campaigns.views.visiting import visitors
from maillage.campaigns.visits import Visit

SHORT, WHOLE = "courte", "complete"


def _pdf(form: OfflineForm, day: date) -> bytes:
    return pdf_forms([form], day=day)


MAKERS: dict[str, Callable[[OfflineForm, date], bytes]] = {
    "pdf": _pdf,
    "xlsx": lambda form, day: xlsx_form(form),
    "ods": lambda form, day: ods_form(form),
}


def form_file(form: OfflineForm, kind: str, day: date) -> HttpResponseBase:
    """The file of a form; Http404 for a kind that is not made."""
    if kind not in MAKERS:
        raise Http404("Ce format n'existe pas : PDF, XLSX ou ODS.")
    named = slugify(f"{form.identity.name or 'vierge'}-{form.identity.place}")[:60].strip("-")
    return download(MAKERS[kind](form, day), f"formulaire-{slugify(form.identity.campaign)}-{named}.{kind}")


def usable(make: Callable[[], OfflineForm]) -> OfflineForm:
    """The form; Http404 when the campaign has no framework that is ready."""
    try:
        return make()
    except FrameworkRefused as refused:
        raise Http404(str(refused)) from refused


@require_safe
@needs("team")
def blank(request: NetworkRequest, code: str, form: str, kind: str) -> HttpResponseBase:
    """The form of any library; its name is written by hand."""
    found = find_campaign(request, code)
    if form not in (SHORT, WHOLE):
        raise Http404("Cette forme n'existe pas : courte ou complete.")
    made = usable(lambda: blank_form(found.row, express=form == SHORT))
    return form_file(made, kind, request.project.today)


@require_safe
@needs("team")
def of_library(request: NetworkRequest, code: str, library: str, kind: str) -> HttpResponseBase:
    """The form of one library, with what it said last time."""
    found = find_campaign(request, code)
    row = find_participation(request, found, library_code=library, rater=Rater.SELF.value)
    express = {SHORT: True, WHOLE: False}.get(request.GET.get("forme", ""))
    made = usable(lambda: form_for(row, request.project.today, express=express))
    return form_file(made, kind, request.project.today)


@require_safe
@needs("team")
def of_epci(request: NetworkRequest, code: str, epci: str, kind: str) -> HttpResponseBase:
    """The forms of the libraries of an EPCI that have not answered: one PDF to print, or a ZIP of workbooks."""
    found, day = find_campaign(request, code), request.project.today
    try:
        forms = forms_of_epci(found.row, epci, day)
    except FrameworkRefused as refused:
        raise Http404(str(refused)) from refused
    if not forms or kind not in ("pdf", "zip"):
        raise Http404("Aucune bibliothèque de cet EPCI n'attend de formulaire.")
    name = f"formulaires-{slugify(code)}-{slugify(epci)}.{kind}"
    return download(pdf_forms(forms, day=day) if kind == "pdf" else _bundle(forms), name)


def _bundle(forms: Sequence[OfflineForm]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as bundle:
        for form in forms:
            bundle.writestr(
                f"{slugify(form.identity.name)[:60]}-{slugify(form.identity.place)}.xlsx", xlsx_form(form)
            )
    return stream.getvalue()


@visitors
@require_safe
def of_link(request: object, visit: Visit, kind: str) -> HttpResponseBase:
    """The form of whoever has the link, to fill on paper or in a spreadsheet and to send back to the service."""
    row: Participation = visit.participation
    if not visit.is_own:
        raise Http404("Un double regard se saisit en ligne.")
    made = usable(lambda: form_for(row, today(), express=visit.express))
    return form_file(made, kind, today())
