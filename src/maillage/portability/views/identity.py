"""What a network is called: its name, who owns it, which service, which DRAC."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from maillage.accounts.domain import NetworkSection
from maillage.base.ui.components import Link
from maillage.base.ui.editing.history import lines
from maillage.base.ui.editing.solo import Solo, edit
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.portability.forms import IDENTITY
from maillage.portability.founding import identity_of, rename, target_of


class IdentitySolo(Solo):
    template, shape = "ui/solo.html", IDENTITY

    def read_again(self) -> None:
        self.request.network.refresh_from_db()

    @property
    def target(self) -> str:
        return target_of(self.request.network)

    def stored(self) -> NetworkSection:
        return identity_of(self.request.network)

    def typed(self, given: Mapping[str, Any]) -> NetworkSection:
        return dataclasses.replace(self.stored(), **given)

    def save(self, typed: NetworkSection) -> str:
        rename(network=self.request.network, identity=typed, actor=self.request.user)
        return "Identité du réseau : enregistrée."

    def shown(self) -> dict[str, Any]:
        return {
            "title": "Identité du réseau",
            "lead": "Ces noms paraissent en tête des pages et sur la couverture du dossier.",
            "crumbs": [_home(self.request)],
            "back": to(self.request, "portability:file"),
            "history": to(self.request, "portability:identity-history"),
        }


def _home(request: NetworkRequest) -> Link:
    return Link("Fichier programme", to(request, "portability:file"))


@resumes
@needs("lead")
@require_http_methods(["GET", "POST"])
def identity(request: NetworkRequest) -> HttpResponse:
    return edit(IdentitySolo(request))


@require_safe
def identity_history(request: NetworkRequest) -> HttpResponse:
    return page(
        request,
        "ui/history.html",
        title="Historique de l'identité du réseau",
        crumbs=[_home(request)],
        lines=lines(request.network, target_of(request.network), NetworkSection),
    )
