"""Pure: what a rule is, and which value was in force on a day."""

from maillage.rulebook.domain.rules import Override, Rule, Rules, RuleValue, UnknownRule, Version

__all__ = ["Override", "Rule", "RuleValue", "Rules", "UnknownRule", "Version"]
