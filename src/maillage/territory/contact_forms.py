"""The form of a contact: an address of a role where there is one; otherwise a person's, who was informed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from maillage.base.ui.forms import DayInput
from maillage.base.values.french import plain_date
from maillage.territory.domain.contacts import ContactSheet, last_day

_PHONE = re.compile(r"[0-9+(). /-]{6,40}")
KINDS = (
    ("role", "Une adresse de fonction (bibliotheque@…, le téléphone de l'accueil) : à préférer"),
    ("person", "Une personne : elle a été informée, et ses coordonnées s'effaceront"),
)


class ContactForm(forms.Form):
    """A contact of a library. `months`: how long a person's details may be kept after she was informed."""

    kind = forms.ChoiceField(label="Ce contact est", choices=KINDS, widget=forms.RadioSelect, initial="role")
    role = forms.CharField(
        label="Fonction",
        max_length=120,
        help_text="Par exemple : accueil, direction, référente numérique, élu à la culture.",
        error_messages={"required": "Écrivez la fonction : elle dit pourquoi appeler ce contact."},
    )
    label = forms.CharField(
        label="Nom", max_length=160, required=False, help_text="Pour une personne seulement."
    )
    email = forms.EmailField(
        label="Adresse électronique",
        required=False,
        error_messages={
            "invalid": "Écrivez une adresse électronique, par exemple bibliotheque@lunery.example."
        },
    )
    phone = forms.CharField(label="Téléphone", required=False)
    notice_given_on = forms.DateField(
        label="Personne informée le",
        required=False,
        widget=DayInput(),
        help_text="Le jour où vous lui avez envoyé la notice ci-dessous.",
    )
    purge_on = forms.DateField(
        label="Coordonnées à effacer le",
        required=False,
        widget=DayInput(),
    )
    note = forms.CharField(
        label="Précision",
        max_length=300,
        required=False,
        help_text="Jours de présence, par exemple. Rien de personnel : ni santé, ni opinion, ni vie privée.",
    )

    def __init__(self, *args: Any, months: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.months, self.today = months, today
        self.fields[
            "purge_on"
        ].help_text = f"Vide : {months} mois après l'information, la durée réglée dans « Règles et sources »."
        self.fieldsets = [
            ("Le contact", ["kind", "role", "label", "email", "phone", "note"]),
            ("Pour une personne", ["notice_given_on", "purge_on"]),
        ]

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"]).strip()
        if phone and not _PHONE.fullmatch(phone):
            raise forms.ValidationError("Écrivez un numéro de téléphone, par exemple 02 48 00 00 00.")
        return phone

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.errors and not given.get("email") and not given.get("phone"):
            raise forms.ValidationError("Donnez une adresse électronique ou un téléphone au moins.")
        if given.get("kind") == "person":
            self._check_person()
        elif given.get("label"):
            self.add_error(
                "label", "Un nom est celui d'une personne : choisissez « Une personne », ou effacez le nom."
            )
        return given

    def _check_person(self) -> None:
        told, purge = self.cleaned_data.get("notice_given_on"), self.cleaned_data.get("purge_on")
        if "notice_given_on" in self.errors or "purge_on" in self.errors:
            return
        if told is None:
            self.add_error(
                "notice_given_on",
                "Informez d'abord la personne (la notice à copier est sur cette page), puis écrivez le jour.",
            )
            return
        if told > self.today:
            self.add_error("notice_given_on", "Ce jour n'est pas encore venu : écrivez celui de l'envoi.")
            return
        latest = last_day(told, self.months)
        if purge is None:
            self.cleaned_data["purge_on"] = purge = latest
        if purge > latest:
            self.add_error(
                "purge_on", f"Au plus tard le {plain_date(latest)} : {self.months} mois après l'envoi."
            )
        elif purge <= self.today:
            remedy = "Informez de nouveau la personne, ou ne gardez pas ses coordonnées."
            self.add_error("purge_on", f"Ce jour est passé. {remedy}")

    def sheet(self, library: str) -> ContactSheet:
        given = dict(self.cleaned_data)
        person = given.pop("kind") == "person"
        found = ContactSheet(library=library, personal=person, **given)
        return found if person else replace(found, notice_given_on=None, purge_on=None)


def initial_of(sheet: ContactSheet) -> dict[str, Any]:
    """What the form of a contact shows at first."""
    names = ("role", "label", "email", "phone", "notice_given_on", "purge_on", "note")
    return {"kind": "person" if sheet.personal else "role", **{name: getattr(sheet, name) for name in names}}
