"""Where a rule acts on the plan, on its page; what the rules say of a thing, on the page of that thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.pages import thing_url
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import count
from maillage.base.values.verdict import Answer
from maillage.funding.domain.conditions import Ruling
from maillage.funding.places import place_of
from maillage.funding.rulings import rulings_of
from maillage.funding.telling import reason

# The gravest first: more than these are on the page of all rulings.
SHOWN = 12
BADGES = {
    Answer.NO: Badge("non respectée", Tone.BAD),
    Answer.UNKNOWN: Badge("à confirmer", Tone.WARNING),
    Answer.YES: Badge("respectée", Tone.GOOD),
}
_THINGS = ("funding.Operation", "funding.FundingLine", "funding.CostLine", "funding.Funder")


def rule_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    """Nothing where no rule of the money bears."""
    if target == "rulebook.Rule":
        found = _gravest(one for one in rulings_of(project) if code in one.rule)
        url = f"{reverse('funding:rulings', args=[project.network.department])}?regle={code}"
        if found:
            yield _panel(project, found, "Sur le plan de financement", url, by_rule=True)
    elif target in _THINGS:
        found = _gravest(one for one in rulings_of(project) if one.target == f"{target}/{code}")
        if found:
            url = reverse("funding:rulings", args=[project.network.department])
            yield _panel(project, found, "Ce que disent les règles", url, by_rule=False)


def _gravest(found: Iterator[Ruling]) -> list[Ruling]:
    order = list(BADGES)
    return sorted(found, key=lambda one: order.index(one.verdict.answer))


def _panel(project: Project, found: Sequence[Ruling], title: str, url: str, *, by_rule: bool) -> PagePanel:
    department = project.network.department
    rows = []
    for one in found[:SHOWN]:
        place = Cell(place_of(project, one.target), thing_url(department, one.target) if one.target else "")
        rule = Cell(one.title, reverse("rulebook:rule", args=[department, one.rule[0]]) if one.rule else "")
        rows.append(
            (
                place if by_rule else rule,
                Cell(reason(one.verdict)),
                Cell("", badge=BADGES[one.verdict.answer]),
            )
        )
    more = len(found) - SHOWN
    return PagePanel(
        title=title,
        listing=Listing(
            caption="Vérifications",
            heads=(Head("Sur quoi" if by_rule else "Règle"), Head("Ce qu'il en est"), Head("État")),
            rows=rows,
            anchor="verifications",
        ),
        links=[
            Link(
                f"Voir {count(more, 'autre vérification', 'autres vérifications')}"
                if more > 0
                else "Voir toutes les règles",
                url,
            )
        ],
    )
