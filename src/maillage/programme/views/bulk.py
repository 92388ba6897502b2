"""Many actions changed together from the list, and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import NetworkRequest, needs, to
from maillage.base.values.fields import specs
from maillage.base.values.french import count, listed
from maillage.base.values.texts import NotUnderstood, from_text
from maillage.programme import domain
from maillage.programme.readings import programme_of
from maillage.programme.together import Wanted, change_together, undo_together

# The choice that takes a status or a confidence away: empty leaves it as it is.
NONE = "aucun"
# The parameters of the form, and the fields of an action they change.
FIELDS = {
    "pilote": "lead",
    "statut": "status",
    "confiance": "outlook",
    "priorite": "priority",
    "nature": "kind",
    "perimetre": "scope",
}


@require_POST
@needs("team")
def bulk(request: NetworkRequest) -> HttpResponse:
    """Change the actions ticked; nothing at all when something typed is not understood."""
    codes = _ticked(request)
    try:
        wanted, told = _wanted(request)
        if not codes:
            raise Refused(["Cochez au moins une action, puis appliquez."])
        if not told:
            raise Refused(["Dites ce qui change : pilote, statut, objectif…"])
        label = f"{count(len(codes), 'action')} : {listed(told)}"
        entry = change_together(
            network=request.network, codes=codes, wanted=wanted, label=label, actor=request.user
        )
    except (Refused, NotUnderstood) as refusal:
        messages.error(request, f"Rien n'a été changé. {refusal}")
        return redirect(_back(request, coche=",".join(codes)))
    if entry is None:
        messages.info(request, "Ces actions étaient déjà ainsi : rien n'a changé.")
        return redirect(_back(request))
    changed = len(entry.detail["undo"])
    already = len(codes) - changed
    rest = f" ; {count(already, 'autre')} déjà ainsi" if already else ""
    messages.success(
        request, f"{count(changed, 'action modifiée', 'actions modifiées')} : {listed(told)}{rest}."
    )
    return redirect(_back(request, fait=entry.pk))


@require_POST
@needs("team")
def bulk_undo(request: NetworkRequest, pk: int) -> HttpResponse:
    try:
        restored = undo_together(network=request.network, pk=pk, actor=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(request))
    messages.success(request, f"{count(restored.actions, 'action')} comme avant.")
    if restored.kept:
        messages.info(request, f"Changées depuis par quelqu'un, laissées ainsi : {listed(restored.kept)}.")
    return redirect(_back(request))


def _ticked(request: NetworkRequest) -> list[str]:
    """The actions ticked that are in force, in the order of the programme."""
    asked = set(request.POST.getlist("action"))
    return [one.code for _, _, one in programme_of(request.project).actions() if one.code in asked]


def _wanted(request: NetworkRequest) -> tuple[Wanted, list[str]]:
    """What the form asks, and each change in words. Raises NotUnderstood and Refused."""
    known, fields, told = specs(domain.Action), {}, []
    for name, field in FIELDS.items():
        text = request.POST.get(name, "").strip()
        if not text:
            continue
        spec = known[field]
        value = None if text == NONE and field in ("status", "outlook") else _read(spec, text)
        fields[field] = value
        shown = "aucun, il suit les étapes" if value is None else getattr(value, "label", value)
        told.append(f"{spec.label.split(' (')[0].lower()} « {shown} »")
    if request.POST.get("archiver"):
        fields["archived"] = request.project.today
        told.append("archivée")
    objective, partner = (request.POST.get(name, "").strip() for name in ("objectif", "partenaire"))
    if objective:
        told.append(f"objectif {objective[:40]}")
    if partner:
        partner = str(_read(known["lead"], partner))
        told.append(f"partenaire « {partner} » ajouté")
    return Wanted(fields=fields, objective=objective, partner=partner), told


def _read(spec: Any, text: str) -> Any:
    try:
        return from_text(spec, text)
    except NotUnderstood as error:
        raise Refused([f"{spec.label} : {error}"]) from error


def _back(request: NetworkRequest, **more: Any) -> str:
    """The list as it was shown: its filters and its order."""
    query = QueryDict(request.POST.get("retour", "")[:2000], mutable=True)
    for name in ("fait", "coche", "tout"):
        query.pop(name, None)
    query.update({name: str(value) for name, value in more.items() if value})
    rest = f"?{query.urlencode()}" if query else ""
    return f"{to(request, 'programme:actions')}{rest}"
