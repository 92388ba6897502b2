"""How far the figures can be trusted: two looks, other weights, the same libraries a year later, opening hours."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import NBSP, count, listed, number, percent
from maillage.campaigns.coherence.hours import HoursRound
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.domain.coherence.looks import Agreement
from maillage.campaigns.domain.frameworks import Item
from maillage.statistics.agreement import alpha_bootstrap
from maillage.statistics.coverage import Interval
from maillage.statistics.ratings import Scale

_NAMED = 5


def points(value: float, decimals: int = 1) -> str:
    """A change with its sign: `+6,2 points`."""
    noun = "points" if abs(value) >= 2 else "point"
    return f"{'+' if value > 0 else ''}{number(value, decimals)}{NBSP}{noun}"


def between(interval: Interval | None, decimals: int = 2) -> str:
    if interval is None:
        return "intervalle inconnu"
    return f"de {number(interval.low, decimals)} à {number(interval.high, decimals)}"


def probability(value: float | None) -> str:
    if value is None:
        return "aucun changement"
    return "p < 0,001" if value < 0.001 else f"p = {number(value, 3)}"


def looks_words(found: Coherence) -> Iterator[str]:
    """What double ratings tell; nothing without any."""
    told = found.agreement
    if told is None:
        return
    yield verdict(found, told)
    yield (
        f"Deux regards donnent exactement le même niveau {percent(told.told.exact)} du temps, et à un niveau près "
        f"{percent(told.told.within_one)}."
    )
    yield _bias(told)
    if told.libraries < found.marks.least:
        yield (
            f"Prudence : {count(told.libraries, 'bibliothèque', 'bibliothèques')} à double regard, c’est moins que les "
            f"{number(found.marks.least)} qu’il faut pour se fier à l’intervalle. Lisez d’abord l’accord brut."
        )
    if rewrite := told.to_rewrite(found.marks.rewrite):
        names = listed([f"« {own.item.title} »" for own in rewrite[:_NAMED]])
        more = f", et {number(len(rewrite) - _NAMED)} autres" if len(rewrite) > _NAMED else ""
        yield (
            f"Plus de {percent(found.marks.rewrite)} de désaccord : descriptions de niveaux à reformuler pour {names}{more}. "
            "C’est la grille qui est en cause, pas les bibliothèques."
        )


def verdict(found: Coherence, told: Agreement) -> str:
    """How solid the judgement is, by the marks of the rulebook."""
    alpha = told.alpha.value
    if alpha is None:
        return "Toutes les réponses doublées sont au même niveau : l’accord ne peut pas se mesurer."
    if alpha >= found.marks.reliable:
        word = "solide"
    else:
        word = (
            "à lire avec prudence"
            if alpha >= found.marks.tentative
            else "trop faible pour comparer des bibliothèques une à une"
        )
    return (
        f"Accord {word} : alpha de Krippendorff {number(alpha, 2)} ({between(told.interval)}), "
        f"{count(told.libraries, 'bibliothèque vue', 'bibliothèques vues')} deux fois."
    )


def _bias(told: Agreement) -> str:
    bias = told.told.bias
    if abs(bias) < 0.05:
        return "Les bibliothèques ne se notent ni plus haut ni plus bas que leur second regard."
    way = "plus haut" if bias > 0 else "plus bas"
    return f"En moyenne, elles se notent {number(abs(bias), 2)} niveau {way} que leur second regard."


def weight_words(found: Coherence) -> str:
    """How many libraries would change band with other weights; "" without a band."""
    told = found.robustness
    if told is None:
        return ""
    return (
        f"Avec {number(told.draws)} autres jeux de poids des domaines, {number(told.unstable)} bibliothèques sur "
        f"{number(told.libraries)} changeraient de bande au moins {percent(found.marks.unstable)} du temps ; "
        f"{number(told.untouched)} n’en changeraient jamais. Un score bouge d’ordinaire de "
        f"{number(told.usual_move, 1)} points."
    )


def change_words(found: Coherence) -> Iterator[str]:
    """What changed since the last campaign, on the same libraries; nothing for a first campaign."""
    told = found.panel
    if told is None or found.previous is None:
        return
    yield (
        f"{count(told.matched, 'bibliothèque a répondu', 'bibliothèques ont répondu')} aux deux campagnes, sur "
        f"{count(told.compared, 'question comparable', 'questions comparables')}. Les autres ne comptent pas ici."
    )
    if told.score is not None:
        yield (
            f"Leur score moyen passe de {number(told.score.before, 1)} à {number(told.score.after, 1)} sur 100 "
            f"({points(told.score.mean_change)} ; {number(told.score.ups)} montent, {number(told.score.downs)} baissent ; "
            f"test de Wilcoxon, {probability(told.score.p_value)})."
        )
    if told.regression is not None:
        yield (
            f"Attention avant de féliciter « les plus en progrès » : les {number(told.regression.n)} plus basses de la "
            f"première campagne gagnent {points(told.regression.observed)}, quand le hasard et le mouvement de tous en "
            f"feraient attendre {points(told.regression.expected)}."
        )


def hours_words(told: HoursRound) -> str:
    """The share of the libraries checked whose hours are the same everywhere; "" before any check."""
    if told.agreement is None:
        return ""
    shown = told.agreement
    return (
        f"{number(shown.same)} bibliothèques sur {number(shown.judged)} vérifiées annoncent les mêmes horaires à leur porte, "
        f"sur le portail et dans un moteur de recherche : {percent(shown.share)}, donc entre "
        f"{percent(shown.interval.low)} et {percent(shown.interval.high)} du réseau (intervalle de Wilson à 95{NBSP}%)."
    )


def item_looks_words(found: Coherence, item: Item) -> Iterator[str]:
    """What double ratings tell of one question; nothing without any."""
    own = next((one for one in found.agreement.items if one.item is item), None) if found.agreement else None
    if own is None:
        return
    told = own.told
    yield (
        f"{count(told.n, 'bibliothèque vue', 'bibliothèques vues')} deux fois : même niveau {percent(told.exact)} du temps, à un "
        f"niveau près {percent(told.within_one)}. Bibliothèque − second regard : {number(told.bias, 2)} niveau"
        + (f", {between(told.interval)}." if told.interval else ".")
    )
    pairs = [
        (one[item.code], two[item.code]) for one, two in found.looks if item.code in one and item.code in two
    ]
    alpha = own.alpha.value
    shown = "ne se calcule pas" if alpha is None else number(alpha, 2)
    yield f"Alpha ordinal : {shown} ({between(alpha_bootstrap(pairs, Scale.ORDINAL).interval)})."
    if told.differing > found.marks.rewrite:
        yield "Les descriptions de niveaux de cette question sont à reformuler : deux personnes n’y lisent pas la même chose."
