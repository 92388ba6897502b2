"""The forms of an improvement plan, for the service and for the library."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.base.ui.forms import DayInput
from maillage.campaigns.models import ImprovementStep, StepState, WishKind
from maillage.campaigns.plans import StepGiven


class StepForm(forms.Form):
    """A step to add. `item` and `level` come along when it was proposed."""

    title = forms.CharField(
        label="Ce que nous allons faire",
        max_length=300,
        help_text="Un seul pas, que l'on pourra dire fait ou non.",
    )
    owner = forms.CharField(
        label="Qui s'en charge", required=False, max_length=120, help_text="Un rôle ou un prénom suffit."
    )
    due = forms.DateField(label="Pour le", required=False, widget=DayInput)
    help_wanted = forms.CharField(label="Aide souhaitée du Département", required=False, max_length=300)
    item = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    level = forms.IntegerField(required=False, min_value=0, max_value=50, widget=forms.HiddenInput)

    def given(self) -> StepGiven:
        return StepGiven(**self.cleaned_data)


class FollowForm(StepForm):
    """A step that is followed."""

    state = forms.ChoiceField(label="Où en est-on", choices=[(one.value, one.label) for one in StepState])
    review = forms.CharField(
        label="Ce qui s'est passé", required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, step: ImprovementStep, data: Any = None) -> None:
        names = ("title", "owner", "due", "help_wanted", "state", "review", "item")
        initial = {name: getattr(step, name) for name in names} | {"level": step.from_level}
        super().__init__(data, prefix=f"pas-{step.pk}", initial=initial)

    def given(self) -> StepGiven:
        return StepGiven(**{**self.cleaned_data, "state": StepState(self.cleaned_data["state"])})


class WishForm(forms.Form):
    """A wish for training, equipment or a visit."""

    kind = forms.ChoiceField(label="Nous souhaitons", choices=[(one.value, one.label) for one in WishKind])
    text = forms.CharField(label="Quoi, en quelques mots", max_length=300)
