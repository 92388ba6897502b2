"""The form that gives a parameter its local value, typed as people write it: 80 % for a rate."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from maillage.base.ui.forms import AffixInput, FigureField, french_figure
from maillage.rulebook.domain import Rule

SUFFIXES = {
    "rate": "%",
    "eur_ht": "€ HT",
    "eur": "€",
    "days": "jours",
    "weeks": "semaines",
    "months": "mois",
    "years": "ans",
    "inhabitants": "habitants",
    "km": "km",
    "hours": "heures",
    "keur": "milliers d'euros",
    "keur_ht": "milliers d'euros HT",
    "percent_of_total": "% du total",
}
HUNDRED = Decimal(100)


class ValueForm(forms.Form):
    """`cleaned_data["value"]` is in the unit of the rule: 0.8 for 80 %, 1 or 0 for what applies or does not."""

    def __init__(self, rule: Rule, value: Decimal | None = None, data: Any = None) -> None:
        super().__init__(data)
        self.rule = rule
        self.fields["value"] = _value_field(rule, value)
        self.fields["why"] = forms.CharField(
            label="Pourquoi",
            max_length=1_000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Ce qui fonde cette valeur : délibération, usage local, avis d'un service. Le dossier le dira.",
        )

    def clean_value(self) -> Decimal:
        typed: Decimal = Decimal(self.cleaned_data["value"])
        return typed / HUNDRED if self.rule.unit == "rate" else typed


def _value_field(rule: Rule, value: Decimal | None) -> forms.Field:
    if rule.unit == "flag":
        options = [("1", "S'applique"), ("0", "Ne s'applique pas")]
        initial = None if value is None else str(int(value))
        return forms.ChoiceField(label="Valeur pour ce réseau", choices=options, initial=initial)
    rate = rule.unit == "rate"
    return FigureField(
        label="Valeur pour ce réseau",
        initial=None if value is None else french_figure(value * HUNDRED if rate else value),
        min_value=0,
        max_value=100 if rate else 10_000_000,
        max_digits=14,
        decimal_places=4,
        widget=AffixInput(suffix=SUFFIXES.get(rule.unit, "")),
    )
