"""The page of reminders: what one asks to be told and when, what the next mail would say, who receives what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.accounts.domain import Role
from maillage.base.ui.components import Cell, Fact, Head, Link, Listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import listed, long_date, plain_date, short_date
from maillage.programme.digests.choosing import choice_of, choose, proposed_functions
from maillage.programme.digests.sending import recipients
from maillage.programme.digests.writing import digest_of
from maillage.programme.domain.digests import letter, next_monday
from maillage.programme.models import DigestChoice
from maillage.programme.models.digests import Rhythm
from maillage.programme.views import shown


class DigestForm(forms.Form):
    """`held`: functions chosen before that lead nothing any more stay proposed, so that nobody loses one unseen."""

    functions = forms.MultipleChoiceField(
        label="Vos fonctions",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Celles que vous tenez : le rappel parle des actions qu'elles pilotent. Sans fonction, il ne dit que "
        "les commentaires qui vous citent.",
    )
    rhythm = forms.ChoiceField(label="Quand l'envoyer", choices=Rhythm.choices, widget=forms.RadioSelect)

    def __init__(self, request: NetworkRequest, held: list[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        proposed = proposed_functions(request.project)
        known = {name for name, _ in proposed}
        self.fields["functions"].choices = [  # type: ignore[attr-defined]
            *((name, f"{name} ({n} action{'s' if n > 1 else ''})") for name, n in proposed),
            *((name, f"{name} (ne pilote plus d'action)") for name in held if name not in known),
        ]


@needs("team")
def show(request: NetworkRequest) -> HttpResponse:
    choice = choice_of(request.network, request.user)
    held = [str(one) for one in choice.functions]
    form = DigestForm(request, held, initial={"functions": held, "rhythm": choice.rhythm})
    if request.method == "POST":
        form = DigestForm(request, held, request.POST)
        if form.is_valid():
            _save(request, form)
            messages.success(request, "Vos rappels sont réglés.")
            return redirect(to(request, "programme:digest"))
    lead = request.role is Role.LEAD
    digest = digest_of(request.project, request.user, held, choice.sent_on)
    return page(
        request,
        "programme/digest.html",
        title="Mes rappels",
        lead="Un courriel court, pour ce que vous pilotez : ce qui est en retard, ce qui finit, ce qui vous attend.",
        crumbs=shown.tree_crumbs(request),
        steps=None,
        form=form,
        facts=_facts(request, choice),
        digest=digest,
        mail=letter(digest, request.build_absolute_uri("/"), request.path),
        days=int(request.project.rules.value("programme.digest.days_ahead", on=request.project.today).value),
        quiet=int(request.project.rules.value("programme.note.days", on=request.project.today).value),
        people=_people(request) if lead else None,
        forgotten=_forgotten(request) if lead else "",
        form_errors=form.is_bound,
        status=422 if form.is_bound else 200,
    )


def _save(request: NetworkRequest, form: DigestForm) -> None:
    choose(
        network=request.network,
        user=request.user,
        functions=form.cleaned_data["functions"],
        rhythm=Rhythm(form.cleaned_data["rhythm"]),
        origin=request.build_absolute_uri("/"),
    )


def _next(request: NetworkRequest, choice: DigestChoice) -> str:
    day = next_monday(choice.rhythm, request.project.today, choice.sent_on)
    return long_date(day) if day else "aucun"


def _facts(request: NetworkRequest, choice: DigestChoice) -> list[Fact]:
    user: Any = choice.user
    return [
        Fact("Envoyé à", user.email or "pas d'adresse : demandez à la personne responsable de l'ajouter"),
        Fact("Prochain passage", _next(request, choice)),
        Fact("Dernier passage", plain_date(choice.sent_on) if choice.sent_on else "aucun encore"),
    ]


def _people(request: NetworkRequest) -> Listing:
    """Who receives what, for who leads the project."""
    found = recipients(request.network)
    rows: list[list[Cell | str]] = [
        [
            choice.user.shown_name,
            listed(sorted(choice.functions))
            or Cell("aucune", note="les commentaires qui la citent seulement"),
            choice.get_rhythm_display(),
            "oui" if choice.user.email else Cell("non", note="rien ne peut lui être envoyé"),
            short_date(choice.sent_on) if choice.sent_on else "–",
        ]
        for choice in found
    ]
    return Listing(
        caption="Qui reçoit un rappel",
        heads=(Head("Personne"), Head("Fonctions"), Head("Rythme"), Head("Adresse"), Head("Dernier passage")),
        rows=rows,
        empty="Personne n'écrit encore dans ce réseau.",
        empty_link=Link("Ajouter une personne", to(request, "people")),
        anchor="destinataires",
    )


def _forgotten(request: NetworkRequest) -> str:
    """The leads of actions that no reminder reaches."""
    told = [one for one in recipients(request.network) if one.rhythm != Rhythm.NEVER and one.user.email]
    covered = {name for one in told for name in one.functions}
    return listed([name for name, _ in proposed_functions(request.project) if name not in covered])
