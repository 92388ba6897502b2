"""The contacts of libraries: listed, written with what the RGPD asks, erased for good."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.accounts.kept import RESUME
from maillage.base.spreadsheets import sheet_csv
from maillage.base.ui.components import Link, NextStep, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.base.values.french import count
from maillage.territory.contact_erasing import erase_contact, purge_contacts
from maillage.territory.contact_forms import ContactForm, initial_of
from maillage.territory.contact_tables import CONTACTS, all_contacts_listing, contacts_sheet
from maillage.territory.contacting import announced, contacts_of, kept_months, save_contact
from maillage.territory.domain.contacts import ContactSheet, ContactState, notice
from maillage.territory.models import Contact
from maillage.territory.readings import directory_of
from maillage.territory.views.values import line_of


@require_safe
def contacts(request: NetworkRequest) -> HttpResponse:
    """Every contact; those of persons for the team only."""
    found = contacts_of(request.project, of_people=request.can_edit)
    libraries = {line.library.code: line.library for line in directory_of(request.project)}
    without = sum(line.is_open and not line.is_reachable for line in directory_of(request.project))
    listing = all_contacts_listing(request, found, libraries)
    return page(
        request,
        "territory/contacts.html",
        title="Contacts",
        lead=f"{count(len(found), 'contact')} ; {count(without, 'bibliothèque ouverte', 'bibliothèques ouvertes')} "
        "sans contact.",
        crumbs=_crumbs(request)[:2],
        tools=[Link("Exporter en CSV", to(request, "territory:contacts-csv"), "button", "download")]
        if request.can_edit
        else [],
        steps=list(_steps(request, found, without)),
        listing=sorted_listing(listing, request.GET),
        due=sum(one.state(request.project.today) is ContactState.DUE for one in found),
    )


def _steps(request: Any, found: tuple[ContactSheet, ...], without: int) -> Any:
    pressing = announced(found, request.project.today)
    for one in pressing[:2]:
        yield NextStep(
            label=f"{one.role}, {one.label or one.library} : {one.state(request.project.today).label}",
            url=to(request, "territory:contact-edit", one.pk),
            why="Demandez-lui si elle reste votre contact, et informez-la de nouveau ; sinon, effacez.",
            tone=Tone.WARNING,
        )
    if without and request.can_edit:
        yield NextStep(
            label=f"{count(without, 'bibliothèque')} sans contact : demander leur adresse de fonction",
            url=f"{to(request, 'territory:register')}?contact=sans",
            why="Une enquête ne part qu'à ceux que l'on sait joindre.",
        )


@require_safe
@needs("team")
def contacts_csv(request: NetworkRequest) -> HttpResponse:
    """Every contact, for a mailing; persons included, hence for the team only."""
    libraries = {line.library.code: line.library for line in directory_of(request.project)}
    sheet = contacts_sheet(contacts_of(request.project, of_people=True), libraries)
    answer = HttpResponse(sheet_csv(sheet), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="contacts-{request.network.department}.csv"'
    # What it holds is erased here one day: no copy of it is kept by the browser.
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
@resumes
def contact_new(request: NetworkRequest, code: str) -> HttpResponse:
    line = line_of(request, code)
    return _edit(request, line.library.code, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
@resumes
def contact_edit(request: NetworkRequest, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    return _edit(request, sheet.library, sheet)


def _sheet(request: Any, pk: int) -> ContactSheet:
    for sheet in contacts_of(request.project, of_people=True):
        if sheet.pk == pk:
            return sheet
    raise Http404("Ce contact n'existe pas, ou a été effacé.")


def _edit(request: Any, library: str, sheet: ContactSheet | None) -> HttpResponse:
    months, today = kept_months(request.project), request.project.today
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        months=months,
        today=today,
        initial=initial_of(sheet) if sheet else None,
    )
    resumed = RESUME in request.POST
    if request.method == "POST" and not resumed and form.is_valid():
        pk = sheet.pk if sheet else None
        save_contact(network=request.network, sheet=form.sheet(library), actor=request.user, pk=pk)
        messages.success(request, "Contact enregistré.")
        return redirect(_back(request, library))
    network = request.network
    return page(
        request,
        "territory/contact_form.html",
        title="Modifier le contact" if sheet else "Ajouter un contact",
        lead=_place(request, library),
        crumbs=[*_crumbs(request), Link("Contacts", to(request, "territory:contacts"))][:3],
        steps=None,
        form=form,
        form_errors=bool(form.errors) and not resumed,
        back=_back(request, library),
        notice=notice(
            service=network.service or network.owner, network=network.name, months=months, today=today
        ),
        erase=to(request, "territory:contact-erase", sheet.pk) if sheet else "",
        status=422 if form.errors and not resumed else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def contact_erase(request: NetworkRequest, pk: int) -> HttpResponse:
    """Erase for good, after having said so."""
    sheet = _sheet(request, pk)
    if request.method == "POST":
        row = Contact.objects.filter(network=request.network, pk=pk).first()
        if row is not None:
            erase_contact(contact=row, actor=request.user)
        messages.success(request, "Contact effacé : il n'en reste rien, pas même dans l'historique.")
        return redirect(_back(request, sheet.library))
    return page(
        request,
        "territory/contact_erase.html",
        title="Effacer le contact",
        crumbs=[*_crumbs(request), Link("Contacts", to(request, "territory:contacts"))][:3],
        steps=None,
        contact=sheet,
        place=_place(request, sheet.library),
        back=_back(request, sheet.library),
    )


@require_POST
@needs("team")
def contacts_purge(request: NetworkRequest) -> HttpResponse:
    """Erase now those whose day has come; the worker does it every day."""
    done = sum(purge_contacts(request.project.today, network=request.network, actor=request.user).values())
    said = (
        count(done, "contact effacé", "contacts effacés") if done else "Aucun contact n'était arrivé à terme"
    )
    messages.success(request, f"{said}.")
    return redirect(to(request, "territory:contacts"))


def _crumbs(request: Any) -> list[Link]:
    return [
        Link("Réseau", to(request, "territory:map")),
        Link("Bibliothèques", to(request, "territory:register")),
    ]


def _place(request: Any, library: str) -> str:
    found = next((one.library for one in directory_of(request.project) if one.library.code == library), None)
    if found is None:
        return f"{library}, retirée du registre."
    return f"{', '.join(filter(None, (found.name, found.town)))}."


def _back(request: Any, library: str) -> str:
    known = any(line.library.code == library for line in directory_of(request.project))
    if not known:
        return to(request, "territory:contacts")
    return f"{to(request, 'territory:library', library)}#{CONTACTS}"
