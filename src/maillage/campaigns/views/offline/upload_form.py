"""The form by which returned workbooks are sent: one or several."""

from __future__ import annotations

from typing import Any

from django import forms

MOST_FILES = 60


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Each file is looked at by itself: one that cannot be read does not stop the others."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data or ())
        if not files:
            raise forms.ValidationError("Choisissez au moins un formulaire rempli.")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"{len(files)} fichiers à la fois, c'est trop : {MOST_FILES} au plus."
            )
        return files


class ReturnsForm(forms.Form):
    files = FilesField(
        label="Formulaires remplis",
        help_text="Un ou plusieurs classeurs XLSX ou ODS. Rien n'est enregistré avant que vous ayez vu ce qu'ils contiennent.",
        widget=FilesInput(attrs={"multiple": True, "accept": ".xlsx,.ods"}),
    )
