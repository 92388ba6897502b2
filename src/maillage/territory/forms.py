"""The form of an import: several files at once, each recognised or refused by name."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.territory.uploads import LARGEST, MEGABYTE, problems_of


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; each is recognised by its columns, and refused with its name and the remedy."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data or ())
        problems = problems_of(files)
        if problems:
            raise forms.ValidationError(problems)
        return files


class ImportForm(forms.Form):
    """The files of an import. Other pages may show it: it posts to `territory:import-new`."""

    files = FilesField(
        label="Fichiers",
        help_text="Exports de bibliothèques du ministère de la Culture (2024, 2025) et fichier des communes, "
        f"en CSV, tels que téléchargés. {LARGEST // MEGABYTE} Mo au plus chacun.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].widget.attrs |= {"multiple": True, "accept": ".csv,.txt,text/csv"}
