"""Rules with their versions in time. A law that was read cannot be overridden; a parameter can, with who, when and
why, and so can a law of which the text was not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from maillage.base.values.fields import Choice
from maillage.base.values.french import MONTHS, euros, number, percent, plain_date
from maillage.base.values.periods import Period
from maillage.base.values.sources import Confidence, Source


class UnknownRule(LookupError):
    """No such rule, or none in force on the day asked; the message is French."""


class Nature(Choice):
    LAW = "law", "texte officiel"
    PARAMETER = "parameter", "paramètre réglable"


@dataclass(frozen=True, kw_only=True)
class Version:
    """One value of a rule and the half-open period in which it holds."""

    value: Decimal
    period: Period
    source: Source

    @property
    def is_unsure(self) -> bool:
        return self.source.confidence is Confidence.TO_CONFIRM


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A threshold, a rate or a delay. `unit` is one of: eur_ht, rate, days, weeks, months, years, year_count."""

    id: str
    title: str
    unit: str
    nature: Nature
    explanation: str
    used_for: str
    versions: tuple[Version, ...]

    def __post_init__(self) -> None:
        ordered = sorted(self.versions, key=lambda version: version.period.start)
        for earlier, later in pairwise(ordered):
            if earlier.period.end is None or earlier.period.end > later.period.start:
                raise ValueError(f"{self.id} : deux valeurs en vigueur le {later.period.start}.")

    @property
    def is_adjustable(self) -> bool:
        """Whether a network may give it a value of its own: a parameter, or a law whose last text was not read."""
        last = max(self.versions, key=lambda version: version.period.start)
        return self.nature is Nature.PARAMETER or last.is_unsure


@dataclass(frozen=True, kw_only=True)
class Override:
    """A local value of a parameter: by whom (a role), on which day, and why."""

    rule: str
    value: Decimal
    by: str
    on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class RuleValue:
    """A value with all that makes it defensible."""

    rule: Rule
    value: Decimal
    source: Source
    override: Override | None = None

    @property
    def confidence(self) -> Confidence:
        return self.source.confidence

    @property
    def text(self) -> str:
        """The value in French, "à confirmer" included."""
        shown = format_value(self.value, self.rule.unit)
        return f"{shown} (à confirmer)" if self.confidence is Confidence.TO_CONFIRM else shown


UNITS = {
    "days": "jour",
    "weeks": "semaine",
    "years": "an",
    "count": "unité",
    "km": "km",
    "hours": "heure",
    "persons": "personne",
    "fte": "ETP",
}

# Written after the figure as they are, with the decimals it has.
PLAIN_UNITS = {
    "m2": "m²",
    "m2_per_inhabitant": "m² par habitant",
    "eur_per_inhabitant": "€ par habitant",
    "per_thousand": "pour mille habitants",
    "megabytes": "Mo",
    "percent_of_total": "% du total",
    "times": "fois",
}


def format_value(value: Decimal, unit: str) -> str:
    if unit in PLAIN_UNITS:
        decimals = next(d for d in range(5) if round(value, d) == value or d == 4)
        return f"{number(value, decimals)}\u00a0{PLAIN_UNITS[unit]}"
    if unit == "flag":
        return "s'applique" if value else "ne s'applique pas"
    if unit == "month_of_year":
        return MONTHS[int(value) - 1]
    if unit == "yyyymm":
        return f"{MONTHS[int(value) % 100 - 1]} {int(value) // 100}"
    if unit in ("keur", "keur_ht"):  # thousands of euros
        return euros(value * 1000) + (" HT" if unit == "keur_ht" else "")
    if unit.startswith("eur"):
        return euros(value) + (" HT" if unit == "eur_ht" else "")
    if unit == "rate":
        decimals = next(d for d in range(5) if round(value * 100, d) == value * 100 or d == 4)
        return percent(value, decimals)
    if unit == "months":
        return f"{number(value, 0 if value == int(value) else 1)}\u00a0mois"
    if unit == "inhabitants":
        return f"{number(value)}\u00a0habitants"
    noun = UNITS.get(unit, unit)
    decimals = 0 if value == int(value) else 1
    return f"{number(value, decimals)}\u00a0{noun}{'s' if value >= 2 and unit != 'km' else ''}"


@dataclass(frozen=True)
class Rules:
    """An immutable rulebook: packaged rules plus the overrides of one network.

    `left_aside`: local values of a rule that has gone or has become law; they have no effect.
    """

    # Hundreds of rules in the message of a test that fails would hide what failed.
    rules: Mapping[str, Rule] = field(repr=False)
    overrides: Mapping[str, Override] = field(default_factory=dict)
    left_aside: tuple[Override, ...] = ()

    def value(self, rule_id: str, *, on: date) -> RuleValue:
        """The value in force on a day. Raises UnknownRule."""
        rule = self.rules.get(rule_id)
        if rule is None:
            raise UnknownRule(f"La règle « {rule_id} » n'existe pas.")
        for version in rule.versions:
            if on in version.period:
                return self._with_override(rule, version)
        named = f"« {rule.title} » ({rule_id})"
        raise UnknownRule(f"La règle {named} n'a pas de valeur connue au {plain_date(on)}.")

    def _with_override(self, rule: Rule, version: Version) -> RuleValue:
        override = self.overrides.get(rule.id)
        # Nobody changes what the law said on the days of which the text was read.
        read = rule.nature is Nature.LAW and not version.is_unsure
        if override is None or read:
            return RuleValue(rule=rule, value=version.value, source=version.source)
        # A local decision is sure of itself: it rests on who took it, no longer on the packaged source.
        decided = Source(f"Réglage du réseau : {override.by}, {plain_date(override.on)} ({override.why})")
        return RuleValue(rule=rule, value=override.value, source=decided, override=override)

    def can_override(self, override: Override) -> bool:
        """Whether the rule still exists and may be adjusted."""
        rule = self.rules.get(override.rule)
        return rule is not None and rule.is_adjustable

    def with_overrides(self, overrides: Iterable[Override]) -> Rules:
        """The same rules with local values. Raises ValueError for an override of law or of no known rule."""
        added = dict(self.overrides)
        for override in overrides:
            rule = self.rules.get(override.rule)
            if rule is None:
                raise ValueError(f"La règle « {override.rule} » n'existe pas.")
            if not rule.is_adjustable:
                raise ValueError(
                    f"« {rule.title} » est un texte en vigueur : il ne se modifie pas localement."
                )
            added[override.rule] = override
        return Rules(self.rules, added, self.left_aside)
