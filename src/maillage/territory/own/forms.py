"""Forms of the service's own file: the file, then what each of its columns holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from maillage.base.ui.sent_files import SentFile
from maillage.territory.domain.own_files.inputs import Options
from maillage.territory.domain.own_files.targets import (
    FIGURE_CODES,
    FIGURES,
    FINDING,
    IDENTITY,
    TARGETS,
    Column,
    problem_of,
)
from maillage.territory.domain.vintages import FIRST_YEAR, LAST_YEAR
from maillage.territory.uploads import LARGEST, MEGABYTE, too_large

_CHOICES = [
    ("", "Ignorer cette colonne"),
    *(
        (group, [(target.code, target.label) for target in TARGETS if target.group == group])
        for group in (FINDING, IDENTITY, FIGURES)
    ),
]


class OwnFileForm(forms.Form):
    """One file of the service."""

    own_file = SentFile(
        label="Fichier du service",
        help_text="Un tableau CSV, XLSX ou ODS, une bibliothèque par ligne, quels que soient ses intitulés. "
        f"{LARGEST // MEGABYTE} Mo au plus.",
        accept=".csv,.txt,.tsv,.xlsx,.ods,text/csv",
        problem=too_large,
    )


def _year(**options: Any) -> forms.IntegerField:
    wrong = f"Écrivez une année entre {FIRST_YEAR} et {LAST_YEAR}."
    return forms.IntegerField(
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5, "maxlength": 4}),
        **options,
    )


@dataclass(frozen=True)
class ColumnLine:
    """A line of the table of columns: the header, cells seen, and its two fields."""

    header: str
    samples: Sequence[str]
    target: BoundField
    year: BoundField


class ColumnsForm(forms.Form):
    """What each column holds, then how the file is imported."""

    year = _year(
        label="Année des chiffres",
        help_text="L'année mesurée par le fichier. Une colonne peut en avoir une autre, écrite à sa droite.",
    )
    name = forms.CharField(
        label="Nom de cette correspondance",
        max_length=120,
        help_text="Elle sera reprise pour un prochain fichier aux mêmes intitulés.",
    )
    identity = forms.BooleanField(
        label="Mettre à jour l'identité des lieux",
        required=False,
        help_text="Sans cette case, le fichier complète ce qui est vide et ne remplace ni nom, ni adresse, ni position.",
    )
    create = forms.BooleanField(
        label="Créer les lieux inconnus",
        required=False,
        help_text="Sans cette case, une ligne dont la bibliothèque n'est pas retrouvée est laissée de côté et signalée.",
    )

    def __init__(
        self, data: Any = None, *, columns: Sequence[Column], samples: Sequence[Sequence[str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.headers = [column.header for column in columns]
        self._samples = samples
        for rank, column in enumerate(columns):
            self.fields[f"target-{rank}"] = forms.ChoiceField(
                choices=_CHOICES,
                required=False,
                initial=column.target,
                label=f"Ce que contient « {column.header} »",
            )
            self.fields[f"year-{rank}"] = _year(label=f"Année de « {column.header} »", initial=column.year)

    def settings(self) -> list[BoundField]:
        return [self[name] for name in ("year", "identity", "create", "name")]

    def lines(self) -> Iterator[ColumnLine]:
        for rank, header in enumerate(self.headers):
            yield ColumnLine(header, self._samples[rank], self[f"target-{rank}"], self[f"year-{rank}"])

    def columns(self) -> tuple[Column, ...]:
        given = self.cleaned_data
        return tuple(
            Column(
                header=header,
                target=given.get(f"target-{rank}") or "",
                year=given.get(f"year-{rank}") if given.get(f"target-{rank}") in FIGURE_CODES else None,
            )
            for rank, header in enumerate(self.headers)
        )

    def options(self) -> Options:
        given = self.cleaned_data
        return Options(year=given.get("year"), create=given["create"], identity=given["identity"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        columns = self.columns()
        if problem := problem_of(columns):
            raise forms.ValidationError(problem)
        undated = [
            c.header for c in columns if c.target in FIGURE_CODES and not (c.year or given.get("year"))
        ]
        if undated and "year" not in self.errors:
            self.add_error("year", f"De quelle année sont les chiffres ? (« {undated[0]} »)")
        return given
