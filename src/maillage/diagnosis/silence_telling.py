"""What non-response allows to say of a figure, in plain French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.base.ui.components import Tile, Tone
from maillage.base.values.french import listed, number
from maillage.diagnosis.comparison_tables import written
from maillage.diagnosis.domain.nonresponse import GOOD_ANSWER, Silence
from maillage.territory.domain.variables import Variable


def silence_tiles(found: Silence, variable: Variable, share: bool) -> Iterator[Tile]:
    """The raw figure, what it would be whatever the silent said, and the estimate that weighs classes."""

    def say(value: float) -> str:
        return written(value, variable, share=share)

    known = f"{number(found.whole.known)} réponses sur {number(found.whole.total)}"
    answered = found.whole.share or 0
    yield Tile(
        "Part des réponses oui" if share else "Moyenne des réponses",
        say(found.raw),
        known,
        tone=Tone.WARNING if answered < GOOD_ANSWER else Tone.NEUTRAL,
    )
    yield Tile(
        "Sans aucune hypothèse",
        f"{say(found.bounds.low)} à {say(found.bounds.high)}",
        "quoi que disent les silencieux"
        if share
        else "si les silencieux sont entre la plus petite et la plus grande valeur connue",
    )
    weighted = found.weighted.estimate
    margin = "" if weighted.margin is None else f"± {_margin(weighted.margin, variable, share)}, "
    yield Tile(
        "Redressée par taille de commune",
        say(weighted.mean),
        f"{margin}si les silencieux ressemblent à ceux de même taille qui ont répondu",
    )
    if found.median is not None and found.median_bounds is not None:
        low, high = found.median_bounds.low, found.median_bounds.high
        yield Tile(
            "Médiane", say(found.median), f"de {say(low)} à {say(high)} quoi que disent les silencieux"
        )


def _margin(value: float, variable: Variable, share: bool) -> str:
    return f"{number(100 * value, 0)} points" if share else written(value, variable)


def silence_words(found: Silence) -> Iterator[str]:
    if found.whole.missing == 0:
        yield "Tous ont répondu : le chiffre est celui du réseau, sans marge."
        return
    if found.margin is not None:
        yield (
            f"Si les silencieux l'étaient au hasard, la marge serait de ± {number(100 * found.margin, 1)} points "
            f"({number(found.whole.known)} réponses sur {number(found.whole.total)}). Elle ne couvre pas le fait que "
            "ceux qui répondent diffèrent de ceux qui se taisent."
        )
    if found.uneven:
        yield (
            f"Moins de six bibliothèques sur dix ont répondu ici : {_lower(found.uneven)}. "
            "Appelez les autres avant de conclure."
        )
    for group in found.weighted.merged:
        yield f"Trop peu de réponses pour les compter seules, ces classes ont été réunies : {_lower(group)}."


def _lower(names: Sequence[str]) -> str:
    return listed([name[:1].lower() + name[1:] for name in names])
