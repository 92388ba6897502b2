"""Forms of the programme file and of a new network."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.accounts.domain import NetworkSection
from maillage.base.ui.editing.forms import Shape, ThingForm
from maillage.base.ui.sent_files import SentFile
from maillage.portability.templates import TEMPLATES
from maillage.territory.domain.department_names import DEPARTMENTS

NAMES = ("name", "owner", "service", "drac")
IDENTITY = Shape(value_type=NetworkSection, fields=NAMES)
# Years that a first programme may begin in, from the one of today.
YEARS_AHEAD = 4


class UploadForm(forms.Form):
    file = SentFile(
        label="Fichier programme (.yaml) ou export complet (.zip)",
        help_text="Rien n'est changé avant votre accord : Maillage montre d'abord ce que l'import ferait.",
        accept=".yaml,.yml,.zip",
    )


class DepartmentForm(forms.Form):
    """The first question of a new network: which département."""

    departement = forms.ChoiceField(
        label="Département",
        choices=[
            ("", "Choisir…"),
            *((code, f"{code} – {found.name}") for code, found in DEPARTMENTS.items()),
        ],
        error_messages={
            "required": "Choisissez un département.",
            "invalid_choice": "Ce code n'est celui d'aucun département. Choisissez-en un dans la liste.",
        },
    )


class FoundingForm(ThingForm):
    """What a new network is called, proposed from its département."""

    def __init__(self, department: str, **options: Any) -> None:
        super().__init__(IDENTITY, options=lambda kind: (), initial=proposed(department), **options)
        self.department = department

    def identity(self) -> NetworkSection:
        return NetworkSection(department=self.department, **self.values())


def proposed(department: str) -> dict[str, str]:
    found = DEPARTMENTS[department]
    return {
        "name": f"Réseau de lecture publique {found.of}",
        "owner": found.owner,
        "service": "Médiathèque départementale",
        "drac": found.drac,
    }


class TemplateForm(forms.Form):
    """Which template a first programme begins from, and when it starts."""

    template = forms.ChoiceField(
        label="Modèle",
        choices=[(found.key, found.title) for found in TEMPLATES],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez un modèle.",
            "invalid_choice": "Choisissez un modèle de la liste.",
        },
    )
    year = forms.TypedChoiceField(
        label="Le programme commence le 1er janvier",
        coerce=int,
        error_messages={
            "required": "Choisissez une année.",
            "invalid_choice": "Choisissez une année de la liste.",
        },
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(found), str(found)) for found in range(year, year + YEARS_AHEAD)]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("template", TEMPLATES[0].key)
        self.initial.setdefault("year", str(year + 1))
