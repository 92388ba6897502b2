"""How rules are shown: the value in force, its period, how sure it is, the part of the project it acts on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.base.ui.components import Badge, Tone
from maillage.base.values.french import folded, plain_date
from maillage.base.values.sources import Confidence, Source
from maillage.rulebook.domain import Rule, Rules, RuleValue, UnknownRule, Version
from maillage.rulebook.domain.rules import format_value

DOMAINS = {
    "funding": "Financement",
    "aids": "Autres aides",
    "requests": "Demandes d'aide",
    "execution": "Exécution",
    "scenarios": "Scénarios",
    "procurement": "Achats",
    "governance": "Instances",
    "evaluation": "Évaluation",
    "territory": "Réseau",
}
TONES = {
    Confidence.CONFIRMED: Tone.GOOD,
    Confidence.SECONDARY: Tone.INFO,
    Confidence.TO_CONFIRM: Tone.WARNING,
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A rule on a day. `value` is None when none is in force; `version` is the packaged one of that day."""

    rule: Rule
    value: RuleValue | None
    version: Version | None

    @property
    def domain(self) -> str:
        key = self.rule.id.partition(".")[0]
        return DOMAINS.get(key, key)

    @property
    def text(self) -> str:
        return format_value(self.value.value, self.rule.unit) if self.value else "aucune valeur ce jour"

    @property
    def source(self) -> Source:
        """What the value in force rests on, else what the rule's first version does."""
        return self.value.source if self.value else self.rule.versions[0].source

    @property
    def is_local(self) -> bool:
        return self.value is not None and self.value.override is not None

    @property
    def confidence(self) -> Confidence:
        return self.value.confidence if self.value else Confidence.TO_CONFIRM

    @property
    def badge(self) -> Badge:
        return Badge("réglage du réseau", Tone.INFO) if self.is_local else confidence_badge(self.confidence)

    @property
    def period(self) -> str:
        return told_period(self.version) if self.version else ""

    def holds(self, words: str) -> bool:
        """Whether every word is somewhere in what the page says of the rule."""
        told = f"{self.rule.id} {self.rule.title} {self.rule.used_for} {self.rule.explanation} {self.domain}"
        return all(word in folded(f"{told} {self.source.title}") for word in folded(words).split())


def confidence_badge(confidence: Confidence) -> Badge:
    return Badge(confidence.label, TONES[confidence])


def told_period(version: Version) -> str:
    start, end = version.period.start, version.period.end
    return f"du {plain_date(start)} au {plain_date(end)} exclu" if end else f"depuis le {plain_date(start)}"


def shown(rules: Rules, rule_id: str, on: date) -> Shown:
    """Raises KeyError for a rule that does not exist."""
    rule = rules.rules[rule_id]
    version = next((one for one in rule.versions if on in one.period), None)
    try:
        value = rules.value(rule_id, on=on)
    except UnknownRule:
        value = None
    return Shown(rule=rule, value=value, version=version)


def all_shown(rules: Rules, on: date) -> list[Shown]:
    """Every rule, by part of the project then title."""
    found = [shown(rules, rule_id, on) for rule_id in rules.rules]
    return sorted(found, key=lambda one: (folded(one.domain), folded(one.rule.title)))
