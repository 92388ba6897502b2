"""Response rates as tables and as a picture, each with its target and what the silent leave unsaid."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import BarRow, bars
from maillage.base.spreadsheets import Sheet
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.values.french import UNKNOWN, number, percent
from maillage.base.values.tree import Picture
from maillage.campaigns.burden import Burden
from maillage.campaigns.domain.frameworks import Item
from maillage.campaigns.domain.response import Rate


def rates_listing(
    caption: str, head: str, rates: Sequence[Rate], whole: Rate, target: float, anchor: str
) -> Listing:
    """A line a group, then the whole."""
    return Listing(
        caption=caption,
        anchor=anchor,
        sort_param=f"tri_{anchor}",
        heads=(
            Head(head, key="groupe"),
            Head("Interrogées", "right", key="interrogees"),
            Head("Envoyées", "right", key="envoyees"),
            Head("En cours", "right", key="encours"),
            Head("Taux", "right", key="taux"),
            Head(f"Visé : {percent(target)}"),
        ),
        rows=[*(_row(one, target) for one in rates), _row(whole, target)],
        totals=(len(rates),),
        empty="Personne n'a été interrogé.",
    )


def _row(one: Rate, target: float) -> list[Cell | str]:
    closed = f"{number(one.closed)} fermée{'s' if one.closed > 1 else ''}, à part" if one.closed else ""
    if one.share is None:
        state: Cell | str = ""
    elif one.is_under(target):
        state = Cell("", badge=Badge("en dessous", Tone.WARNING))
    else:
        state = Cell("", badge=Badge("atteint", Tone.GOOD))
    return [
        one.label,
        Cell(number(one.asked), sort=one.asked, note=closed),
        Cell(number(one.sent), sort=one.sent),
        Cell(number(one.begun), sort=one.begun),
        Cell(percent(one.share), sort=one.share) if one.share is not None else UNKNOWN,
        state,
    ]


def rates_picture(title: str, rates: Sequence[Rate], whole: Rate) -> Picture:
    """A bar a group over the light track of the whole, the network set apart."""
    rows = [*rates, whole]
    spec = bars(
        rows=[
            BarRow(
                label=one.label,
                value=None if one.share is None else one.share * 100,
                text="" if one.share is None else f"{percent(one.share)} ({one.sent} sur {one.asked})",
                highlight=one is whole,
            )
            for one in rows
        ],
        maximum=100,
        unit="%",
    )
    alt = f"{title} : {percent(whole.share)} dans l'ensemble, {len(rates)} groupes."
    return Picture(caption=title, alt=alt, spec=spec)


def cautions(whole: Rate) -> list[str]:
    """What the figures of a campaign may not be made to say, in plain words."""
    if not whole.sent:
        return []
    if not whole.left:
        return ["Toutes ont répondu : il n'y a pas de marge d'erreur due aux silencieuses."]
    low, high = whole.bounds(0.5)
    return [
        f"Si celles qui ont répondu avaient été tirées au sort, une part serait connue à {percent(whole.margin, 1)} "
        "près. Mais elles se sont choisies elles-mêmes : celles qui vont bien répondent plus volontiers.",
        f"Sans rien supposer des silencieuses, une part de 50 % parmi les réponses se situe entre {percent(low)} et "
        f"{percent(high)} de toutes les bibliothèques.",
    ]


def items_listing(caption: str, head: str, found: Sequence[tuple[Item, int]], empty: str) -> Listing:
    return Listing(
        caption=caption,
        heads=(Head("Question"), Head(head, "right")),
        rows=[[Cell(item.title, note=item.code), number(n)] for item, n in found],
        empty=empty,
    )


def minutes_told(burden: Burden) -> str:
    """How long it took, or that nobody knows yet."""
    if burden.minutes is None:
        return "Durée encore inconnue : aucun questionnaire n'a été rempli d'une traite."
    return (
        f"{number(burden.minutes)} minutes, durée médiane des {number(burden.timed)} questionnaires remplis d'une "
        "traite, du premier clic à l'envoi."
    )


def rates_sheet(whole: Rate, groups: Sequence[tuple[str, Sequence[Rate]]]) -> Sheet:
    """Every rate in one table; a share is a number between 0 and 1."""
    rows = [("Ensemble", whole), *((kind, one) for kind, rates in groups for one in rates)]
    return Sheet(
        name="Réponse",
        heads=("Découpage", "Groupe", "Interrogées", "Envoyées", "En cours", "Fermées", "Taux"),
        rows=[
            (
                kind,
                one.label,
                one.asked,
                one.sent,
                one.begun,
                one.closed,
                None if one.share is None else round(one.share, 4),
            )
            for kind, one in rows
        ],
    )
