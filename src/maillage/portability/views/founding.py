"""Opening a network from the browser: its département, its names; then its libraries and its first programme."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from maillage.accounts.models import Network
from maillage.accounts.services import may_found
from maillage.base.ui.pages import NetworkRequest, page, resumes, to
from maillage.base.values.french import count
from maillage.dossier.places import page_url
from maillage.portability.forms import DepartmentForm, FoundingForm
from maillage.portability.founding import AlreadyThere, found_network
from maillage.portability.importing import has_programme
from maillage.territory.domain.department_names import DEPARTMENTS
from maillage.territory.models import Library

REFUSED = (
    "Seule la personne qui administre Maillage peut ouvrir un réseau. Pour rejoindre celui de votre département, "
    "demandez à la personne qui en est responsable de vous ajouter."
)


@resumes
@require_http_methods(["GET", "POST"])
def new_network(request: HttpRequest) -> HttpResponse:
    if not may_found(request.user):
        raise PermissionDenied(REFUSED)
    asked: Any = request.POST if request.method == "POST" else request.GET
    department = asked.get("departement", "")
    if department not in DEPARTMENTS:
        form = DepartmentForm({"departement": department} if "departement" in asked else None)
        return _shown(request, choice=form, status=422 if form.is_bound else 200)
    if Network.objects.filter(department=department).exists():
        form = DepartmentForm({"departement": department})
        form.add_error("departement", "Ce département a déjà son réseau : demandez à y être ajouté.")
        return _shown(request, choice=form, status=422)
    if request.method == "GET":
        return _shown(request, form=FoundingForm(department), department=DEPARTMENTS[department])
    if "_resume" in request.POST:
        form_again = FoundingForm(department, typed=request.POST)
        return _shown(request, form=form_again, department=DEPARTMENTS[department])
    return _founded(request, FoundingForm(department, data=request.POST))


def _founded(request: HttpRequest, form: FoundingForm) -> HttpResponse:
    if form.is_valid():
        try:
            network = found_network(identity=form.identity(), actor=request.user)
        except AlreadyThere as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"« {network.name} » est ouvert. Vous en êtes responsable.")
            return redirect(reverse("portability:begin", args=[network.department]))
    return _shown(request, form=form, department=DEPARTMENTS[form.department], status=422)


def _shown(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    form = context.get("form") or context.get("choice")
    return page(
        request,
        "portability/new_network.html",
        title="Ouvrir un réseau",
        lead="Un réseau réunit les bibliothèques d'un département.",
        steps=None,
        form_errors=bool(form and form.is_bound and form.errors),
        status=status,
        **context,
    )


@require_safe
def begin(request: NetworkRequest) -> HttpResponse:
    """What is done and what is left before a new network is ready to work."""
    libraries = Library.objects.filter(network=request.network).count()
    return page(
        request,
        "portability/begin.html",
        title="Démarrer le réseau",
        lead="Trois étapes ; chacune peut attendre.",
        steps=None,
        libraries=count(libraries, "bibliothèque") if libraries else "",
        imports=page_url(request.network.department, "territory:imports"),
        people=page_url(request.network.department, "people"),
        begun=has_programme(request.network),
        leads=request.role == "lead",
        programme=to(request, "portability:new-programme"),
        dossier=to(request, "dossier:dossier"),
    )
