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
    department = ""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data or ())
        problems = problems_of(files, self.department)
        if problems:
            raise forms.ValidationError(problems)
        return files


class ImportForm(forms.Form):
    """The files of an import. Other pages may show it: it posts to `territory:import-new`."""

    files = FilesField(
        label="Fichiers",
        help_text="Exports de bibliothèques du ministère de la Culture (2020, 2024, 2025 et suivants ; CSV ou "
        "Parquet), fichier des communes (CSV), contours des communes (GeoJSON), tels que téléchargés. "
        f"{LARGEST // MEGABYTE} Mo au plus chacun.",
    )

    def __init__(self, *args: Any, department: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files = self.fields["files"]
        files.department = department
        files.widget.attrs |= {
            "multiple": True,
            "accept": ".csv,.txt,.tsv,.parquet,.geojson,.json,text/csv,application/geo+json",
        }
