"""The end of an import, the same for a table and for another programme: done, left, or its file gone."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import NetworkRequest, to
from maillage.base.values.french import count
from maillage.programme.domain import ProgrammeSection
from maillage.programme.exchange.trials import name_of
from maillage.programme.exchange.writing import apply, last_trail
from maillage.territory.uploads import Upload


def gone(request: NetworkRequest) -> HttpResponse:
    return redirect(to(request, "programme:plan-import"))


def changed_since(request: NetworkRequest) -> bool:
    """Whether somebody changed the network since the trial was shown; it is then shown again, and this said."""
    changed = request.POST.get("trail", "") != str(last_trail(request.network))
    if changed:
        messages.warning(request, "Le réseau a changé depuis : voici ce que l'import ferait maintenant.")
    return changed


def done(
    request: NetworkRequest, upload: Upload, make: Callable[[ProgrammeSection], ProgrammeSection]
) -> HttpResponse:
    """Write what `make` makes of the programme as it is now; a refusal changes nothing and keeps the file."""
    try:
        entry = apply(network=request.network, make=make, name=name_of(upload), actor=request.user)
    except Refused as refusal:
        messages.error(request, f"{' '.join(refusal.reasons)} Rien n'a été changé.")
        return gone(request)
    upload.drop()
    if entry is None:
        messages.info(request, "Ce fichier n'apporte rien de nouveau : rien n'a changé.")
        return gone(request)
    touched = count(len(entry.detail["entries"]), "élément créé ou complété", "éléments créés ou complétés")
    messages.success(request, f"Import fait : {touched}. Il peut être annulé depuis cette page.")
    return gone(request)
