"""Giving, correcting and taking back the figures of a library, beside what is published of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accounts.kept import RESUME
from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.base.values.french import UNKNOWN, count
from maillage.territory.domain.directory import Line
from maillage.territory.domain.telling import told
from maillage.territory.domain.told_figure import Told
from maillage.territory.domain.variables import BY_CODE, Variable
from maillage.territory.domain.vintages import vintage_label, year_label
from maillage.territory.giving import forget_values, give_values
from maillage.territory.readings import directory_of, values_given
from maillage.territory.told_tables import FIGURES, answer_cell, said
from maillage.territory.value_forms import ValuesForm


def line_of(request: Any, code: str) -> Line:
    for line in directory_of(request.project):
        if line.library.code == code:
            return line
    raise Http404("Cette bibliothèque n'est pas, ou plus, dans le registre du réseau.")


def told_of(request: Any, line: Line) -> tuple[Told, ...]:
    """Every figure of a library."""
    own = [value for value in values_given(request.project) if value.library == line.library.code]
    return told(line.record, own)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
@resumes
def library_values(request: NetworkRequest, code: str) -> HttpResponse:
    """All the figures that a call or a report brings, of one year and one source."""
    line = line_of(request, code)
    return _edit(request, line, told_of(request, line), title="Saisir les chiffres")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
@resumes
def library_value(request: NetworkRequest, code: str, variable: str) -> HttpResponse:
    """One figure: given, corrected, or said to be wrong."""
    line = line_of(request, code)
    found = [item for item in told_of(request, line) if item.variable.code == variable]
    if not found:
        raise Http404("Cette donnée n'existe pas.")
    return _edit(request, line, found, title=found[0].variable.label, one=found[0])


@require_POST
@needs("team")
def library_value_forget(request: NetworkRequest, code: str, variable: str) -> HttpResponse:
    """Take one value back: what is published shows again."""
    line = line_of(request, code)
    typed = request.POST.get("year", "")
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else None
    if forget_values(network=request.network, keys=[(code, variable, year)], actor=request.user):
        messages.success(
            request, "La valeur du service est retirée : la valeur publiée se montre de nouveau."
        )
    else:
        messages.info(request, "Cette valeur était déjà retirée.")
    return redirect(f"{to(request, 'territory:library', line.library.code)}#{FIGURES}")


def _edit(
    request: Any, line: Line, found: Sequence[Told], *, title: str, one: Told | None = None
) -> HttpResponse:
    form = _form(request, line, found, one)
    back = f"{to(request, 'territory:library', line.library.code)}#{FIGURES}"
    if request.method == "POST" and RESUME not in request.POST and form.is_valid():
        values = form.values(line.library.code)
        give_values(network=request.network, values=values, actor=request.user)
        messages.success(request, f"{count(len(values), 'chiffre enregistré', 'chiffres enregistrés')}.")
        return redirect(back)
    return page(
        request,
        "territory/library_values.html",
        title=title,
        lead=f"{line.library.name}, {line.library.town}." if line.library.town else f"{line.library.name}.",
        crumbs=[
            Link("Réseau", to(request, "territory:map")),
            Link("Bibliothèques", to(request, "territory:register")),
            Link(line.library.name, to(request, "territory:library", line.library.code)),
        ],
        steps=None,
        form=form,
        form_errors=bool(form.errors),
        back=back,
        one=one,
        forget=to(request, "territory:library-value-forget", line.library.code, one.variable.code)
        if one
        else "",
        published=_published(one) if one else [],
        given=_given(one) if one else [],
        status=422 if form.errors and RESUME not in request.POST else 200,
    )


def _form(request: Any, line: Line, found: Sequence[Told], one: Told | None) -> ValuesForm:
    return ValuesForm(
        request.POST if request.method == "POST" else None,
        variables=_variables(found),
        population=line.population,
        today=request.project.today,
        hints={item.variable.code: _hint(item) for item in found},
        wrong=one is not None,
        initial={"year": request.project.today.year, "source": "" if one is None else "saisie"},
    )


def _variables(found: Sequence[Told]) -> list[Variable]:
    return [BY_CODE[item.variable.code] for item in found]


def _hint(item: Told) -> str:
    """`Aujourd'hui : 12 h (2021).`"""
    seen = item.current
    if seen is None or seen.value is None:
        return "Aujourd'hui : inconnu."
    year = str(item.year or "année non dite") if seen.own else year_label(seen.vintage)
    return f"Aujourd'hui : {said(item.variable, seen.value)} ({year})."


def _published(one: Told) -> list[tuple[str, str]]:
    """What each survey said, the oldest first."""
    return [
        (
            f"{year_label(seen.vintage)} ({vintage_label(seen.vintage)})",
            answer_cell(one.variable, seen).text or UNKNOWN,
        )
        for seen in one.published
    ]


def _given(one: Told) -> list[dict[str, Any]]:
    return [{"own": own, "text": said(one.variable, own.value)} for own in reversed(one.given)]
