"""What the demo's team typed beside its programme: contacts, figures heard on the phone, searches of the register."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from maillage.accounts.models import Network, User
from maillage.rulebook.projects import project_of
from maillage.territory.contacting import kept_months, save_contact
from maillage.territory.domain.contacts import ContactSheet, last_day
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.giving import give_values
from maillage.territory.models import Library
from maillage.territory.saved_views import save_view

# One library in so many has told a role's address.
EVERY = 2
# Days before the demo's at which these people were informed: two are nearly at the end, one is past it.
PEOPLE = (
    ("Référente numérique", "Camille Dupré (fictive)", 40),
    ("Bénévole responsable", "Dominique Aubin (fictif)", 395),
    ("Direction", "Claude Ferrand (fictive)", 120),
    ("Élue à la culture", "Maxime Roullet (fictif)", 700),
    ("Bénévole responsable", "Alix Chauvin (fictive)", 716),
    ("Direction", "Sacha Perrin (fictif)", 735),
)
VIEWS = (
    ("À appeler : sans réponse ni contact", "contact=sans&sans_reponse=1"),
    (
        "Prêts et emprunteurs, données du service",
        "service=1&colonne=commune&colonne=active_borrowers&colonne=loans",
    ),
    (
        "Petites communes, horaires et bénévoles",
        "strate=under_500&colonne=commune&colonne=heures&colonne=benevoles",
    ),
)
YEARS = (2024, 2025, 2026)


def add_demo_contacts(network: Network, day: date) -> None:
    """Contacts, values and views of invented people, the same at each run. Called on the demo's own base only."""
    lead = User.objects.filter(memberships__network=network).order_by("pk").first()
    libraries: list[Any] = list(
        Library.objects.filter(network=network, kind=LibraryKind.OPEN).order_by("code")
    )
    months = kept_months(project_of(network, day))
    for library in libraries[::EVERY]:
        save_contact(network=network, actor=lead, sheet=_role(library))
    for library, (role, name, before) in zip(libraries[1::17], PEOPLE, strict=False):
        told = day - timedelta(days=before)
        sheet = ContactSheet(
            library=library.code,
            role=role,
            label=name,
            email=f"{slugify(name.split(' (')[0], allow_unicode=False)}@{slugify(library.town)}.example",
            personal=True,
            notice_given_on=told,
            purge_on=last_day(told, months),
        )
        save_contact(network=network, actor=lead, sheet=sheet)
    give_values(
        network=network, actor=lead, values=[*_values([library.code for library in libraries[:40:4]])]
    )
    for name, query in VIEWS:
        save_view(network=network, user=lead, name=name, query=query, shared=True)


def _role(library: Any) -> ContactSheet:
    place = slugify(library.town) or "commune"
    return ContactSheet(
        library=library.code,
        role="Accueil de la bibliothèque",
        email=f"bibliotheque.{library.code.lower()}@{place}.example",
        note="Adresse fictive",
    )


def _values(codes: list[str]) -> list[OwnValue]:
    """Loans and borrowers of three years, as yearly reports would give them."""
    return [
        OwnValue(
            library=code,
            variable=variable,
            value=Decimal(start + rank * slope + (year - YEARS[0]) * (slope - 4 * (rank % 3))),
            year=year,
            source=f"rapport annuel {year}",
        )
        for rank, code in enumerate(codes)
        for variable, start, slope in (("loans", 2400, 310), ("active_borrowers", 90, 17))
        for year in YEARS
    ]
