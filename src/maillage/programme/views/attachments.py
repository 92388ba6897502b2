"""Files kept with things: joined from the page of a thing, handed over, renamed, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, update_wrapper
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from maillage.base.models.removals import AlreadyRemoved
from maillage.base.ui.components import Fact, Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import plain_date
from maillage.diagnosis.forms import CleanText
from maillage.programme import attaching
from maillage.programme.attaching import PIECES, Shelf, size_text
from maillage.programme.file_kinds import BY_MEDIA_TYPE, LONGEST_NAME, NotAttachable


@dataclass(frozen=True, kw_only=True)
class FilePages:
    """The pages of a shelf. `name`: the page of a file, `room:class`; `add`: the name of the address that joins one;
    `thing`: the page of what the files go with, called `noun`, under `slug`; `home`: the list where one begins."""

    shelf: Shelf
    name: str
    add: str
    slug: str
    thing: str
    noun: str
    to_it: str
    home: tuple[str, str]
    note: str = ""

    def urls(self) -> list[URLPattern]:
        name = self.name.partition(":")[2]
        adding = self.add.partition(":")[2]
        return [
            path(f"{self.slug}/<str:code>/joindre/", require_POST(self._bound(attach)), name=adding),
            path("pieces/<int:pk>/", self._bound(piece), name=name),
            path("pieces/<int:pk>/fichier/", require_safe(self._bound(handed)), name=f"{name}-file"),
            path("pieces/<int:pk>/retirer/", require_POST(self._bound(remove)), name=f"{name}-remove"),
        ]

    def _bound(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        bound = partial(view, self)
        update_wrapper(bound, view)
        return bound

    def back(self, request: Any, row: Any) -> str:
        return f"{to(request, self.thing, getattr(row, self.shelf.owner).code)}#pieces"


ACTION_FILES = FilePages(
    shelf=PIECES,
    name="programme:attachment",
    add="programme:attach",
    slug="actions",
    thing="programme:action",
    noun="Action",
    to_it="à l'action",
    home=("Axes et actions", "programme:tree"),
)


class PieceForm(forms.Form):
    title = CleanText(label="Ce que c'est", max_length=300, required=False)
    name = CleanText(
        label="Nom du fichier",
        max_length=LONGEST_NAME,
        help_text="Sa terminaison (.pdf, .docx…) reste celle de sa nature.",
    )


@needs("team")
def attach(pages: FilePages, request: NetworkRequest, code: str) -> HttpResponse:
    shelf = pages.shelf
    owners: Any = shelf.files._meta.get_field(shelf.owner).related_model
    owner = get_object_or_404(owners.objects.select_related("network"), network=request.network, code=code)
    given = request.FILES.get("fichier")
    back = redirect(f"{to(request, pages.thing, code)}#pieces")
    if given is None:
        messages.error(request, "Choisissez d'abord un fichier à joindre.")
        return back
    project = request.project
    room = attaching.room_for(project.rules, project.today)
    try:
        row = attaching.attach(
            owner=owner,
            shelf=shelf,
            name=given.name or "piece",
            # One byte past the limit is enough to refuse: the rest is not read.
            content=given.read(room.file + 1),
            title=request.POST.get("titre", ""),
            room=room,
            actor=request.user,
        )
    except NotAttachable as refusal:
        messages.error(request, str(refusal))
        return back
    messages.success(request, f"« {row} » : joint {pages.to_it}.")
    return back


def handed(pages: FilePages, request: NetworkRequest, pk: int) -> HttpResponse:
    """The file itself: always saved by the browser, never shown in its place."""
    row = _piece(pages, request, pk)
    content = attaching.content_of(row, pages.shelf)
    answer = HttpResponse(content, content_type=row.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def piece(pages: FilePages, request: NetworkRequest, pk: int) -> HttpResponse:
    """What a piece is; those who write may rename it."""
    row = _piece(pages, request, pk)
    form = PieceForm(
        request.POST if request.method == "POST" else None, initial={"title": row.title, "name": row.name}
    )
    back = pages.back(request, row)
    if request.method == "POST" and form.is_valid():
        try:
            attaching.describe(row=row, shelf=pages.shelf, actor=request.user, **form.cleaned_data)
        except AlreadyRemoved as gone:
            messages.info(request, str(gone))
        else:
            messages.success(request, f"« {row} » : enregistré.")
        return redirect(back)
    owner, (label, home) = str(getattr(row, pages.shelf.owner)), pages.home
    return page(
        request,
        "programme/attachment.html",
        title=f"Pièce jointe : {row}",
        crumbs=[Link(label, to(request, home)), Link(owner, back)],
        steps=None,
        row=row,
        file_url=to(request, f"{pages.name}-file", row.pk),
        remove_url=to(request, f"{pages.name}-remove", row.pk),
        form=form,
        form_errors=bool(form.errors),
        status=422 if form.errors else 200,
        facts=[Fact(pages.noun, owner, back), *_facts(row)],
    )


def _facts(row: Any) -> list[Fact]:
    told = piece_told(row)
    return [
        Fact("Fichier", row.name),
        Fact("Nature", f"{told['kind']}, {told['size']}"),
        Fact("Joint le", plain_date(row.at.date())),
        Fact("Joint par", row.author_name or "inconnu"),
    ]


def piece_told(row: Any) -> dict[str, str]:
    kind = BY_MEDIA_TYPE.get(row.media_type)
    return {"kind": kind.label if kind else "fichier", "size": size_text(row.size)}


@needs("team")
def remove(pages: FilePages, request: NetworkRequest, pk: int) -> HttpResponse:
    row = _piece(pages, request, pk)
    back = redirect(pages.back(request, row))
    try:
        removal = attaching.detach(row=row, actor=request.user)
    except AlreadyRemoved as gone:
        messages.info(request, str(gone))
    else:
        messages.success(request, f"« {row} » : retiré.", extra_tags=f"undo-{removal.pk}")
    return back


def _piece(pages: FilePages, request: NetworkRequest, pk: int) -> Any:
    return get_object_or_404(pages.shelf.rows(request.network), pk=pk)
