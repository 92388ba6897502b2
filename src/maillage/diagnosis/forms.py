"""The form of a consultation, for whoever answers by link and for the team that types what came otherwise."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms

from maillage.base.ui.forms import DayInput
from maillage.base.values.cleaning import cleaned
from maillage.base.values.french import count
from maillage.diagnosis.contributing import Received, noon_of
from maillage.diagnosis.domain.consultations import ConsultationQuestion, QuestionKind
from maillage.diagnosis.domain.contributions import LONGEST, Answer, Channel, Quality, judge

# What a consultation without questions asks, when the team types what it heard.
OPEN_QUESTION = ConsultationQuestion(code="TEXTE", title="Ce qui a été dit")
LONGEST_COMMUNE = 100
TYPED_CHANNELS = (Channel.PAPER, Channel.MEETING, Channel.MAIL, Channel.PHONE)


class CleanText(forms.CharField):
    """A text in which marks that nobody typed on purpose are dropped, not refused."""

    def to_python(self, value: Any) -> str:
        return cleaned(super().to_python(value) or "")


class ContributionForm(forms.Form):
    """The questions of a consultation, then who answers if she likes to say. No length is cut off by the browser."""

    def __init__(self, questions: Sequence[ConsultationQuestion], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = {f"question-{rank}": one for rank, one in enumerate(questions, 1)}
        for name, question in self.questions.items():
            self.fields[name] = _field(question)
        self.fields["quality"] = forms.ChoiceField(
            label="Vous êtes",
            required=False,
            choices=[("", "Je préfère ne pas le dire"), *((q.value, q.label) for q in Quality)],
        )
        self.fields["commune"] = CleanText(label="Votre commune", required=False, max_length=LONGEST_COMMUNE)
        self.fields["commune"].widget.attrs.pop("maxlength", None)
        self.answers: tuple[Answer, ...] = ()

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        texts = {one.code: _listed(given.get(name)) for name, one in self.questions.items()}
        found = judge(list(self.questions.values()), texts)
        names = {one.code: name for name, one in self.questions.items()}
        for code, message in found.errors.items():
            if not code and self.errors:
                continue  # what is wrong elsewhere is said first
            self.add_error(names.get(code), message)
        self.answers = found.answers
        return given

    def received(self, *, channel: Channel, receipt: str = "") -> Received:
        given = self.cleaned_data
        return Received(
            answers=self.answers,
            channel=channel,
            quality=Quality(given["quality"]) if given.get("quality") else None,
            commune=given.get("commune", ""),
            receipt=receipt,
        )


class TypedContributionForm(ContributionForm):
    """The same, typed by the team: by which way it came, and on what day."""

    def __init__(
        self, questions: Sequence[ConsultationQuestion], *args: Any, today: Any, **options: Any
    ) -> None:
        super().__init__(questions or (OPEN_QUESTION,), *args, **options)
        self.today = today
        self.fields["quality"].label = "Qui s'est exprimé"
        self.fields["quality"].choices = [("", "Non précisé"), *((q.value, q.label) for q in Quality)]  # type: ignore[attr-defined]
        self.fields["commune"].label = "Commune"
        channels = [(c.value, c.label) for c in TYPED_CHANNELS]
        self.fields["channel"] = forms.ChoiceField(label="Comment elle est arrivée", choices=channels)
        self.fields["day"] = forms.DateField(
            label="Reçue le",
            initial=today,
            widget=DayInput(),
            error_messages={"invalid": "Écrivez une date."},
        )

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError("Cette date est à venir.")
        return day

    def typed(self) -> Received:
        given = self.received(channel=Channel(self.cleaned_data["channel"]))
        day = self.cleaned_data["day"]
        moment = noon_of(day)
        return Received(
            answers=given.answers,
            channel=given.channel,
            quality=given.quality,
            commune=given.commune,
            at=moment,
        )


def _listed(value: Any) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _field(question: ConsultationQuestion) -> forms.Field:
    shown: dict[str, Any] = {"label": question.title, "help_text": question.help, "required": False}
    options = [(text, text) for text in question.options]
    match question.kind:
        case QuestionKind.ONE:
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **shown)
        case QuestionKind.SEVERAL:
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **shown)
    told = " ".join(filter(None, [question.help, f"{count(LONGEST, 'caractère')} au plus."]))
    return CleanText(widget=forms.Textarea(attrs={"rows": 6}), **{**shown, "help_text": told})


def new_receipt() -> str:
    """What tells one sending of the form from the next."""
    return secrets.token_hex(16)
