"""The people of a network and their roles: everyone sees who they are, the lead decides."""

from __future__ import annotations

import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.accounts import services
from maillage.accounts.domain import Role
from maillage.accounts.forms import MAIL, AddPersonForm, RoleForm
from maillage.accounts.kept import RESUME
from maillage.accounts.mail import is_posted, send_invitation
from maillage.accounts.models import Membership
from maillage.accounts.services import PeopleRefused
from maillage.base.ui.components import Cell, Fact, Head, Link, Listing
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.base.values.french import short_date

logger = logging.getLogger(__name__)
RANK = {Role.LEAD: 0, Role.TEAM: 1, Role.READER: 2}


@require_safe
def people(request: NetworkRequest) -> HttpResponse:
    lead = request.role == Role.LEAD
    return page(
        request,
        "accounts/people.html",
        title="Équipe et accès",
        lead="Qui entre dans ce réseau, et ce que chacun peut y faire.",
        tools=[Link("Ajouter une personne", to(request, "add-person"), "primary", "user-plus")]
        if lead
        else [],
        listing=sorted_listing(_listing(request, lead=lead), request.GET),
        is_lead=lead,
    )


def _listing(request: NetworkRequest, *, lead: bool) -> Listing:
    """The lead also sees how to write to each person, and who does not come any more."""
    found = Membership.objects.filter(network=request.network).select_related("user")
    ordered = sorted(found, key=lambda one: (RANK[Role(one.role)], one.user.shown_name.casefold(), one.pk))
    heads = [Head("Personne", key="personne"), Head("Rôle", key="role")]
    more = [Head("Adresse électronique", key="adresse"), Head("Dernière connexion", key="vue")]
    rows = []
    for one in ordered:
        role = Role(one.role)
        name = one.user.shown_name + (" (vous)" if one.user_id == request.user.pk else "")
        url = to(request, "person", one.pk) if lead else ""
        row = [
            Cell(name, url=url, note=one.user.username if lead else ""),
            Cell(role.label[:1].upper() + role.label[1:], sort=RANK[role]),
        ]
        if lead:
            seen = localtime(one.user.last_login).date() if one.user.last_login else None
            row += [
                Cell(one.user.email or "–"),
                Cell(short_date(seen) if seen else "jamais", sort=seen),
            ]
        rows.append(row)
    return Listing(caption="Personnes de ce réseau", heads=heads + (more if lead else []), rows=rows)


@resumes
@needs("lead")
@require_http_methods(["GET", "POST"])
def add_person(request: NetworkRequest) -> HttpResponse:
    if RESUME in request.POST:
        return _add_page(request, AddPersonForm(initial=request.POST.dict()))
    form = AddPersonForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        by_mail = given.pop("how") == MAIL
        try:
            added = services.add_person(network=request.network, actor=request.user, by_mail=by_mail, **given)
        except PeopleRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _welcome(request, added, by_mail=by_mail)
    return _add_page(request, form)


def _add_page(request: NetworkRequest, form: AddPersonForm) -> HttpResponse:
    crumbs = [_above(request)]
    return page(request, "accounts/add_person.html", title="Ajouter une personne", crumbs=crumbs, form=form)


def _welcome(request: NetworkRequest, added: services.Added, *, by_mail: bool) -> HttpResponse:
    if added.password:
        return _shown_once(request, added.membership, added.password)
    name = added.membership.user.shown_name
    if not (by_mail and added.is_new):
        messages.success(request, f"{name} est dans ce réseau, avec le compte qu'elle ou il avait déjà.")
    else:
        messages.success(request, f"{name} est dans ce réseau.")
        _send(request, added.membership)
    return redirect(to(request, "people"))


def _send(request: NetworkRequest, membership: Membership) -> None:
    """Send the link, and say what became of it."""
    name, email = membership.user.shown_name, membership.user.email
    try:
        send_invitation(membership=membership, request=request)
    except (OSError, SMTPException):
        logger.exception("mail not sent")
        messages.error(
            request,
            "Le courriel n'est pas parti : le serveur de messagerie ne répond pas. Réessayez depuis la page de "
            f"{name}, ou donnez un mot de passe à usage unique.",
        )
        return
    if is_posted():
        messages.success(request, f"Un lien a été envoyé à {email}.")
    else:
        messages.warning(
            request,
            f"Aucun serveur de messagerie n'est réglé : le courriel pour {email} attend dans le dossier var/mail/ "
            "du serveur. Demandez à la personne qui l'administre de le transmettre.",
        )


def _shown_once(request: NetworkRequest, membership: Membership, password: str) -> HttpResponse:
    membership.user.refresh_from_db()
    response = page(
        request,
        "accounts/one_time.html",
        title="Mot de passe à usage unique",
        crumbs=[_above(request)],
        person=membership.user,
        days=settings.ONE_TIME_PASSWORD_DAYS,
        facts=[
            Fact("Identifiant", membership.user.username),
            Fact("Mot de passe à usage unique", password),
        ],
    )
    add_never_cache_headers(response)
    return response


@needs("lead")
@require_safe
def person(request: NetworkRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    return page(
        request,
        "accounts/person.html",
        title=one.user.shown_name,
        lead=f"Identifiant : {one.user.username}",
        crumbs=[_above(request)],
        one=one,
        form=RoleForm(initial={"role": one.role}),
        may_reset=services.may_reset(request.user, one.user),
        oneself=one.user_id == request.user.pk,
    )


def _verb(act: Callable[[NetworkRequest, Membership], HttpResponse | None]) -> Callable[..., HttpResponse]:
    """A button of the page of a person: a refusal is told there, and nothing changes."""

    @needs("lead")
    @require_POST
    def view(request: NetworkRequest, pk: int) -> HttpResponse:
        try:
            response = act(request, _one(request, pk))
        except PeopleRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(to(request, "person", pk))
        return response or redirect(to(request, "people"))

    return view


@_verb
def change_role(request: NetworkRequest, one: Membership) -> None:
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise PeopleRefused("Ce rôle n'existe pas : choisissez responsable, équipe ou lecture.")
    role = form.cleaned_data["role"]
    if services.change_role(membership=one, role=role, actor=request.user):
        messages.success(request, f"{one.user.shown_name} a maintenant le rôle « {role.label} ».")


@_verb
def remove_person(request: NetworkRequest, one: Membership) -> HttpResponse | None:
    services.remove_person(membership=one, actor=request.user)
    messages.success(request, f"{one.user.shown_name} n'est plus dans ce réseau. Son compte existe toujours.")
    return redirect("start") if one.user_id == request.user.pk else None


@_verb
def new_password(request: NetworkRequest, one: Membership) -> HttpResponse:
    return _shown_once(request, one, services.new_password(membership=one, actor=request.user))


@_verb
def send_link(request: NetworkRequest, one: Membership) -> HttpResponse:
    if not one.user.email:
        raise PeopleRefused(f"{one.user.shown_name} n'a pas d'adresse électronique.")
    _send(request, one)
    return redirect(to(request, "person", one.pk))


def _one(request: NetworkRequest, pk: int) -> Membership:
    return get_object_or_404(
        Membership.objects.select_related("user", "network"), pk=pk, network=request.network
    )


def _above(request: NetworkRequest) -> Link:
    return Link("Équipe et accès", to(request, "people"))
