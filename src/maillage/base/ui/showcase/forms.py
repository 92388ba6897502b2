"""Examples of forms: new, refused, with rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from maillage.base.ui.forms import DayInput, MoneyField, PercentInput
from maillage.base.ui.showcase.texts import HOSTILE, LONG

AXES = [("", "Choisir un axe"), ("A", "Médiation et formation"), ("B", LONG)]
KINDS = [("t", "Outil"), ("f", "Formation"), ("m", "Médiation")]
PUBLICS = [("e", "Enfance"), ("a", "Adolescence"), ("s", "Public empêché ou éloigné de la lecture")]


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label="Intitulé de l’action", max_length=300, help_text="Un verbe et un résultat, lus par les élus."
    )
    code = forms.CharField(label="Code", max_length=12, required=False)
    amount_ht = MoneyField(label="Montant HT", help_text="Hors taxe, pour toute la durée du projet.")
    rate = forms.CharField(label="Taux de subvention", widget=PercentInput, required=False)
    day = forms.DateField(label="Date de début", widget=DayInput, required=False)
    libraries = forms.IntegerField(label="Bibliothèques concernées", min_value=0, required=False)
    axis = forms.ChoiceField(label="Axe", choices=AXES)
    kind = forms.ChoiceField(label="Nature", widget=forms.RadioSelect, choices=KINDS)
    publics = forms.MultipleChoiceField(
        label="Publics",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Plusieurs réponses possibles.",
        choices=PUBLICS,
    )
    text = forms.CharField(
        label="Description", widget=forms.Textarea, required=False, help_text="Paragraphes et listes."
    )
    file = forms.FileField(label="Pièce jointe", required=False, help_text="PDF, 10 Mo au plus.")
    confirmed = forms.BooleanField(
        label="Montant confirmé par un devis", required=False, help_text="Vide : c’est une estimation."
    )
    fieldsets = (
        ("L’action", ["title", "code", "axis", "kind", "publics"]),
        ("Argent et calendrier", ["amount_ht", "rate", "day", "libraries", "confirmed"]),
    )


class LineForm(forms.Form):
    """A row."""

    label = forms.CharField(label="Poste de dépense", max_length=120)
    amount_ht = MoneyField(label="Montant HT")
    year = forms.ChoiceField(label="Année", choices=[(y, y) for y in ("2027", "2028", "2029")])


LineFormSet = forms.formset_factory(LineForm, extra=1, can_delete=True)
ROWS = {
    "lignes-TOTAL_FORMS": "2", "lignes-INITIAL_FORMS": "0",
    "lignes-0-label": "Portail", "lignes-0-amount_ht": "abc", "lignes-0-year": "2027",
    "lignes-1-label": HOSTILE, "lignes-1-amount_ht": "1 200,50", "lignes-1-year": "2028",
}  # fmt: skip


def examples() -> dict[str, Any]:
    return {
        "form": ExampleForm(prefix="neuf", initial={"amount_ht": Decimal("12345.6")}),
        "refused": ExampleForm({"amount_ht": "douze", "day": "31 février", "title": ""}),
        "rows": LineFormSet(prefix="postes"),
        "refused_rows": LineFormSet(ROWS, prefix="lignes"),
    }
