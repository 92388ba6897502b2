"""Opens every page that shows the money of a network: after a bad input, all of them still stand."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

from django.apps import apps
from django.test import Client

from maillage.accounts.models import Network
from maillage.funding.domain.why.figures import PlanFigure
from maillage.rulebook import projects
from web import text_of

MONEY = "/18/financement"
LISTS = (
    *("", "depenses/", "depenses/coller/", "recettes/", "autres-aides/", "regles/", "tresorerie/"),
    *("autorisations/", "apres/", "temps-des-equipes/", "scenarios/", "sensibilite/"),
    *("execution/", "ecritures/", "ecritures/import/"),
)
AROUND = (
    "",
    "dossier/",
    "dossier/controle/",
    "dossier/chapitres/",
    "dossier/chapitres/funding/",
    "calendrier/",
)
THINGS = {
    "Operation": "operations",
    "CostLine": "depenses",
    "Funder": "financeurs",
    "FundingLine": "recettes",
    "Authorisation": "autorisations",
    "WhatIf": "scenarios",
}


def addresses(network: Network) -> Iterator[str]:
    """The pages of money, those of each thing that it names, and the pages around that tell of it."""
    at = f"/{network.department}/"
    money = f"{at}financement/"
    yield from (f"{money}{path}" for path in LISTS)
    yield from (f"{money}pourquoi/{figure.value}/" for figure in PlanFigure)
    for name, path in THINGS.items():
        for row in apps.get_model("funding", name).objects.filter(network=network).order_by("pk"):
            yield f"{money}{path}/{row.code}/"
    for row in apps.get_model("programme", "Action").objects.filter(network=network).order_by("pk"):
        yield f"{money}actions/{row.code}/depenses/"
        yield f"{money}decaler/{row.code}/?mois=6"
    yield from (f"{at}{path}" for path in AROUND)


def unreadable(client: Client, network: Network) -> dict[str, Any]:
    """The pages that do not stand, with what they answer; empty when all do."""
    projects.forget()
    wrong = {}
    for url in addresses(network):
        status = client.get(url).status_code
        if status != 200:
            wrong[url] = status
    return wrong


def words(answer: Any) -> str:
    """What a page says, with ordinary spaces."""
    return unescape(text_of(answer)).replace("\u202f", " ").replace("\u00a0", " ")
