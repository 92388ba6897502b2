"""Consultation: who was asked, what was heard, what it became; and the form that opens by a link."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, NextStep, Tile, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, number, short_date
from maillage.diagnosis import opening
from maillage.diagnosis.domain import Consultation, ContributionTheme
from maillage.diagnosis.heard import Heard, heard_in, is_page_open
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.steps import diagnosis_steps
from maillage.diagnosis.telling.consultation import answered
from maillage.diagnosis.views.theme import STATE_TONES
from maillage.diagnosis.views.things import one_line

CONSULTATIONS = "Concertation"


def consultations(request: NetworkRequest) -> HttpResponse:
    diagnosis, heard = diagnosis_of(request.project), heard_in(request.network)
    return page(
        request,
        "diagnosis/consultations.html",
        title=CONSULTATIONS,
        lead="Qui a été consulté, ce qui a été dit, et ce que nous en avons fait.",
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        tools=_tools(request),
        steps=[*_to_read(request, heard), *diagnosis_steps(request, ("DIA-04", "DIA-10", "DIA-11"))],
        tiles=_tiles(request, diagnosis.consultations, diagnosis.themes, heard),
        consultations=sorted_listing(_consultations(request, diagnosis.consultations, heard), request.GET),
        themes=sorted_listing(_themes(request, diagnosis.themes, heard), request.GET),
        open=is_page_open(request.network),
        lead_of=request.role == "lead",
        published=sum(theme.published for theme in diagnosis.themes),
        public_url=request.build_absolute_uri(reverse("heard", args=[request.network.department])),
    )


def _to_read(request: NetworkRequest, heard: Heard) -> list[NextStep]:
    """What waits to be read or put under a theme."""
    url = f"{to(request, 'diagnosis:contributions')}?etat=a-classer"
    if not heard.left:
        return []
    why = f"{number(heard.unread)} n'ont pas encore été lues." if heard.unread > 1 else ""
    label = count(heard.left, "contribution à classer", "contributions à classer")
    return [NextStep(label, url, why, Tone.WARNING if heard.unread else Tone.NEUTRAL)]


def _tools(request: NetworkRequest) -> list[Link]:
    read = Link("Lire les contributions", to(request, "diagnosis:contributions"), "button", "inbox")
    if not request.can_edit:
        return [read]
    return [
        Link("Ajouter une concertation", to(request, "diagnosis:consultation-new"), "primary", "plus"),
        read,
        Link("Ajouter un thème", to(request, "diagnosis:contributiontheme-new"), "button", "plus"),
    ]


def _tiles(
    request: NetworkRequest,
    consultations: Sequence[Consultation],
    themes: Sequence[ContributionTheme],
    heard: Heard,
) -> list[Tile]:
    answers = [item.answers for item in consultations if item.answers is not None]
    silent = len(consultations) - len(answers)
    url = to(request, "diagnosis:contributions")
    return [
        Tile(
            "Concertations",
            number(len(consultations)),
            f"{number(sum(answers))} réponses comptées"
            + (f" ; inconnues pour {number(silent)}" if silent else ""),
        ),
        Tile("Contributions reçues", number(heard.whole), f"{number(heard.unread)} non lues", url),
        Tile("À classer", number(heard.left), "ni regroupées ni écartées", f"{url}?etat=a-classer"),
        Tile("Thèmes", number(len(themes)), f"{number(sum(t.published for t in themes))} à publier"),
    ]


def _consultations(request: NetworkRequest, found: Sequence[Consultation], heard: Heard) -> Listing:
    new = Link("Ajouter une concertation", to(request, "diagnosis:consultation-new"), "primary")
    return Listing(
        caption="Démarches de concertation",
        anchor="concertation",
        sort_param="tri_concertation",
        heads=(
            Head("Qui", key="qui"),
            Head("De quelle manière"),
            Head("Début", "right", key="debut"),
            Head("Réponses", "right", key="reponses"),
            Head("Contributions", "right", key="contributions"),
            Head("Ce qui en est sorti"),
        ),
        rows=[
            (
                Cell(item.who, url=to(request, "diagnosis:consultation", item.code)),
                item.how,
                Cell(short_date(item.start), sort=item.start),
                Cell(answered(item), sort=item.answers),
                Cell(number(heard.by_consultation[item.code]), sort=heard.by_consultation[item.code]),
                one_line(item.conclusions) or "à écrire",
            )
            for item in found
        ],
        empty="Aucune concertation n'est notée.",
        empty_link=new if request.can_edit else None,
    )


def _themes(request: NetworkRequest, found: Sequence[ContributionTheme], heard: Heard) -> Listing:
    new = Link("Ajouter un thème", to(request, "diagnosis:contributiontheme-new"), "primary")
    return Listing(
        caption="Ce que nous avons entendu",
        anchor="themes",
        sort_param="tri_themes",
        heads=(
            Head("Thème", key="theme"),
            Head("Contributions", "right", key="contributions"),
            Head("Suite donnée", key="suite"),
            Head("Notre réponse"),
            Head("À publier", key="publie"),
        ),
        rows=[
            (
                Cell(item.title, url=to(request, "diagnosis:contributiontheme", item.code)),
                Cell(number(heard.by_theme[item.code]), sort=heard.by_theme[item.code]),
                Cell("", badge=Badge(item.state.label, STATE_TONES[item.state]), sort=item.state.label),
                one_line(item.answer) or "à écrire",
                "oui" if item.published else "non",
            )
            for item in found
        ],
        empty="Aucun thème encore : regroupez les contributions qui disent la même chose, puis répondez-leur ensemble.",
        empty_link=new if request.can_edit else None,
    )


@require_POST
@needs("lead")
def public_page(request: NetworkRequest) -> HttpResponse:
    """Open or close the page that anyone may read."""
    if request.POST.get("acte") == "fermer":
        opening.close_public_page(network=request.network, actor=request.user)
        messages.success(request, "La page publique est fermée.")
    else:
        opening.open_public_page(network=request.network, actor=request.user)
        messages.success(request, "La page publique est ouverte : elle ne montre que les thèmes à publier.")
    return redirect(to(request, "diagnosis:consultations"))
