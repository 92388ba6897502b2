"""Files kept with actions: joined from the page of an action, handed over, renamed, removed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from maillage.base.models.removals import AlreadyRemoved
from maillage.base.ui.components import Fact, Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import plain_date
from maillage.diagnosis.forms import CleanText
from maillage.programme import attaching
from maillage.programme.file_kinds import LONGEST_NAME, NotAttachable
from maillage.programme.models import Action, Attachment
from maillage.programme.views.sheet_pieces import piece_told


class PieceForm(forms.Form):
    title = CleanText(label="Ce que c'est", max_length=300, required=False)
    name = CleanText(
        label="Nom du fichier",
        max_length=LONGEST_NAME,
        help_text="Sa terminaison (.pdf, .docx…) reste celle de sa nature.",
    )


@require_POST
@needs("team")
def attach(request: NetworkRequest, code: str) -> HttpResponse:
    action = get_object_or_404(Action.objects.select_related("network"), network=request.network, code=code)
    given = request.FILES.get("fichier")
    back = redirect(f"{to(request, 'programme:action', code)}#pieces")
    if given is None:
        messages.error(request, "Choisissez d'abord un fichier à joindre.")
        return back
    project = request.project
    room = attaching.room_for(project.rules, project.today)
    name = given.name or "piece"
    try:
        row = attaching.attach(
            action=action,
            name=name,
            # One byte past the limit is enough to refuse: the rest is not read.
            content=given.read(room.file + 1),
            title=request.POST.get("titre", ""),
            room=room,
            actor=request.user,
        )
    except NotAttachable as refusal:
        messages.error(request, str(refusal))
        return back
    messages.success(request, f"« {row} » : joint à l'action.")
    return back


@require_safe
def handed(request: NetworkRequest, pk: int) -> HttpResponse:
    """The file itself: always saved by the browser, never shown in its place."""
    row = _piece(request, pk)
    answer = HttpResponse(attaching.content_of(row), content_type=row.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def piece(request: NetworkRequest, pk: int) -> HttpResponse:
    """What a piece is; those who write may rename it."""
    row = _piece(request, pk)
    form = PieceForm(
        request.POST if request.method == "POST" else None, initial={"title": row.title, "name": row.name}
    )
    if request.method == "POST" and form.is_valid():
        attaching.describe(row=row, actor=request.user, **form.cleaned_data)
        messages.success(request, f"« {row} » : enregistré.")
        return redirect(_back(request, row))
    told = piece_told(row)
    return page(
        request,
        "programme/attachment.html",
        title=f"Pièce jointe : {row}",
        crumbs=[
            Link("Axes et actions", to(request, "programme:tree")),
            Link(str(row.action), _back(request, row)),
        ],
        steps=None,
        row=row,
        form=form,
        form_errors=bool(form.errors),
        status=422 if form.errors else 200,
        facts=[
            Fact("Action", str(row.action), _back(request, row)),
            Fact("Fichier", row.name),
            Fact("Nature", f"{told['kind']}, {told['size']}"),
            Fact("Joint le", plain_date(row.at.date())),
            Fact("Joint par", row.author_name or "inconnu"),
        ],
    )


@require_POST
@needs("team")
def remove(request: NetworkRequest, pk: int) -> HttpResponse:
    row = _piece(request, pk)
    back = redirect(_back(request, row))
    try:
        removal = attaching.detach(row=row, actor=request.user)
    except AlreadyRemoved as gone:
        messages.info(request, str(gone))
    else:
        messages.success(request, f"« {row} » : retiré.", extra_tags=f"undo-{removal.pk}")
    return back


def _piece(request: NetworkRequest, pk: int) -> Any:
    rows = Attachment.objects.select_related("action", "network")
    return get_object_or_404(rows, network=request.network, pk=pk)


def _back(request: NetworkRequest, row: Any) -> str:
    return f"{to(request, 'programme:action', row.action.code)}#pieces"
