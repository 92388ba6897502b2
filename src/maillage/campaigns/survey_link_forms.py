"""What a new poster is for: the network, a library, or an occasion there; and what the team types from paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from maillage.base.ui.forms import DayInput
from maillage.campaigns.survey_links import LONGEST_OCCASION


def _library(names: Mapping[str, str], empty: str) -> forms.ChoiceField:
    ordered = sorted(names.items(), key=lambda one: one[1].casefold())
    return forms.ChoiceField(label="Bibliothèque", choices=[("", empty), *ordered], required=False)


class SurveyLinkForm(forms.Form):
    """Empty, it is for the whole network."""

    occasion = forms.CharField(
        label="Atelier ou occasion",
        required=False,
        max_length=LONGEST_OCCASION,
        help_text="Facultatif. Par exemple « Atelier tablettes ». Pas de nom de personne.",
    )
    day = forms.DateField(
        label="Sa date",
        required=False,
        widget=DayInput(),
        error_messages={"invalid": "Écrivez une date, par exemple 12/04/2027."},
    )
    field_order = ("library", "occasion", "day")

    def __init__(self, names: Mapping[str, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["library"] = _library(names, "Tout le réseau")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("day") and not given.get("occasion"):
            self.add_error("occasion", "Donnez le nom de l'atelier ou de l'occasion, avec sa date.")
        return given


class KeyInForm(forms.Form):
    """Where and when a reply on paper was given."""

    occasion = forms.CharField(
        label="Atelier ou occasion", required=False, max_length=160, help_text="Facultatif."
    )
    day = forms.DateField(
        label="Le", widget=DayInput(), error_messages={"invalid": "Écrivez une date, par exemple 12/04/2027."}
    )
    field_order = ("library", "occasion", "day")

    def __init__(self, names: Mapping[str, str], *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["library"] = _library(names, "Non précisée")
        self.order_fields(self.field_order)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError("Cette date est à venir.")
        return day
