"""The form by which the service notes the hours that each source gives of one library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from maillage.base.ui.forms import DayInput
from maillage.campaigns.models import HoursSource

_ASKED = {
    HoursSource.DOOR: "À la porte",
    HoursSource.PORTAL: "Sur le portail",
    HoursSource.SEARCH: "Dans un moteur de recherche",
}


class HoursForm(forms.Form):
    """A text a source, or "it gives none"; a source left empty was not looked at.

    `said`: what was read today already. `before`: what was read earlier, shown and never proposed: to confirm without
    looking would be no check.
    """

    on = forms.DateField(
        label="Regardés le",
        widget=DayInput,
        error_messages={
            "required": "Donnez le jour du relevé.",
            "invalid": "Écrivez une date, par exemple 19/04/2027.",
        },
    )

    def __init__(
        self, *args: Any, said: Mapping[str, str], before: Mapping[str, str], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today
        for source, label in _ASKED.items():
            self.fields[source.value] = forms.CharField(
                label=label,
                required=False,
                max_length=300,
                initial=said.get(source.value, ""),
                help_text=_hint(before.get(source.value)),
            )
            self.fields[f"{source.value}_none"] = forms.BooleanField(
                label=f"{label} : aucun horaire",
                required=False,
                initial=said.get(source.value) == "",
            )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("Ce jour n’est pas encore venu : donnez celui où vous avez regardé.")
        return on

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for source, label in _ASKED.items():
            if found.get(source.value) and found.get(f"{source.value}_none"):
                self.add_error(
                    source.value,
                    f"« {label} » : écrivez les horaires, ou cochez « aucun horaire », pas les deux.",
                )
        if not self.errors and not self.said():
            raise forms.ValidationError("Rien n’est écrit : recopiez au moins ce que dit une source.")
        return found

    def said(self) -> dict[HoursSource, str]:
        """What was read, by source; those left empty are absent."""
        data = self.cleaned_data
        return {
            source: data[source.value].strip()
            for source in _ASKED
            if data.get(source.value, "").strip() or data.get(f"{source.value}_none")
        }


def _hint(before: str | None) -> str:
    if before is None:
        return "Par exemple : mercredi 14h-18h, samedi 10h-12h."
    return f"La dernière fois : {before or 'aucun horaire'}."
