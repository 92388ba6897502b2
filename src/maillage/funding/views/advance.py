"""An aid moves one rung up: asked, promised, notified, then each receipt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from maillage.base.ui.components import Link
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import needs, page, to
from maillage.base.ui.things import find_thing
from maillage.funding import advancing
from maillage.funding.editors import tell_moves
from maillage.funding.models import FundingLine
from maillage.funding.readings import lines_of
from maillage.funding.telling import exact


@needs("team")
def advance(request: Any, code: str) -> HttpResponse:
    item = find_thing(lines_of(request.project), code, "Cette recette", by="line.code")
    back = to(request, "funding:fundingline", code)
    if not advancing.above_of(item):
        messages.info(request, "Cette aide est entièrement versée : il n'y a plus d'étape.")
        return redirect(back)
    form = advancing.AdvanceForm(item, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = get_object_or_404(
            FundingLine.objects.select_related("network"), network=request.network, code=code
        )
        try:
            saved = advancing.advance(
                row=row, step=form.step(), item=item, today=request.project.today, actor=request.user
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, f"« {saved} » : enregistré.")
            tell_moves(request)
            return redirect(back)
    return page(
        request,
        "funding/advance.html",
        title=f"Faire avancer la recette {code}",
        lead=f"{item.funder.name}, {item.operation.title} : {exact(item.amount)}, aide {item.line.status.label}.",
        crumbs=[Link("Recettes", to(request, "funding:grants")), Link(f"Recette {code}", back)],
        form=form,
        back=back,
        form_errors=bool(form.errors),
        status=422 if form.errors else 200,
    )
