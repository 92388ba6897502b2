"""A note of progress: where an action is, its status and how sure people are of it, in one gesture."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from maillage.base.models.drafts import draft_of, drop_draft
from maillage.base.ui.components import Link
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.forms import DayInput
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.base.values.fields import specs
from maillage.diagnosis.forms import CleanText
from maillage.programme import domain
from maillage.programme.digests.choosing import functions_of
from maillage.programme.models import Action
from maillage.programme.noting import Overtaken, Standing, add_note, next_milestone, notes_of
from maillage.programme.readings import progress_of
from maillage.programme.views import shown

NOTE = specs(domain.ProgressNote)
FOLLOWS = "Suit les étapes"


class NoteForm(forms.Form):
    """What a note says. The two hidden fields say what stood when the form was shown: a colleague may change it."""

    text = CleanText(
        label="Où en est l'action",
        max_length=NOTE["text"].max_length,
        widget=forms.Textarea({"rows": 5}),
        help_text="Ce qui est fait, ce qui bloque, ce qui est décidé. Deux phrases suffisent.",
        error_messages={"required": "Dites en une phrase où en est l'action."},
    )
    outlook = forms.ChoiceField(label="Confiance dans le résultat, à temps", required=False)
    status = forms.ChoiceField(label="Statut", required=False)
    day = forms.DateField(label="Le", widget=DayInput())
    author = CleanText(
        label="Votre fonction",
        required=False,
        max_length=NOTE["author"].max_length,
        help_text="Une fonction, pas un nom : elle reste quand les personnes changent.",
    )
    shown_outlook = forms.CharField(required=False, widget=forms.HiddenInput())
    shown_status = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outlook"].choices = _choices("Non dite", domain.Outlook)  # type: ignore[attr-defined]
        self.fields["status"].choices = _choices(FOLLOWS, domain.ActionStatus)  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs.pop("maxlength", None)

    def note(self) -> domain.ProgressNote:
        given = self.cleaned_data
        return domain.ProgressNote(day=given["day"], text=given["text"], author=given["author"])

    def standing(self, prefix: str = "") -> Standing:
        """What was chosen; with the prefix "shown_", what stood in the form before."""
        given = self.cleaned_data
        return Standing(
            status=_member(domain.ActionStatus, given[f"{prefix}status"]),
            outlook=_member(domain.Outlook, given[f"{prefix}outlook"]),
        )


def _choices(nothing: str, kind: Any) -> list[tuple[str, str]]:
    return [("", nothing), *((one.value, one.label.capitalize()) for one in kind)]


def _member(kind: Any, raw: str) -> Any:
    return next((one for one in kind if one.value == raw), None)


@resumes
@needs("team")
def note(request: NetworkRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Action.objects.select_related("network"), network=request.network, code=code)
    back = request.GET.get("retour") == "suivi"
    if request.method == "POST" and "_resume" not in request.POST:
        form = NoteForm(request.POST)
        if form.is_valid() and _saved(request, row, form):
            drop_draft(request.user, request.path)
            messages.success(request, f"« {row} » : note d'avancement enregistrée.")
            url = to(request, "programme:followup") if back else to(request, "programme:action", code)
            return redirect(f"{url}#{f'action-{code}' if back else 'avancement'}")
        return _page(request, row, form, status=422)
    draft = draft_of(request.user, request.path)
    initial = _initial(request, row)
    if "_resume" in request.POST:
        initial |= request.POST.dict()
    elif draft and "brouillon" in request.GET:
        initial, draft = initial | draft.data.dict(), None
    return _page(request, row, NoteForm(initial=initial), draft=draft)


def _saved(request: NetworkRequest, row: Any, form: NoteForm) -> bool:
    try:
        add_note(
            row=row,
            note=form.note(),
            shown=form.standing("shown_"),
            wanted=form.standing(),
            today=request.project.today,
            actor=request.user,
        )
    except Overtaken as overtaken:
        form.add_error(None, str(overtaken))
        # The next try is over what the colleague left.
        form.data = form.data.copy()
        form.data |= _shown(overtaken.standing)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def _shown(standing: Standing) -> dict[str, str]:
    found = {}
    for name in ("status", "outlook"):
        value = getattr(standing, name)
        found[name] = found[f"shown_{name}"] = value.value if value else ""
    return found


def _initial(request: NetworkRequest, row: Any) -> dict[str, Any]:
    held = functions_of(request.network, request.user)
    standing = Standing(
        status=_member(domain.ActionStatus, row.status or ""),
        outlook=_member(domain.Outlook, row.outlook or ""),
    )
    return {
        "day": request.project.today,
        "author": next((one for one in held if one == row.lead), held[0] if held else row.lead),
        **_shown(standing),
    }


def _page(
    request: NetworkRequest, row: Any, form: NoteForm, *, draft: Any = None, status: int = 200
) -> HttpResponse:
    progress = progress_of(request.project)
    item = next((one for one in progress.actions() if one.action.code == row.code), None)
    return page(
        request,
        "programme/note.html",
        title=f"Où en est {row} ?",
        lead=shown.done_text(item) if item else "Cette action est archivée.",
        crumbs=[*shown.tree_crumbs(request), Link(str(row), to(request, "programme:action", row.code))],
        steps=None,
        form=form,
        item=item,
        milestone=next_milestone(item) if item else None,
        notes=notes_of(item.action) if item else [],
        code=row.code,
        draft=draft,
        draft_url=to(request, "desk:draft"),
        back=to(request, "programme:action", row.code),
        form_errors=status == 422,
        status=status,
    )
