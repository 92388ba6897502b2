"""Forms of people: signing in, passwords, invitations, roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from maillage.accounts.domain import Role
from maillage.accounts.published import is_published
from maillage.accounts.services import account_name

UNKNOWN = "Identifiant ou mot de passe inconnu. Vérifiez-les, et la touche des majuscules."
TOO_LATE = (
    "Ce mot de passe à usage unique n'est plus valable. Demandez-en un nouveau à la personne responsable de "
    "votre réseau."
)
RULE = (
    "Quatorze caractères au moins. Une phrase de quelques mots convient très bien. Il n'aura pas à être changé "
    "régulièrement."
)


class SignInForm(forms.Form):
    """`user` is set once the form is valid."""

    username = forms.CharField(
        label="Identifiant ou adresse électronique",
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Écrivez votre identifiant ou votre adresse électronique."},
    )
    password = forms.CharField(
        label="Mot de passe",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Écrivez votre mot de passe."},
    )

    def __init__(self, request: HttpRequest, *args: Any, **options: Any) -> None:
        self.request = request
        self.user: Any = None
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        typed, password = found.get("username"), found.get("password")
        if typed and password:
            self.user = authenticate(self.request, username=account_name(typed), password=password)
            if self.user is None or is_published(password):
                raise ValidationError(UNKNOWN)
            if self.user.has_expired_password():
                raise ValidationError(TOO_LATE)
        return found


MISMATCH = {
    "password_mismatch": "Les deux mots de passe ne sont pas les mêmes : récrivez-les.",
    "password_incorrect": "Votre mot de passe actuel n'est pas celui-là.",
}
LABELS = {
    "old_password": ("Mot de passe actuel", "", "Écrivez votre mot de passe actuel."),
    "new_password1": ("Nouveau mot de passe", RULE, "Écrivez le nouveau mot de passe."),
    "new_password2": ("Le même, une seconde fois", "", "Écrivez le nouveau mot de passe."),
}


class _OwnPassword:
    """A password that its owner chose, told in French: nobody else knows it any more."""

    user: Any
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label, field.help_text, field.error_messages["required"] = LABELS[name]

    def save(self, commit: bool = True) -> Any:
        self.user.one_time_until = None
        return super().save(commit)  # type: ignore[misc]


class ChangePasswordForm(_OwnPassword, PasswordChangeForm):
    error_messages = MISMATCH


class ChoosePasswordForm(_OwnPassword, SetPasswordForm):
    error_messages = MISMATCH


ROLES = [
    (Role.LEAD.value, "Responsable : écrit tout, et décide qui entre dans le réseau"),
    (Role.TEAM.value, "Équipe : écrit tout"),
    (Role.READER.value, "Lecture : voit tout, n'écrit rien"),
]
SHOW, MAIL = "show", "mail"


class RoleForm(forms.Form):
    role = forms.TypedChoiceField(label="Rôle", choices=ROLES, coerce=Role)


class AddPersonForm(forms.Form):
    first_name = forms.CharField(label="Prénom", max_length=150, required=False)
    last_name = forms.CharField(label="Nom", max_length=150, required=False)
    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Professionnelle. Elle sert à se connecter et à recevoir un lien ; rien d'autre n'y est envoyé.",
        required=False,
        error_messages={"invalid": "Cette adresse n'est pas complète : elle s'écrit nom@domaine.fr."},
    )
    username = forms.CharField(
        label="Identifiant",
        help_text="Laissez vide pour prenom.nom. Si cette personne a déjà un compte, écrivez son identifiant.",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    role = forms.TypedChoiceField(label="Rôle", choices=ROLES, coerce=Role, initial=Role.TEAM.value)
    how = forms.ChoiceField(
        label="Premier mot de passe",
        choices=[
            (SHOW, "Me montrer un mot de passe à usage unique, que je lui transmettrai"),
            (MAIL, "Lui envoyer un courriel : elle choisira son mot de passe"),
        ],
        initial=SHOW,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not any(found.get(name) for name in ("first_name", "last_name", "email", "username")):
            raise ValidationError("Donnez un nom, une adresse électronique ou un identifiant.")
        if found.get("how") == MAIL and not found.get("email") and "email" not in self.errors:
            self.add_error("email", "Il faut une adresse pour envoyer un courriel.")
        return found
