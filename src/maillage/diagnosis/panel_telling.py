"""How the same libraries changed between two dates, in plain French."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import count, listed, number
from maillage.diagnosis.comparing import Panel
from maillage.diagnosis.comparison_tables import written
from maillage.statistics.paired import Switches
from maillage.territory.domain.variables import Variable
from maillage.territory.domain.vintages import vintage_label, year_label

SURE = 0.05


def panel_words(panel: Panel, variable: Variable) -> Iterator[str]:
    """The matched panel in plain words: how many, which way, and whether chance suffices."""
    change = panel.change
    old, new = (f"{year_label(own)} ({vintage_label(own)})" for own in (panel.before, panel.after))
    yield (
        f"Les {count(change.n, 'bibliothèque connue', 'bibliothèques connues')} aux deux dates, {old} puis {new} ; "
        f"{count(panel.left, 'autre laissée', 'autres laissées')} de côté, faute d'une des deux réponses."
    )
    if isinstance(change, Switches):
        yield (
            f"Oui : {number(change.yes_before)} puis {number(change.yes_after)}. "
            f"{number(change.gained)} l'ont gagné, {number(change.lost)} l'ont perdu."
        )
    else:
        before, after = written(change.before, variable), written(change.after, variable)
        yield (
            f"Moyenne : {before} puis {after}. {number(change.ups)} en hausse, {number(change.downs)} en baisse, "
            f"{number(change.same)} sans changement."
        )
    yield _verdict(change.p_value)
    if len(panel.chain) > 2:
        told = [
            f"{number(link.index, 0)} en {year_label(vintage)} ({number(link.matched)} en commun)"
            for vintage, link in panel.chain
            if link.index is not None
        ]
        yield f"Indice chaîné, de date en date sur les seules bibliothèques communes : {listed(told)}."
    lowest = panel.lowest
    if lowest is not None and lowest.observed > 0 and round(lowest.expected, 1) > 0:
        yield (
            f"Les {number(lowest.n)} plus basses au départ gagnent {written(lowest.observed, variable)} en moyenne, mais "
            f"on en attendait déjà {written(lowest.expected, variable)} du seul hasard : un chiffre bas par accident "
            "remonte de lui-même. Ne félicitez pas, et ne blâmez pas, pour cela."
        )


def _verdict(p: float | None) -> str:
    if p is None:
        return "Aucune n'a changé de réponse."
    shown = "p < 0,001" if p < 0.001 else f"p = {number(p, 3)}"
    if p < SURE:
        return (
            f"Le changement va trop nettement dans un sens pour n'être que du hasard ({shown}). "
            "Reste à savoir si c'est la réalité ou la façon de répondre qui a changé."
        )
    return f"Autant de hausses que de baisses, ou presque : on ne peut pas dire que le réseau a changé ({shown})."
