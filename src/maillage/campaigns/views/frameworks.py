"""Frameworks: the list, the ones that ship with Maillage, the page of a version."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from maillage.base.ui.components import Cell, Head, Link, Listing, NextStep, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, listed
from maillage.campaigns.domain.framework_words import size_told
from maillage.campaigns.domain.frameworks import Framework, FrameworkKind
from maillage.campaigns.framework_drafting import campaigns_using, draft_in
from maillage.campaigns.framework_reading import parts_of, problems_told, tiles_of
from maillage.campaigns.framework_store import FrameworkRefused, take_packaged
from maillage.campaigns.models import Campaign, FrameworkVersion
from maillage.campaigns.packaged import packaged_frameworks
from maillage.campaigns.views.framework_pages import (
    FRAMEWORKS,
    crumbs,
    home_of,
    more_tools,
    row_of,
    state_badge,
    tools,
)

LEAD = "Un référentiel dit ce qu'une campagne demande : des questions, des niveaux que l'on constate, des pas à faire."
COLUMNS = (
    Head("Référentiel", key="titre"),
    Head("Version"),
    Head("Nature", key="nature"),
    Head("État", key="etat"),
    Head("Campagnes"),
)


@require_safe
def frameworks(request: NetworkRequest) -> HttpResponse:
    rows = list(
        FrameworkVersion.objects.filter(network=request.network).defer("text").order_by("title", "-pk")
    )
    taken = {(row.code, row.version) for row in rows}
    offered = [
        {
            "code": code,
            "framework": found,
            "size": _size(found),
            "missing": (code, found.version) not in taken,
        }
        for code, found in packaged_frameworks().items()
    ]
    new = [
        Link("Nouveau référentiel", to(request, "campaigns:framework-new"), "button", "plus"),
        Link("Importer un fichier", to(request, "campaigns:framework-import"), "button", "file-up"),
    ]
    begin = NextStep(
        "Ajouter la grille des services numériques", "#fournis", "35 questions, 13 dans la forme courte."
    )
    return page(
        request,
        "campaigns/frameworks.html",
        title=FRAMEWORKS,
        lead=LEAD,
        crumbs=[Link("Campagnes", to(request, "campaigns:campaigns"))],
        tools=new if request.can_edit else [],
        steps=[begin] if not rows and request.can_edit else None,
        listing=sorted_listing(_listing(request, rows), request.GET),
        offered=offered,
    )


def _size(framework: Framework) -> str:
    minutes = count(framework.minutes_complete, "minute")
    short = f", ou {framework.minutes_express} dans la forme courte" if framework.minutes_express else ""
    return f"{listed(list(size_told(framework)))}. {minutes[:1].upper()}{minutes[1:]}{short}."


def _listing(request: NetworkRequest, rows: list[FrameworkVersion]) -> Listing:
    using: dict[str, list[tuple[str, str]]] = {}
    for campaign in Campaign.objects.filter(network=request.network).order_by("position", "pk"):
        named = (campaign.framework_version, campaign.title)  # type: ignore[attr-defined]
        using.setdefault(campaign.framework, []).append(named)  # type: ignore[attr-defined]
    newest = {row.code: row.version for row in sorted(rows, key=lambda row: row.pk)}
    return Listing(
        caption="Référentiels du réseau",
        heads=COLUMNS,
        rows=[
            (
                Cell(row.title, home_of(request, row)),
                row.version,
                FrameworkKind(row.kind).label.partition(" :")[0],
                Cell("", badge=state_badge(row)),
                listed(_used(row, using.get(row.code, []), newest[row.code])) or "aucune",
            )
            for row in rows
        ],
        empty="Ce réseau n'a pas encore de référentiel : ajoutez-en un, ci-dessous.",
    )


def _used(row: FrameworkVersion, campaigns: list[tuple[str, str]], newest: str) -> list[str]:
    return [title for version, title in campaigns if (version or newest) == row.version]


@require_safe
def packaged(request: NetworkRequest, code: str) -> HttpResponse:
    """A framework that ships with Maillage, before it is added."""
    framework = packaged_frameworks().get(code)
    if framework is None:
        raise Http404("Aucun référentiel fourni ne porte ce code.")
    taken = FrameworkVersion.objects.filter(network=request.network, code=code, version=framework.version)
    return page(
        request,
        "campaigns/framework.html",
        title=framework.title,
        lead="Fourni avec Maillage : ajoutez-le tel quel, ou comme le début du vôtre.",
        crumbs=crumbs(request),
        steps=None,
        framework=framework,
        tiles=tiles_of(framework),
        parts=parts_of(framework),
        offer="" if taken.exists() or not request.can_edit else code,
    )


@require_POST
def take(request: NetworkRequest, code: str) -> HttpResponse:
    try:
        row = take_packaged(network=request.network, code=code, actor=request.user)
    except KeyError:
        raise Http404("Aucun référentiel fourni ne porte ce code.") from None
    except FrameworkRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(to(request, "campaigns:frameworks"))
    messages.success(
        request, f"« {row.title} » : ajouté au réseau. Vous pouvez le modifier avant de l'employer."
    )
    return redirect(home_of(request, row))


@require_safe
def framework(request: NetworkRequest, code: str, version: str) -> HttpResponse:
    row = row_of(request, code, version)
    found = draft_in(row)
    problems = problems_told(request, row, found) if not row.sealed_at else ()
    using = campaigns_using(row)
    return page(
        request,
        "campaigns/framework.html",
        title=row.title,
        lead=f"Version {row.version}, {found.kind.label}.",
        crumbs=crumbs(request),
        tools=list(tools(request, row)),
        more=list(more_tools(request, row)),
        steps=_steps(request, row, len(problems)),
        row=row,
        state=state_badge(row),
        framework=found,
        tiles=tiles_of(found),
        parts=parts_of(found),
        problems=problems,
        problem_count=count(len(problems), "point à reprendre", "points à reprendre"),
        editable=request.can_edit and not row.sealed_at,
        using=[Link(c.title, to(request, "campaigns:campaign", c.code)) for c in using],  # type: ignore[attr-defined]
    )


def _steps(request: NetworkRequest, row: FrameworkVersion, problems: int) -> list[NextStep] | None:
    if row.sealed_at or not request.can_edit:
        return None
    if problems:
        todo = f"Reprendre {count(problems, 'point')}"
        return [NextStep(todo, "#a-reprendre", "Une campagne ne peut pas encore l'employer.", Tone.WARNING)]
    return [NextStep("Relire, puis choisir ce référentiel dans une campagne", "#questions", "Il est prêt.")]
