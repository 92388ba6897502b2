"""The forms of a draft: its head, a domain, a question with its conditions, codes and next steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from maillage.base.ui.editing.fields import Options
from maillage.base.ui.editing.forms import Rows, Shape, ThingForm
from maillage.base.ui.sent_files import SentFile
from maillage.base.values.texts import CODE
from maillage.campaigns.domain.frameworks import (
    Condition,
    Domain,
    Framework,
    FrameworkKind,
    Item,
    SurveyCode,
)
from maillage.campaigns.domain.steps import NextStep

NAMING = ("title", "kind", "purpose", "minutes_complete", "minutes_express", "source")
HEAD = Shape(value_type=Framework, fields=NAMING, more=("follows",))
DOMAIN = Shape(value_type=Domain, fields=("title", "code", "help"), more=("weight",))
ITEM = Shape(
    value_type=Item,
    fields=("number", "title", "code", "question", "help", "kind", "levels", "express", "core", "core_level"),
    more=(
        "options", "unit", "minimum", "maximum", "thresholds", "prefill", "evidence", "scope", "weight", "formerly",
        "break_reason",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class RowsOf:
    """The rows of what is nested in a question."""

    name: str
    title: str
    label: str
    add: str
    shape: Shape
    unique: str = ""
    hint: str = ""


ROWS = (
    RowsOf(
        "next", "Prochains pas", "Prochain pas", "Ajouter un prochain pas",
        Shape(value_type=NextStep, fields=("do", "from_level", "who", "effort", "help")), "from_level",
        "Ce que la bibliothèque peut faire pour passer d'un niveau au suivant : un par niveau.",
    ),
    RowsOf(
        "when", "Posée seulement si", "Condition", "Ajouter une condition",
        Shape(value_type=Condition, fields=("item", "at_least", "at_most", "equals")), "",
        "Toutes les conditions doivent être remplies. Sans condition, la question est toujours posée.",
    ),
    RowsOf(
        "survey", "Dans l'enquête du Ministère", "Code", "Ajouter un code",
        Shape(value_type=SurveyCode, fields=("year", "code")), "year",
        "La variable qui dit la même chose, année par année : les codes changent.",
    ),
)  # fmt: skip


# Sentences: their field shows more than one line.
LONG = {"question", "help", "evidence", "break_reason", "source"}


class VersionForm(forms.Form):
    """The number of a new version."""

    version = forms.RegexField(
        CODE,
        label="Numéro de la nouvelle version",
        max_length=20,
        help_text="Par exemple 2, 2.1 ou 2027, sans espace.",
        error_messages={
            "required": "Donnez un numéro à la version.",
            "invalid": "Écrivez des lettres sans accent, des chiffres, des points ou des tirets, sans espace : 2.1.",
        },
    )


class CopyForm(VersionForm):
    """A framework of one's own: its title, code and version."""

    field_order = ("title", "code", "version")
    title = forms.CharField(
        label="Intitulé", max_length=300, error_messages={"required": "Donnez un intitulé."}
    )
    code = forms.RegexField(
        CODE,
        label="Code",
        max_length=40,
        help_text="Un mot court, sans espace ni accent : grille-du-cher.",
        error_messages={
            "required": "Donnez un code.",
            "invalid": "Écrivez des lettres sans accent, des chiffres, des points ou des tirets, sans espace.",
        },
    )


class NewForm(CopyForm):
    """A framework that begins empty."""

    kind = forms.ChoiceField(
        label="Nature",
        choices=[(kind.value, kind.label.partition(" :")[0].capitalize()) for kind in FrameworkKind],
        error_messages={"invalid_choice": "Choisissez une nature dans la liste."},
    )
    purpose = forms.CharField(
        label="À quoi il sert",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="La première chose que lit une bibliothèque. Dites aussi à quoi il ne sert pas.",
        error_messages={"required": "Dites en une phrase à quoi ce référentiel sert."},
    )


class UploadForm(forms.Form):
    file = SentFile(
        label="Référentiel (.yaml) ou XLSForm (.xlsx, .ods)",
        help_text="Rien n'est changé avant votre accord : Maillage montre d'abord ce que le fichier contient.",
        accept=".yaml,.yml,.xlsx,.ods",
    )


@dataclass
class Sheet:
    """The form of a part of a draft, and the rows nested in it."""

    form: ThingForm
    rows: list[tuple[RowsOf, Rows]] = field(default_factory=list)

    def is_valid(self) -> bool:
        """Whether all of it can be read; what is wrong is noted where it is."""
        valid = all([self.form.is_valid(), *(rows.is_valid() for _, rows in self.rows)])
        return valid and not self._twice() and not self._silent()

    def _twice(self) -> bool:
        """Two rows for one level or one year."""
        for of, rows in self.rows:
            values = [row.values()[of.unique] for row in rows.kept] if of.unique else []
            if len(values) != len(set(values)):
                message = "Deux lignes disent la même chose : gardez-en une."
                self.form.add_error(None, f"{of.title} : {message}")
                return True
        return False

    def _silent(self) -> bool:
        """A condition that names a question and expects nothing of it."""
        for of, rows in self.rows:
            if of.name != "when":
                continue
            for row in rows:
                if row.is_blank and not row.is_removed and row.data.get(row.add_prefix("item")):
                    self.form.add_error(
                        None, "Une condition nomme une question sans dire quelle réponse est attendue."
                    )
                    return True
        return False

    def value(self, stored: Any) -> Any:
        """What was typed; what the form does not show comes from `stored`. Raises ValueError."""
        value_type = self.form.shape.value_type
        kept = (
            {}
            if stored is None
            else {name: getattr(stored, name) for name in value_type.__dataclass_fields__}
        )
        nested = {
            of.name: tuple(of.shape.value_type(**row.values()) for row in rows.kept) for of, rows in self.rows
        }
        return value_type(**{**kept, **self.form.values(), **nested})


def sheet_of(
    framework: Framework, shape: Shape, value: Any, *, initial: Mapping[str, Any] | None = None,
    data: QueryDict | None = None, typed: QueryDict | None = None,
) -> Sheet:  # fmt: skip
    """`data` is judged, `typed` is shown again as it is."""
    code = getattr(value, "code", "")

    def options(to: str) -> Options:
        return [(i.code, f"{i.number} {i.title}") for i in framework.items if i.code != code]

    is_item = shape is ITEM
    home = framework.domain_of[code].code if is_item and code in framework.domain_of else ""
    initial = {**(initial or {}), **({"domain": home} if home else {})}
    form = ThingForm(
        shape, options=options, value=value, initial=initial, data=data, typed=typed,
        extra={"domain": _home(framework)} if is_item else None,
    )  # fmt: skip
    rows = [
        (
            of,
            Rows(
                of.name, of.shape, options=options, values=getattr(value, of.name, ()), data=data, typed=typed
            ),
        )
        for of in (ROWS if is_item else ())
    ]
    return Sheet(form, rows)


def _home(framework: Framework) -> forms.ChoiceField:
    choices = [(domain.code, domain.title) for domain in framework.domains]
    errors = {
        "required": "Choisissez un domaine.",
        "invalid_choice": "Ce domaine n'est plus là : choisissez-en un autre.",
    }
    return forms.ChoiceField(label="Domaine", choices=choices, error_messages=errors)
