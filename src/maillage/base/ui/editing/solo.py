"""A thing that no `Editor` fits (a chapter, a network's names), edited as safely: drafts, refusals, conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from maillage.base.models import one_writer
from maillage.base.models.drafts import draft_of, drop_draft
from maillage.base.ui.editing.conflicts import conflict
from maillage.base.ui.editing.forms import Shape, ThingForm
from maillage.base.ui.editing.plain import version_of
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import page, to

# Buttons that show the typed form again and save nothing: after a sign-in, or to look at what it gives.
_SHOWN_AGAIN = ("_resume", "_preview")


class Solo:
    """What a subclass says of its thing: its form, how it is stored, what is said once it is saved."""

    template: ClassVar[str]
    shape: ClassVar[Shape]
    form_class: ClassVar[type[ThingForm]] = ThingForm

    def __init__(self, request: Any) -> None:
        self.request = request

    def read_again(self) -> None:
        """Read anew what `stored` and `save` lean on: a colleague may have saved since."""

    @property
    def target(self) -> str:
        """Its name in the trail."""
        raise NotImplementedError

    def stored(self) -> Any:
        """The value as stored, None when there is none yet."""
        raise NotImplementedError

    def save(self, typed: Any) -> str:
        """Write it and return what is told. Raises Refused."""
        raise NotImplementedError

    def typed(self, given: Mapping[str, Any]) -> Any:
        return self.shape.value_type(**given)

    def shown(self) -> dict[str, Any]:
        """What its page shows: title, crumbs, back, and what its template wants."""
        raise NotImplementedError

    def form(
        self, *, value: Any = None, data: QueryDict | None = None, typed: QueryDict | None = None
    ) -> ThingForm:
        return self.form_class(self.shape, options=lambda kind: (), value=value, data=data, typed=typed)

    def show(self, form: ThingForm, version: str, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "form": form,
            "version": version,
            "draft_url": to(self.request, "desk:draft"),
            "form_errors": bool(form.is_bound and form.errors),
            **self.shown(),
            **more,
        }
        return page(self.request, self.template, status=status, **context)


def edit(solo: Solo) -> HttpResponse:
    """Answer a request for the form of a thing, or one that brings it filled."""
    request, stored = solo.request, solo.stored()
    version = "" if stored is None else version_of(stored)
    if request.method == "POST":
        said = request.POST.get("_version", "")
        if any(name in request.POST for name in _SHOWN_AGAIN):
            return solo.show(solo.form(typed=request.POST), said, previewed="_preview" in request.POST)
        return _judged(solo)
    draft = draft_of(request.user, request.path)
    if draft and "brouillon" in request.GET:
        return solo.show(solo.form(typed=draft.data), draft.data.get("_version", ""))
    return solo.show(solo.form(value=stored), version, draft=draft)


def _judged(solo: Solo) -> HttpResponse:
    request, said = solo.request, solo.request.POST.get("_version", "")
    form = solo.form(data=request.POST)
    if not form.is_valid():
        return solo.show(form, said, status=422)
    try:
        with one_writer(request.network):
            solo.read_again()
            typed, stored = solo.typed(form.values()), solo.stored()
            version = "" if stored is None else version_of(stored)
            if stored is not None and said != version:
                answer = _clash(solo, stored, typed, said, version)
                if answer is not None:
                    return answer
            told = solo.save(typed)
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return solo.show(form, said, status=422)
    drop_draft(request.user, request.path)
    messages.success(request, told)
    return redirect(solo.shown()["back"])


def _clash(solo: Solo, stored: Any, typed: Any, said: str, version: str) -> HttpResponse | None:
    """A colleague saved meanwhile: everything typed is kept, nothing is saved yet. None when nothing differs."""
    network = solo.request.network
    found = conflict(network=network, target=solo.target, version=said, stored=stored, typed=typed)
    if not found.clashes and not found.taken:
        return None
    return solo.show(solo.form(value=found.together), version, conflict=found, status=409)
