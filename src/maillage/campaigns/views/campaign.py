"""The page of a campaign: its state, what to do, whom it asks, who answered."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Badge, Fact, Link, Tile
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import thing_tools
from maillage.base.values.french import count, number, percent, plain_date
from maillage.campaigns.answer_rates import State, states_of, targets_of
from maillage.campaigns.campaign_pages import Found, crumbs_of, find_campaign, pages_beside, place
from maillage.campaigns.campaign_states import dates_told, state_badge
from maillage.campaigns.campaign_steps import steps_of
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.following import Following, following_of
from maillage.campaigns.inviting import quiet_days
from maillage.campaigns.managing import known_framework
from maillage.campaigns.opening import NotPossible
from maillage.campaigns.preview_tables import preview_context
from maillage.campaigns.previewing import preview_of
from maillage.campaigns.standings import questionnaires


@require_safe
def campaign(request: NetworkRequest, code: str) -> HttpResponse:
    found, project = find_campaign(request, code), request.project
    state = states_of(project)[code]
    draft = found.state is CampaignState.DRAFT
    preview = preview_of(project, found.row, found.declared) if draft else None
    framework = _framework(found)
    of_libraries = framework is None or framework.kind.is_of_libraries
    now = None if draft or not of_libraries else _now(request, found)
    return page(
        request,
        "campaigns/campaign.html",
        title=found.declared.title,
        lead=_lead(found, framework),
        crumbs=crumbs_of(request),
        tools=thing_tools(request, "campaigns:campaign", code),
        steps=steps_of(request, found.declared, state, preview, now),
        badge=state_badge(state, project.today),
        facts=_facts(request, found, framework),
        introduction=found.declared.introduction,
        preview=preview and preview_context(request, preview),
        tiles=_tiles(request, state, now),
        beside=[] if draft or not of_libraries else pages_beside(request, code),
        surveys="" if of_libraries else place(request, "campaigns:survey", code),
        act=_act(request, found),
        panels=panels_for(request, "campaigns.Campaign", code),
    )


def _framework(found: Found) -> Framework | None:
    try:
        return known_framework(found.row)
    except NotPossible:
        return None


def _now(request: NetworkRequest, found: Found) -> Following:
    today = request.project.today
    everyone = questionnaires(found.row, today)
    return following_of(everyone, found.declared, today, quiet=quiet_days(request.project))


def _lead(found: Found, framework: Framework | None) -> str:
    kind = framework.kind.label if framework else "référentiel à choisir"
    return f"{kind[:1].upper()}{kind[1:]}, {dates_told(found.declared)}."


def _facts(request: NetworkRequest, found: Found, framework: Framework | None) -> list[Fact]:
    one = found.declared
    url = place(request, "campaigns:framework", framework.code, framework.version) if framework else ""
    days = " et ".join(plain_date(day) for day in one.reminder_days())
    share = percent(one.double_rating) if one.double_rating else "aucun"
    asked = [
        Fact("Forme", one.form.label),
        Fact("Qui répond", one.audience.label),
        Fact("Relances", days or "aucune, faute de dates"),
        Fact("Doubles regards", share),
    ]
    of_libraries = framework is None or framework.kind.is_of_libraries
    facts = [
        Fact("Code", one.code),
        Fact("Référentiel", framework.label if framework else "introuvable", url),
        *(asked if of_libraries else []),
        Fact("Restitution promise", plain_date(one.results_on) if one.results_on else "non promise"),
        Fact("Contact donné", " ou ".join(filter(None, (one.contact, one.phone))) or "aucun"),
    ]
    row: Any = found.row
    if row.opened_at:
        facts.append(Fact("Ouverte le", plain_date(row.opened_at.date())))
    if row.closed_at:
        facts.append(Fact("Close le", plain_date(row.closed_at.date())))
    return facts


def _tiles(request: NetworkRequest, state: State, now: Following | None) -> list[Tile]:
    if now is None:
        return []
    code = state.campaign.code  # type: ignore[attr-defined]
    share = now.sent / now.asked if now.asked else None
    target = percent(targets_of(request.project).overall)
    gone = f" ; {count(now.closed, 'fermée')} mise à part" if now.closed else ""
    response = to(request, "campaigns:campaign-response", code)
    edit = request.can_edit
    return [
        Tile(
            "Réponses", f"{number(now.sent)} sur {number(now.asked)}", f"visé : {target}{gone}", response,
            share=share,
        ),
        Tile("En cours", number(now.begun), "commencées, pas encore envoyées", response),
        Tile(
            "Invitées par courriel", number(now.invited), f"sur {count(len(now.all_of), 'bibliothèque')}",
            to(request, "campaigns:campaign-sending", code) if edit else "",
        ),
        Tile(
            "À appeler", number(len(now.to_call)), "sans adresse, ou relancées deux fois",
            to(request, "campaigns:campaign-calls", code) if edit else "",
        ),
    ]  # fmt: skip


def _act(request: NetworkRequest, found: Found) -> Link | Badge | None:
    """The main act of the state: open or close."""
    if not request.can_edit or found.state is CampaignState.CLOSED:
        return None
    code = found.declared.code
    if found.state is CampaignState.DRAFT:
        return Link("Ouvrir la campagne…", to(request, "campaigns:campaign-open", code), "primary", "play")
    return Link("Clore la campagne…", to(request, "campaigns:campaign-close", code), "button", "square")
