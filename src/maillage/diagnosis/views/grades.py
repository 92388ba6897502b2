"""Official grades come in: pasted from a table, all or nothing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.base.values.french import count
from maillage.diagnosis.grading import GradesForm
from maillage.diagnosis.views.typologies import TITLE
from maillage.territory.giving import give_values
from maillage.territory.readings import directory_of


@needs("team")
@resumes
def grades(request: NetworkRequest) -> HttpResponse:
    """Official grades of a year, pasted; all or nothing."""
    names = {line.library.code: line.library.name for line in directory_of(request.project)}
    given = request.POST if request.method == "POST" else None
    form = GradesForm(given, names=names, today=request.project.today)
    if given is not None and "_resume" not in given and form.is_valid():
        n = give_values(network=request.network, values=form.values(), actor=request.user)
        messages.success(request, f"{count(n, 'classe importée', 'classes importées')}.")
        return redirect(to(request, "diagnosis:typologies"))
    return page(
        request,
        "diagnosis/grades.html",
        title="Importer les classes officielles",
        lead="Elles remplacent celles de la même année, et n'effacent rien d'autre.",
        crumbs=[
            Link("Diagnostic", to(request, "diagnosis:figures")),
            Link(TITLE, to(request, "diagnosis:typologies")),
        ],
        steps=None,
        form=form,
        status=200 if given is None or "_resume" in given else 422,
    )
