"""Forms of the exchange of plans: the file, what its columns hold, what is taken of another programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField

from maillage.base.ui.sent_files import SentFile
from maillage.programme.domain import ActionKind, ProgrammeSection, Scope
from maillage.programme.domain.plans.plan import Options
from maillage.programme.domain.plans.targets import ACTION, KEPT, PLACE, STEPS, TARGETS, Column, problem_of
from maillage.programme.exchange.taking_trials import DATES, MOVED, TakingChoice
from maillage.territory.uploads import MEGABYTE, safe_name

LARGEST = 5 * MEGABYTE
LARGEST_ARCHIVE = 20 * MEGABYTE
_TARGETS = [
    ("", "Ignorer cette colonne"),
    *(
        (group, [(target.code, target.label) for target in TARGETS if target.group == group])
        for group in (PLACE, ACTION, STEPS, KEPT)
    ),
]


def _too_large(file: UploadedFile) -> str:
    most = LARGEST_ARCHIVE if (file.name or "").lower().endswith(".zip") else LARGEST
    size = file.size or 0
    if size <= most:
        return ""
    return (
        f"{safe_name(file.name)} fait {size // MEGABYTE + 1} Mo : la limite est de {most // MEGABYTE} Mo. Un plan "
        "d'actions est bien plus petit : retirez les images, ou copiez le tableau seul dans un classeur neuf."
    )


class PlanFileForm(forms.Form):
    """One file: a table, a programme file or an export's archive."""

    file = SentFile(
        label="Votre plan",
        help_text="Un tableau (XLSX, ODS, CSV) avec une ligne par action ou par étape, quels que soient ses intitulés ; ou "
        "le fichier programme d'un autre réseau (.yaml, .zip). 5 Mo au plus pour un tableau.",
        accept=".xlsx,.ods,.csv,.txt,.yaml,.yml,.zip",
        problem=_too_large,
    )


@dataclass(frozen=True)
class ColumnLine:
    """A line of the table of columns."""

    header: str
    samples: Sequence[str]
    target: BoundField


class ColumnsForm(forms.Form):
    """What each column holds, then how the plan is taken."""

    overwrite = forms.BooleanField(
        label="Remplacer ce qui est déjà écrit",
        required=False,
        help_text="Sans cette case, une action qui existe déjà est seulement complétée : rien de ce qui est écrit ne change.",
    )
    planned = forms.ChoiceField(
        label="Les dates du fichier deviennent",
        choices=[
            ("planned", "les dates prévues des étapes"),
            ("bounds", "des bornes (« pas avant », « au plus tard ») : le phasage choisira les dates"),
        ],
        widget=forms.RadioSelect,
    )
    urgent_first = forms.BooleanField(
        label="Dans ce fichier, la priorité 1 est la plus urgente",
        required=False,
        help_text="Dans Maillage, c'est 5.",
    )
    kind = forms.ChoiceField(
        label="Nature, quand ni le fichier ni l'intitulé ne la disent",
        choices=[(one.value, one.label) for one in ActionKind],
    )
    scope = forms.ChoiceField(label="Périmètre, de même", choices=[(one.value, one.label) for one in Scope])
    weeks = forms.IntegerField(
        label="Durée d'une étape sans durée ni dates (semaines)",
        min_value=0,
        max_value=260,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Écrivez un nombre entre 0 et 260."
        ),
    )
    home = forms.ChoiceField(label="Objectif qui accueille les actions sans axe ni objectif", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        columns: Sequence[Column],
        samples: Sequence[Sequence[str]],
        section: ProgrammeSection,
        options: Options,
    ) -> None:
        initial = {**vars(options), "planned": "planned" if options.planned else "bounds"}
        super().__init__(data, initial=initial)
        self.given, self._samples, self.before = columns, samples, options
        choice: Any = self.fields["home"]
        choice.choices = [
            ("", "Un nouvel objectif « Actions importées »"),
            *((one.code, f"{one.code} {one.title}"[:90]) for _, one in section.objectives()),
        ]
        for column in columns:
            self.fields[f"target-{column.rank}"] = forms.ChoiceField(
                choices=_TARGETS,
                required=False,
                initial=column.target,
                label=f"Ce que contient « {column.header} »",
            )

    def settings(self) -> list[BoundField]:
        return [
            self[name] for name in ("planned", "overwrite", "urgent_first", "kind", "scope", "weeks", "home")
        ]

    def lines(self) -> Iterator[ColumnLine]:
        for column, seen in zip(self.given, self._samples, strict=True):
            yield ColumnLine(column.header, seen, self[f"target-{column.rank}"])

    def columns(self) -> tuple[Column, ...]:
        return tuple(
            replace(column, target=self.cleaned_data.get(f"target-{column.rank}") or "")
            for column in self.given
        )

    def options(self) -> Options:
        given = self.cleaned_data
        names = ("overwrite", "urgent_first", "kind", "scope", "weeks", "home")
        return replace(
            self.before, planned=given["planned"] == "planned", **{name: given[name] for name in names}
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if problem := problem_of(self.columns()):
            raise forms.ValidationError(problem)
        return given


class SheetForm(forms.Form):
    """Which sheet, and which of its lines names the columns."""

    sheet = forms.CharField(required=False, max_length=200)
    header = forms.IntegerField(required=False, min_value=1, max_value=100_000)


class TakingForm(forms.Form):
    """What is taken of another programme, and where it goes."""

    into = forms.ChoiceField(label="Où les mettre", required=False)
    dates = forms.ChoiceField(label="Dates", choices=DATES, widget=forms.RadioSelect, initial=MOVED)
    follow = forms.BooleanField(
        label="Reprendre aussi l'avancement",
        required=False,
        help_text="Statuts, notes d'avancement, étapes finies : utile seulement pour reprendre votre propre programme.",
    )

    def __init__(
        self, data: Any = None, *, section: ProgrammeSection, codes: frozenset[str], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.known = codes
        choice: Any = self.fields["into"]
        choice.choices = [
            ("", "Comme dans le fichier (mêmes axes et objectifs, créés s'ils manquent)"),
            ("Dans un axe", [(axis.code, f"{axis.code} {axis.title}"[:90]) for axis in section.axes]),
            (
                "Dans un objectif",
                [(one.code, f"{one.code} {one.title}"[:90]) for _, one in section.objectives()],
            ),
        ]

    def chosen(self) -> tuple[str, ...]:
        """The codes ticked that the file really has."""
        ticked = self.data.getlist("code") if hasattr(self.data, "getlist") else []
        return tuple(code for code in dict.fromkeys(ticked) if code in self.known)

    def choice(self) -> TakingChoice:
        return TakingChoice(
            codes=self.chosen(), **{name: self.cleaned_data[name] for name in ("into", "dates", "follow")}
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.chosen():
            raise forms.ValidationError("Rien n'est coché : cochez au moins une action ou un objectif.")
        return given
