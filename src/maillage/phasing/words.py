"""What holds a step, in words: the lag after what comes before, the day imposed on it."""

from __future__ import annotations

from maillage.base.values.french import count, listed, plain_date
from maillage.programme.domain import Step


def told_bounds(step: Step) -> str:
    """`3 semaines de délai après A11-2 ; commence la semaine du 1er juin 2026, imposée`; "" when nothing holds it."""
    told = [told_lag(step), told_fixed(step)]
    return " ; ".join(filter(None, told))


def told_lag(step: Step) -> str:
    if not step.lag_weeks or not step.predecessors:
        return ""
    last = "la dernière de " if len(step.predecessors) > 1 else ""
    return f"{count(step.lag_weeks, 'semaine')} de délai après {last}{listed(list(step.predecessors))}"


def told_fixed(step: Step) -> str:
    if step.fixed is None:
        return ""
    day = plain_date(step.fixed)
    if step.weeks:
        return f"commence dans la semaine du {day}, date imposée"
    if step.gate:
        return f"séance de {step.gate} dans la semaine du {day}, date imposée"
    return f"tombe le {day}, date imposée"
