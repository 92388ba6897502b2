"""One consultation: who, when, how many, what came of it; and its form, opened by a link and closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Badge, Fact, Link, Tone
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import count, number, plain_date
from maillage.diagnosis import opening
from maillage.diagnosis.domain import Consultation
from maillage.diagnosis.heard import heard_in
from maillage.diagnosis.models import Consultation as ConsultationRow
from maillage.diagnosis.models import ConsultationLink
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.telling.consultation import answered
from maillage.diagnosis.views.consultations import CONSULTATIONS


def consultation(request: NetworkRequest, code: str) -> HttpResponse:
    return _shown(request, code)


def _shown(request: NetworkRequest, code: str, address: str = "") -> HttpResponse:
    found = find_thing(diagnosis_of(request.project).consultations, code, "Cette concertation")
    links = ConsultationLink.objects.filter(network=request.network, consultation__code=code)
    opened = links.filter(revoked_at=None).count()
    received = heard_in(request.network).by_consultation[code]
    return page(
        request,
        "diagnosis/consultation.html",
        title=found.who,
        lead=f"Concertation : {found.how[:1].lower()}{found.how[1:]}.".replace("..", "."),
        crumbs=[
            Link("Diagnostic", to(request, "diagnosis:figures")),
            Link(CONSULTATIONS, to(request, "diagnosis:consultations")),
        ],
        tools=thing_tools(request, "diagnosis:consultation", code),
        steps=None,
        facts=_facts(request, found, received),
        texts=[("Ce qui en est sorti", found.conclusions)],
        item=found,
        state=form_state(found, opened, request.project.today),
        opened=opened,
        address=address,
        panels=panels_for(request, "diagnosis.Consultation", code),
    )


def _facts(request: NetworkRequest, found: Consultation, received: int) -> list[Fact]:
    url = f"{to(request, 'diagnosis:contributions')}?demarche={found.code}"
    return [
        Fact("Code", found.code),
        Fact("Public", found.audience.label if found.audience else ""),
        Fact("Début", plain_date(found.start)),
        Fact("Dernier jour", plain_date(found.end) if found.end else "non fixé"),
        Fact("Sollicités", number(found.invited)),
        Fact("Réponses", answered(found)),
        Fact("Contributions gardées ici", number(received), url if received else ""),
    ]


def form_state(found: Consultation, opened: int, today: Any) -> Badge:
    """Whether people can answer by link today."""
    if not opened:
        return Badge("formulaire fermé")
    if found.end is not None and found.end < today:
        return Badge(f"formulaire clos depuis le {plain_date(found.end)}")
    if found.start is not None and found.start > today:
        return Badge(f"le formulaire ouvrira le {plain_date(found.start)}", Tone.INFO)
    return Badge("formulaire ouvert", Tone.GOOD)


@never_cache
@require_POST
@needs("team")
def form_link(request: NetworkRequest, code: str) -> HttpResponse:
    """Open the form (`acte=ouvrir`): its address is shown in the answer, once. Or close every link of it."""
    rows = ConsultationRow.objects.select_related("network")
    row = get_object_or_404(rows, network=request.network, code=code)
    if request.POST.get("acte") == "fermer":
        closed = opening.close_form(consultation=row, actor=request.user)
        told = f"{count(closed, 'lien fermé', 'liens fermés')} : le formulaire ne reçoit plus rien."
        messages.success(request, told if closed else "Le formulaire était déjà fermé.")
        return redirect(to(request, "diagnosis:consultation", code))
    try:
        token = opening.open_form(consultation=row, today=request.project.today, actor=request.user)
    except opening.NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(to(request, "diagnosis:consultation", code))
    return _shown(request, code, request.build_absolute_uri(reverse("contribute", args=[token])))
