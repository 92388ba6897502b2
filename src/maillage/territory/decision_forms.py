"""The form by which remarks are decided, and the names of remarks as forms carry them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from maillage.base.ui.forms import DayInput
from maillage.territory.domain.worklist import Answer, Case
from maillage.territory.taking_back import Wish

TAKE_BACK = "take-back"
EVERY_ANSWER = [*((answer.value, answer.label) for answer in Answer), (TAKE_BACK, "reprise")]
# Most remarks in one act: a whole département has some hundreds.
MOST = 5_000
_LATER = timedelta(days=30)


def named(case: Case) -> str:
    """`3f2a… outlier/LI672/books/2025`: the version then the key, as one field holds them."""
    return f"{case.version} {case.key}"


def wishes(names: Iterable[str]) -> list[Wish]:
    """Raises nothing: a name that no remark bears is told as one that is no more."""
    found = []
    for name in names:
        version, _, key = name.strip().partition(" ")
        if key:
            found.append(Wish(key=key, version=version))
    return found[:MOST]


class DecisionForm(forms.Form):
    """What is decided of the remarks named in `cases`, one a line."""

    cases = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label="Votre décision", widget=forms.RadioSelect)
    until = forms.DateField(
        label="Reporter jusqu'au",
        required=False,
        widget=DayInput,
        help_text="Pour un report seulement : la remarque revient dans la liste ce jour-là.",
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Pourquoi, ou qui vous l'a dit. Évitez les noms de personnes.",
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer: Any = self.fields["answer"]
        answer.choices = choices
        self.fields["until"].initial = today + _LATER
        self.today = today
        if [value for value, _ in choices] == [TAKE_BACK]:
            del self.fields["until"], self.fields["note"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        until = given.get("until")
        if given.get("answer") == Answer.POSTPONED.value and "until" not in self.errors:
            if until is None:
                self.add_error("until", "Indiquez jusqu'à quand reporter.")
            elif until <= self.today:
                self.add_error("until", "Indiquez une date à venir.")
        return given
