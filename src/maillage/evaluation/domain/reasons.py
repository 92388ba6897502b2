"""Why an indicator is said to be where it is: the comparison made, and the limit that decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from maillage.base.values.french import count, number, percent, plain_date
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.evaluation.domain.attainment import Attainment, Status, ratio_to_expected
from maillage.evaluation.domain.indicators import Direction
from maillage.rulebook.domain import Rules

# The rules that say from which share of what is expected a state begins.
LIMITS = ("evaluation.on_track", "evaluation.watch")
GOOD = (Status.REACHED, Status.ON_TRACK)


def verdict(item: Attainment, *, on: date, rules: Rules) -> Verdict:
    """Whether the indicator is where it should be: yes, no, or unknown with what is missing."""
    told = reasons(item, on=on, rules=rules)
    if item.status in (Status.NO_DATA, Status.NO_TARGET, Status.TOO_EARLY):
        return unknown(*told, missing=item.missing or ("une trajectoire à cette date",))
    used = tuple(rules.value(name, on=on).source for name in LIMITS)
    return yes(*told, sources=used) if item.status in GOOD else no(*told, sources=used)


def reasons(item: Attainment, *, on: date, rules: Rules) -> tuple[str, ...]:
    """French sentences, from what was measured to what follows."""
    indicator, measure = item.indicator, item.measure
    if not indicator.targets:
        return ("Aucune cible n'est fixée : on ne peut pas dire s'il est atteint.",)
    if measure is None:
        return ("Aucune mesure n'est encore saisie. Ce n'est pas un zéro : on ne sait pas.",)
    measured = f"Mesuré à {_written(measure.value, indicator.unit)} le {plain_date(measure.day)}."
    year, target = indicator.targets[-1]
    if item.status is Status.REACHED:
        sense = "au plus" if indicator.direction is Direction.DOWN else "au moins"
        return (
            measured,
            f"La cible de fin {year} était {sense} {_written(target, indicator.unit)} : elle est atteinte.",
        )
    if item.expected is None:
        return (measured, "La trajectoire ne dit encore rien pour cette date : il est trop tôt.")
    return (measured, *_compared(item, item.expected, measure.value, on, rules))


def _compared(item: Attainment, expected: Decimal, value: Decimal, on: date, rules: Rules) -> tuple[str, ...]:
    indicator = item.indicator
    expectation = f"La trajectoire, de l'état initial aux cibles, attendait {_written(expected, indicator.unit)} ce jour-là."
    share = ratio_to_expected(indicator, value, expected)
    if share == 1:
        return (expectation, "La mesure fait au moins aussi bien.")
    high, low = rules.value("evaluation.on_track", on=on), rules.value("evaluation.watch", on=on)
    limits = {
        Status.ON_TRACK: f"à partir de {high.text}, l'indicateur est en bonne voie",
        Status.WATCH: f"entre {low.text} et {high.text}, l'indicateur est à surveiller",
        Status.LATE: f"en dessous de {low.text}, l'indicateur est en retard",
    }
    return (expectation, f"Cela fait {percent(share)} de ce qui était attendu : {limits[item.status]}.")


def age(item: Attainment, on: date) -> str:
    """How old the last measure is, when it is old enough to say."""
    if item.measure is None:
        return ""
    months = (on - item.measure.day).days // 30
    return f"La dernière mesure a {count(months, 'mois', 'mois')}." if months >= 12 else ""


def _written(value: Decimal, unit: str) -> str:
    decimals = next(d for d in (0, 1, 2) if d == 2 or round(value, d) == value)
    return f"{number(value, decimals)}\u00a0{unit}" if unit else number(value, decimals)
