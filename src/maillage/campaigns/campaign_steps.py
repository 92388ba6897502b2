"""What to do now of a campaign, from what happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maillage.base.ui.components import NextStep, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import count, number, plain_date
from maillage.campaigns import domain
from maillage.campaigns.answer_rates import State, targets_of
from maillage.campaigns.campaign_pages import place
from maillage.campaigns.campaign_states import is_overdue
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.following import Following
from maillage.campaigns.previewing import Preview


def draft_steps(request: Any, declared: domain.Campaign, preview: Preview) -> Iterator[NextStep]:
    edit = to(request, "campaigns:campaign-edit", declared.code)
    if preview.refusal:
        yield NextStep("Compléter la campagne", edit, preview.refusal, Tone.BAD)
        return
    if preview.warnings:
        label = f"Lire {count(len(preview.warnings), 'avertissement')} avant d'ouvrir"
        yield NextStep(label, "#avant", preview.warnings[0], Tone.WARNING)
    why = (
        f"{count(len(preview.places), 'bibliothèque')} interrogées."
        if len(preview.places) > 1
        else "Tout est prêt."
    )
    yield NextStep("Ouvrir la campagne", to(request, "campaigns:campaign-open", declared.code), why)


def open_steps(request: Any, declared: domain.Campaign, state: State, now: Following) -> Iterator[NextStep]:
    code = declared.code
    sending = to(request, "campaigns:campaign-sending", code)
    if is_overdue(state, request.project.today):
        close = to(request, "campaigns:campaign-close", code)
        yield NextStep("Clore la campagne", close, "Son dernier jour est passé.", Tone.WARNING)
        return
    if now.to_invite:
        label = f"Envoyer {count(now.to_invite, 'invitation')}"
        yield NextStep(label, sending, "Chaque bibliothèque reçoit son lien par courriel.", Tone.WARNING)
    if now.failed:
        told = count(len(now.failed), "message n'est pas parti", "messages ne sont pas partis")
        yield NextStep(
            f"Reprendre les échecs : {told}", f"{sending}#echecs", now.failed[0].failure, Tone.WARNING
        )
    if now.due_today:
        label = f"Envoyer {count(now.due_today, 'relance')} aujourd'hui"
        yield NextStep(label, sending, "Elles partent seules chaque jour ; un bouton les avance.")
    if now.to_call:
        label = f"Appeler {count(len(now.to_call), 'bibliothèque')}"
        why = "Sans adresse, ou déjà relancées deux fois : une voix vaut mieux qu'un message."
        yield NextStep(label, to(request, "campaigns:campaign-calls", code), why)


def closed_steps(request: Any, declared: domain.Campaign, state: State) -> Iterator[NextStep]:
    target = targets_of(request.project).overall
    if state.rate.sent:
        why = "Les fiches des bibliothèques et la cohérence du réseau en découlent."
        yield NextStep("Lire les résultats", place(request, "campaigns:results", declared.code), why)
    if declared.results_on and declared.results_on >= request.project.today:
        why = f"C'est promis aux bibliothèques pour le {plain_date(declared.results_on)}."
        yield NextStep("Préparer la restitution", place(request, "campaigns:coherence"), why)
    if state.rate.is_under(target):
        told = f"{number(state.rate.left)} n'ont pas répondu : dites ce que leur silence pourrait changer."
        url = to(request, "campaigns:campaign-response", declared.code)
        yield NextStep("Lire la réponse par taille et par EPCI", url, told)


def steps_of(
    request: Any, declared: domain.Campaign, state: State, preview: Preview | None, now: Following | None
) -> list[NextStep]:
    """For those who may edit; readers are told nothing to do but read."""
    if not request.can_edit:
        return []
    if preview is not None:
        return list(draft_steps(request, declared, preview))
    if state.campaign.state is CampaignState.OPEN and now is not None:
        return list(open_steps(request, declared, state, now))
    return list(closed_steps(request, declared, state))
