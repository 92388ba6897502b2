"""One purchase: its facts, its dates planned and real, what it pays for and what waits behind it. And one need."""

from __future__ import annotations

from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Fact, Head, Link, Listing
from maillage.base.ui.pages import to
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import count, euros, short_date
from maillage.base.values.sources import Confidence
from maillage.funding.readings import funding_of
from maillage.procurement.domain.backward import Milestone, Planned
from maillage.procurement.domain.follow import Followed
from maillage.procurement.domain.purchases import HomogeneousNeed
from maillage.procurement.readings import follow_of, procurement_of
from maillage.procurement.screens.purchases import (
    purchases_listing,
    state_badge,
    step_cell,
    told_slip,
)
from maillage.procurement.worth import costs_text, need_text, worth_text
from maillage.programme.readings import progress_of
from maillage.rulebook.screens import confidence_badge


def purchase_facts(request: Any, item: Followed) -> list[Fact]:
    planned, purchase, need = item.planned, item.planned.purchase, item.planned.need
    step = progress_of(request.project).step(purchase.step)
    facts = [
        Fact("État", told_slip(item), badge=state_badge(request.project, item)),
        Fact(
            "Besoin homogène",
            f"{need.code}. {need.title}",
            to(request, "procurement:homogeneousneed", need.code),
        ),
        Fact("Valeur de l'achat", f"{worth_text(planned)} HT"),
        Fact("Valeur du besoin", f"{need_text(planned)} HT, sur tout le programme"),
        Fact(
            "Étape qui attend le marché",
            f"{step.step.code}. {step.step.title}",
            to(request, "programme:step", step.step.code),
        ),
        Fact("Durée", count(purchase.years, "an")),
    ]
    if purchase.framework:
        facts.append(Fact("Accord-cadre", f"maximum {euros(purchase.maximum_ht)} HT"))
    facts += published_fact(request, planned)
    more = (("Centrale d'achat", purchase.central_body), ("Motif d'exclusivité", purchase.exclusivity))
    return [*facts, *(Fact(label, text) for label, text in more if text)]


def published_fact(request: Any, planned: Planned) -> list[Fact]:
    """What is asked of the essential data, with how sure it is; nothing below the thresholds."""
    public = planned.publication
    if public is None:
        return []
    listed = (
        f", ou dans la liste annuelle jusqu'au {short_date(public.listed_by)}" if public.listed_by else ""
    )
    text = f"à publier au plus tard le {short_date(public.by)}{listed} (seuil : {public.rule.text})"
    badge = confidence_badge(public.rule.source.confidence)
    return [Fact("Données essentielles", text, to(request, "rulebook:rule", public.rule_id), badge=badge)]


def purchase_panels(request: Any, item: Followed) -> list[PagePanel]:
    purchase = item.planned.purchase
    costs = [cost for cost in funding_of(request.project).costs if cost.code in purchase.costs]
    rows = [
        (Cell(one.label, to(request, "funding:costline", one.code), note=one.code), euros(one.ht))
        for one in costs
    ]
    rows.append(("Total", costs_text(item.planned, [one.ht for one in costs])))
    covered = Listing(
        caption="Dépenses couvertes",
        heads=(Head("Dépense"), Head("Montant HT", "right")),
        rows=rows if costs else (),
        totals=(len(costs),) if costs else (),
        empty="Cet achat ne couvre encore aucune dépense : sa valeur est inconnue du plan.",
        anchor="couvertes",
    )
    return [
        PagePanel(title="Ce que l'achat paie", listing=covered),
        PagePanel(title="Ce qui attend derrière", listing=behind(request, item)),
    ]


def dates_listing(item: Followed) -> Listing:
    """Each date worked backwards, beside the real one when it is noted, and the gap in days."""
    rows = [_date(item, milestone) for milestone in item.planned.milestones]
    return Listing(
        caption="Dates, à rebours du besoin",
        heads=(Head("Étape de l'achat"), Head("Prévue"), Head("Réelle"), Head("Écart")),
        rows=rows,
        empty="L'étape qui attend ce marché n'est pas datée : lancez le phasage, puis adoptez le calendrier.",
        anchor="dates",
        source="Délais types." if rows else "",
        confidence=Confidence.TO_CONFIRM if rows else Confidence.CONFIRMED,
    )


def _date(item: Followed, milestone: Milestone) -> tuple[Cell | str, ...]:
    purchase = item.planned.purchase
    fact = {"launch": purchase.launched_on, "notify": purchase.notified_on}.get(milestone.key)
    if fact:
        return milestone.label, short_date(milestone.day), short_date(fact), _gap((fact - milestone.day).days)
    hope = (
        f"au mieux le {short_date(item.expected)}" if milestone.key == "notify" and item.is_slipping else ""
    )
    missed = "non faite" if milestone in item.overdue and not hope else ""
    gap = _gap(item.slip_days) if hope else ""
    return milestone.label, short_date(milestone.day), hope or missed, gap


def _gap(days: int) -> str:
    if days == 0:
        return "à l'heure"
    return f"{count(abs(days), 'jour')} {'après' if days > 0 else 'avant'}"


def behind(request: Any, item: Followed) -> Listing:
    """The step that waits for the contract, and those that wait for it."""
    progress = progress_of(request.project)
    step = item.planned.purchase.step
    rows = [
        (
            step_cell(request, one),
            one.action.title,
            Cell(short_date(one.step.planned_start) if one.step.planned_start else "à dater"),
            one.state.label,
        )
        for one in (progress.step(step), *progress.behind(step))
    ]
    return Listing(
        caption="Étapes qui attendent ce marché, directement ou non",
        heads=(Head("Étape"), Head("Action"), Head("Début prévu"), Head("État")),
        rows=rows,
        anchor="attente",
    )


def needs_listing(request: Any, project: Project) -> Listing:
    """Every homogeneous need with its value over the whole programme: what the thresholds look at."""
    rows = [
        (
            Cell(f"{need.code}. {need.title}", to(request, "procurement:homogeneousneed", need.code)),
            need.nature.label,
            count(len(items := items_of(project, need)), "achat"),
            need_text(items[0].planned) if items else "–",
            " ; ".join(dict.fromkeys(item.planned.choice.procedure.label for item in items)),
        )
        for need in procurement_of(project).needs
    ]
    return Listing(
        caption="Besoins homogènes",
        heads=(
            Head("Besoin"),
            Head("Nature"),
            Head("Achats"),
            Head("Valeur HT", "right"),
            Head("Procédures"),
        ),
        rows=rows,
        empty="Aucun besoin homogène : regroupez d'abord ce qui s'achète ensemble.",
        anchor="besoins",
        source="Code de la commande publique, art. R2121-6 : la valeur est celle du besoin, sur tout le programme.",
    )


def items_of(project: Project, need: HomogeneousNeed) -> list[Followed]:
    return [item for item in follow_of(project) if item.planned.need.code == need.code]


def need_facts(project: Project, need: HomogeneousNeed) -> list[Fact]:
    items = items_of(project, need)
    value = f"{need_text(items[0].planned)} HT" if items else ""
    return [Fact("Nature", need.nature.label), Fact("Valeur sur tout le programme", value)]


def need_panels(request: Any, need: HomogeneousNeed) -> list[PagePanel]:
    add = f"{to(request, 'procurement:purchase-new')}?need={need.code}"
    listing = purchases_listing(
        request,
        items_of(request.project, need),
        caption="Achats de ce besoin",
        empty="Aucun achat ne répond encore à ce besoin.",
    )
    return [
        PagePanel(title="Achats", listing=listing, edits=[Link("Ajouter un achat", add, "button", "plus")]),
    ]
