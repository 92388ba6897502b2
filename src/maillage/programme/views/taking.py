"""What people do with model actions: add some, begin a tree, take a batch back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import NetworkRequest, needs, to
from maillage.base.values.french import count, listed
from maillage.programme.exchange.undoing import import_of
from maillage.programme.exchange.undoing import undo as take_back
from maillage.programme.model_library import packaged_models
from maillage.programme.modelling import NAMED, Taking, begin_tree, take_models
from maillage.programme.readings import programme_of
from maillage.programme.views.places import home_of


@require_POST
@needs("team")
def add(request: NetworkRequest) -> HttpResponse:
    """Add the models ticked (`modele`); `adapter` leads to the form of the one that was added."""
    programme_of(request.project)
    known = packaged_models()
    codes = [code for code in dict.fromkeys(request.POST.getlist("modele")) if code in known]
    back = to(request, "programme:templates")
    if not codes:
        messages.error(request, "Aucun modèle n'est coché : cochez-en au moins un, puis ajoutez.")
        return redirect(back)
    try:
        taking = take_models(
            project=request.project,
            models=[known[code] for code in codes],
            home=home_of(request),
            actor=request.user,
        )
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(f"{back}?{urlencode({'choix': codes}, doseq=True)}#modeles")
    _tell(request, taking)
    if "adapter" in request.POST:
        return redirect(to(request, "programme:action-edit", taking.codes[codes[0]]))
    return redirect(f"{back}?ajout={taking.entry.pk}#ajout")


def _tell(request: Any, taking: Taking) -> None:
    made = len(taking.codes)
    told = count(made, "action ajoutée, sans date : adaptez-la", "actions ajoutées, sans date : adaptez-les")
    messages.success(request, f"{told} à votre réseau.")
    if taking.missing:
        bodies = listed([body.label for body in taking.missing])
        messages.info(
            request,
            f"Des étapes attendent une décision ({bodies}), et cette instance n'a pas de séance pendant le programme : "
            "ajoutez-la sous « Instances », puis choisissez-la dans l'étape.",
        )


@require_POST
@needs("team")
def begin(request: NetworkRequest) -> HttpResponse:
    """Create the typical axes and objectives."""
    programme_of(request.project)
    try:
        entry = begin_tree(network=request.network, actor=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(to(request, "programme:templates"))
    if entry is None:
        messages.info(request, "Le programme a déjà ces axes et ces objectifs.")
    else:
        messages.success(request, "Quatre axes et leurs objectifs sont créés : renommez-les à votre idée.")
    return redirect(f"{to(request, 'programme:templates')}{f'?ajout={entry.pk}#ajout' if entry else ''}")


@require_POST
@needs("team")
def undo(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take back what a batch added, but for what was changed or used since."""
    entry = import_of(request.network, pk)
    if entry is None or not str(entry.detail.get("label", "")).startswith(NAMED):
        raise Http404("Cet ajout n'existe pas, ou il est déjà annulé.")
    try:
        undone = take_back(network=request.network, entry=entry, actor=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(to(request, "programme:templates"))
    messages.success(request, f"Ajout annulé : {undone.told()}.")
    if undone.kept:
        messages.info(request, f"Gardé : {' '.join(undone.kept[:5])}")
    return redirect(to(request, "programme:templates"))
