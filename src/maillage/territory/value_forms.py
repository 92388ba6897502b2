"""The form by which the service gives figures of a library: one, or all those that a call brought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from maillage.base.ui.forms import AffixInput, FigureField
from maillage.territory.domain.own_values import Known, OwnValue
from maillage.territory.domain.plausible import objection
from maillage.territory.domain.typologies.grades import GRADES
from maillage.territory.domain.variables import BY_CODE, ValueKind, Variable
from maillage.territory.domain.vintages import FIRST_YEAR

GROUPS = (
    ("Ouverture et locaux", ("weekly_hours", "sunday_opening", "surface_m2", "seats", "free_services")),
    ("Équipe", ("employees", "staff_fte", "staff_fte_contract", "volunteers", "volunteer_fte")),
    ("Classement", ("qualified_employees", "category_b_employees", "trained_volunteers", "grade")),
    ("Collections et usages", ("books", "loans", "active_borrowers", "visits", "document_spend_eur")),
    ("Action culturelle", ("cultural_actions", "cultural_audience", "cultural_spend_eur")),
    (
        "Numérique",
        ("wifi", "connection_mbps", "public_computers", "digital_users", "website", "website_accessible"),
    ),
)
_FLAGS = (("", "Je ne sais pas"), ("oui", "Oui"), ("non", "Non"))
_SURE = "J'ai vérifié : la valeur signalée est juste"


class ValuesForm(forms.Form):
    """Figures of one library, of one year and one source. What is left empty says nothing: unknown is not zero.

    `population`: that of the commune (None: unknown). `wrong`: the form of a single figure may also say that what is
    published is wrong and that the right value is unknown.
    """

    year = forms.IntegerField(
        label="Année mesurée",
        required=False,
        widget=AffixInput(attrs={"inputmode": "numeric"}),
        help_text="L'année que ces chiffres décrivent. Vide si personne ne la connaît.",
        error_messages={"invalid": "Écrivez une année en quatre chiffres, par exemple 2026."},
    )
    source = forms.CharField(
        label="Source",
        max_length=200,
        help_text="Par exemple : appel du 12 avril, rapport annuel 2026. Elle est montrée à côté du chiffre.",
        error_messages={
            "required": "Dites d'où vient ce chiffre : sans source, personne ne pourra le vérifier."
        },
    )
    sure = forms.BooleanField(label=_SURE, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        variables: Sequence[Variable],
        population: int | None,
        today: Any,
        hints: dict[str, str],
        wrong: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.variables, self.population, self.today = variables, population, today
        for variable in variables:
            self.fields[variable.code] = _field(variable, hints.get(variable.code, ""))
        if wrong:
            self.fields["wrong"] = forms.BooleanField(
                label="La valeur publiée est fausse, et la bonne est inconnue",
                required=False,
                help_text="La bibliothèque ne compte plus dans ce chiffre, au lieu d'y compter faux.",
            )
        self.order_fields([*(v.code for v in variables), "wrong", "sure", "year", "source"])
        self.fieldsets = [] if wrong else list(_fieldsets(variables))

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and not FIRST_YEAR <= year <= self.today.year:
            raise forms.ValidationError(f"Écrivez une année de {FIRST_YEAR} à {self.today.year}.")
        return year

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        doubted = False
        for variable in self.variables:
            value = given.get(variable.code)
            found = objection(variable, value, self.population) if isinstance(value, Decimal) else None
            if found and found.usual and given.get("sure"):
                continue
            if found:
                remedy = " Corrigez-la, ou cochez que vous l'avez vérifiée." if found.usual else ""
                self.add_error(variable.code, found.message + remedy)
                doubted = doubted or found.usual
        if doubted or given.get("sure"):
            self.fields["sure"].widget = forms.CheckboxInput()
        if not self.errors and not given.get("wrong") and not list(self._given()):
            raise forms.ValidationError(
                "Aucun chiffre n'est donné. Écrivez-en un, ou revenez à la page de la bibliothèque."
            )
        if given.get("wrong") and list(self._given()):
            raise forms.ValidationError(
                "Choisissez : soit vous donnez la bonne valeur, soit vous dites qu'elle est inconnue."
            )
        return given

    def _given(self) -> Iterator[tuple[str, Known | None]]:
        for variable in self.variables:
            value = self.cleaned_data.get(variable.code)
            if variable.kind is ValueKind.FLAG and value:
                yield variable.code, value == "oui"
            elif value not in (None, ""):
                yield variable.code, value

    def values(self, library: str) -> list[OwnValue]:
        """What was given of a library; a single value None when the published one is said to be wrong."""
        given = list(self._given())
        if self.cleaned_data.get("wrong"):
            given = [(variable.code, None) for variable in self.variables]
        year, source = self.cleaned_data["year"], self.cleaned_data["source"]
        return [
            OwnValue(library=library, variable=code, value=value, year=year, source=source)
            for code, value in given
        ]


def _field(variable: Variable, hint: str) -> forms.Field:
    match variable.kind:
        case ValueKind.FLAG:
            return forms.ChoiceField(
                label=variable.label, choices=_FLAGS, required=False, help_text=hint, widget=forms.Select
            )
        case ValueKind.GRADE:
            grades = [("", "Je ne sais pas"), *((grade, grade) for grade in GRADES)]
            return forms.ChoiceField(label=variable.label, choices=grades, required=False, help_text=hint)
        case ValueKind.WEBSITE:
            return forms.URLField(
                label=variable.label,
                required=False,
                help_text=hint,
                max_length=300,
                assume_scheme="https",
                error_messages={"invalid": "Écrivez une adresse, par exemple https://mediatheque.example."},
            )
    return FigureField(
        label=variable.label,
        required=False,
        help_text=hint,
        max_digits=12,
        decimal_places=2,
        widget=AffixInput(suffix=variable.unit),
        error_messages={"max_digits": "Ce nombre est trop grand : vérifiez les chiffres."},
    )


def _fieldsets(variables: Sequence[Variable]) -> Iterator[tuple[str, list[str]]]:
    shown = {variable.code for variable in variables}
    yield "D'où viennent ces chiffres", ["year", "source"]
    for legend, codes in GROUPS:
        yield legend, [code for code in codes if code in shown and code in BY_CODE]
