"""The form by which official grades come in: pasted from the Ministry's or the department's own table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.typologies.grades import VARIABLE
from maillage.territory.domain.typologies.pasting import LONGEST, MOST_LINES, read_pasted
from maillage.territory.domain.vintages import FIRST_YEAR

SHOWN_PROBLEMS = 10


class GradesForm(forms.Form):
    """Grades of one year and one source. `names`: the libraries of the network, code to name."""

    year = forms.IntegerField(
        label="Année de la classe",
        help_text="L'année des données de l'enquête qui ont servi à la calculer.",
        error_messages={"invalid": "Écrivez une année en quatre chiffres, par exemple 2025."},
    )
    source = forms.CharField(
        label="Source",
        max_length=200,
        help_text="Par exemple : export administrateur de Neoscrib, mars 2027.",
        error_messages={"required": "Dites d'où viennent ces classes : elles ne se calculent pas ici."},
    )
    pasted = forms.CharField(
        label="Classes",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="Une bibliothèque par ligne : son code (ou son nom exact), puis sa classe de A à E, séparés par une "
        "tabulation, un point-virgule ou une virgule. Collez deux colonnes de votre tableur.",
        error_messages={"required": "Collez au moins une ligne."},
    )

    def __init__(self, *args: Any, names: Mapping[str, str], today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names, self.today = names, today
        self.grades: Mapping[str, str] = {}

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= self.today.year:
            raise forms.ValidationError(f"Écrivez une année de {FIRST_YEAR} à {self.today.year}.")
        return year

    def clean_pasted(self) -> str:
        text: str = self.cleaned_data["pasted"]
        if text.count("\n") > MOST_LINES:
            raise forms.ValidationError(f"Plus de {MOST_LINES} lignes : collez les vôtres seulement.")
        found = read_pasted(text, self.names)
        if found.problems:
            more = len(found.problems) - SHOWN_PROBLEMS
            left = [f"… et {more} autres lignes à corriger."] if more > 0 else []
            raise forms.ValidationError([*found.problems[:SHOWN_PROBLEMS], *left])
        if not found.grades:
            raise forms.ValidationError("Aucune classe de A à E dans ces lignes.")
        self.grades = found.grades
        return text

    def values(self) -> list[OwnValue]:
        year, source = self.cleaned_data["year"], self.cleaned_data["source"]
        return [
            OwnValue(library=code, variable=VARIABLE, value=grade, year=year, source=source)
            for code, grade in self.grades.items()
        ]
