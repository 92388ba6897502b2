"""The form of a chapter's text: a citation that leads nowhere is told at once, with the name that was meant."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from django import forms

from maillage.base.ui.editing.fields import SpecField
from maillage.base.ui.editing.forms import Shape, ThingForm
from maillage.base.values.fields import specs
from maillage.base.values.markdown import cited
from maillage.dossier.domain.texts import ChapterText

TEXT = Shape(value_type=ChapterText, fields=("text",))
# An emptied text is no mistake: it removes the text.
OPTIONAL_TEXT = replace(specs(ChapterText)["text"], required=False)


class ChapterForm(ThingForm):
    """`known`: the names of the figures that a text may cite. An empty text is no text."""

    def __init__(self, *args: Any, known: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known
        self.fields["text"] = SpecField(OPTIONAL_TEXT, widget=forms.Textarea(attrs={"rows": 20}))
        self.fields["text"].help_text = "Vide : le chapitre n'aura que ce que Maillage y compose."

    def clean_text(self) -> str:
        text = self.cleaned_data["text"] or ""
        wrong = list(unknown_figures(text, self.known))
        if wrong:
            raise forms.ValidationError(wrong)
        return text

    def values(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


def unknown_figures(text: str, known: Collection[str]) -> Iterator[str]:
    """A sentence with its remedy for each figure cited that does not exist."""
    for name in dict.fromkeys(cited(text)):
        if name in known:
            continue
        near = difflib.get_close_matches(name, list(known), n=1)
        remedy = (
            f"Vouliez-vous dire {{{near[0]}}} ?" if near else "Choisissez-en un dans la liste des chiffres."
        )
        yield f"Le chiffre {{{name}}} n'existe pas. {remedy}"
