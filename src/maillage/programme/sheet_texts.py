"""How documents write the parts of an action sheet: for whom, with whom, what may go wrong, what the law asks."""

from __future__ import annotations

from maillage.base.values.french import NBSP, count, listed, number, short_date
from maillage.programme.domain import Action, Deliverable, LegalPoint, Reach, Risk, Step, TeamMember

# Of a long choice of places, the first are named: the others are counted.
NAMED_PLACES = 6


def days_text(days: object) -> str:
    """`1 jour`, `2,5 jours`; "" for none."""
    value = float(str(days))
    if not value:
        return ""
    return f"{number(value, 0 if value == int(value) else 1)}{NBSP}jour{'s' if value >= 2 else ''}"


def member_text(member: TeamMember) -> str:
    """`Médiatrice (2 jours par mois, du 01/03/2026 au 30/06/2026) : anime les ateliers`."""
    days = f"{days_text(member.days_a_month)} par mois" if member.days_a_month else ""
    inside = ", ".join(filter(None, (days, _between(member))))
    return f"{member.role}{f' ({inside})' if inside else ''}{f' : {member.task}' if member.task else ''}"


def _between(member: TeamMember) -> str:
    if member.starts and member.ends:
        return f"du {short_date(member.starts)} au {short_date(member.ends)}"
    if member.starts:
        return f"à partir du {short_date(member.starts)}"
    return f"jusqu'au {short_date(member.ends)}" if member.ends else ""


def degrees_text(risk: Risk) -> str:
    """`probabilité élevée, gravité modérée`; what nobody judged is said so."""
    known = (
        f"probabilité {risk.likelihood.label}" if risk.likelihood else "",
        f"gravité {risk.impact.label}" if risk.impact else "",
    )
    return ", ".join(filter(None, known)) or "à évaluer"


def risk_text(risk: Risk) -> str:
    """`Retard de livraison (probabilité faible, gravité élevée) : parade`."""
    answer = " ".join(risk.answer.split()) or "parade à trouver"
    return f"{risk.title.rstrip('. ')} ({degrees_text(risk)}) : {answer}"


def deliverable_text(item: Deliverable) -> str:
    """`Convention type (remise le 03/05/2026)`."""
    when = f"remis le {short_date(item.delivered)}" if item.delivered else ""
    when = when or (f"attendu le {short_date(item.due)}" if item.due else "")
    return f"{item.title}{f' ({when})' if when else ''}"


def legal_text(point: LegalPoint) -> str:
    """`données personnelles (RGPD) : en cours. Registre à compléter.`"""
    told = f"{point.topic.label} : {point.state.label}"
    note = " ".join(point.note.split())
    return f"{told[:1].upper()}{told[1:]}{f'. {note}' if note else ''}"


def reach_text(action: Action, places: dict[str, str], epcis: dict[str, str], groups: dict[str, str]) -> str:
    """Which libraries it is for, in words; "" while nobody said. The dictionaries give names by code."""
    match action.reach:
        case None:
            return ""
        case Reach.EPCI:
            names = [epcis.get(code, code) for code in action.epcis]
            return f"celles de {_named(names)}" if names else "EPCI à choisir"
        case Reach.GROUP:
            return (
                f"le groupe « {groups.get(action.group, action.group)} »"
                if action.group
                else "groupe à choisir"
            )
        case Reach.LIBRARIES:
            names = [places.get(code, code) for code in action.libraries]
            return _named(names) if names else "à choisir une par une"
        case Reach.SIZE:
            return _size(action)
    return action.reach.label


def _size(action: Action) -> str:
    least, most = action.population_from, action.population_to
    if least is not None and most is not None:
        return f"communes de {number(least)} à {number(most)}{NBSP}habitants"
    if least is not None:
        return f"communes d'au moins {number(least)}{NBSP}habitants"
    return f"communes d'au plus {number(most)}{NBSP}habitants" if most is not None else "tailles à choisir"


def _named(names: list[str]) -> str:
    left = len(names) - NAMED_PLACES
    if left < 2:
        return listed(names)
    return f"{', '.join(names[:NAMED_PLACES])} et {number(left)} autres"


def duration_text(step: Step) -> str:
    return count(step.weeks, "semaine") if step.weeks else "jalon"


def step_days(step: Step) -> str:
    """When a step falls: its real end, its planned days, the date that is imposed, or its duration."""
    if step.done:
        return f"finie le {short_date(step.done)}"
    if step.planned_start and step.last_day:
        first, last = short_date(step.planned_start), short_date(step.last_day)
        return first if first == last else f"{first} – {last}"
    return f"{short_date(step.fixed)} (imposée)" if step.fixed else "à dater"
