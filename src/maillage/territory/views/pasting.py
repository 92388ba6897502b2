"""Pasting a list of machines from a spreadsheet: read first, written once it was looked at."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.models import one_writer
from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.base.values.french import count, listed, number
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.domain.pasting import Pasted
from maillage.territory.equipping import give_equipment, read_list
from maillage.territory.readings import territory_of

LONGEST = 300_000


class ListForm(forms.Form):
    text = forms.CharField(
        label="La liste",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Copiez les cellules du tableur, titres des colonnes compris, et collez-les ici. Colonnes lues : "
        "bibliothèque (code, nom ou commune ; vide : au service), matériel, quantité, année d'achat, état, "
        "propriétaire, précision, numéro d'inventaire.",
    )


@resumes
@needs("team")
def equipment_paste(request: NetworkRequest) -> HttpResponse:
    if request.method != "POST" or "_resume" in request.POST:
        return _shown(request, ListForm(initial=request.POST.dict() or None))
    form = ListForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    try:
        with one_writer(request.network):
            lines = read_list(request.network, form.cleaned_data["text"])
            if "_save" not in request.POST:
                return _shown(request, form, lines)
            created, changed = give_equipment(network=request.network, lines=lines, actor=request.user)
    except (ImportRefused, ValueError) as error:
        form.add_error("text", str(error))
        return _shown(request, form, status=422)
    messages.success(
        request,
        f"{count(created, 'ligne ajoutée', 'lignes ajoutées')}, {count(changed, 'ligne modifiée', 'lignes modifiées')}.",
    )
    return redirect(to(request, "territory:equipments"))


def _shown(
    request: NetworkRequest, form: ListForm, lines: tuple[Pasted, ...] | None = None, status: int = 200
) -> HttpResponse:
    good = [line for line in lines or () if line.equipment]
    return page(
        request,
        "territory/equipment_paste.html",
        title="Coller une liste d'équipements",
        lead="Rien n'est écrit avant que vous n'ayez vu ce qui a été lu.",
        crumbs=[
            Link("Réseau", to(request, "territory:map")),
            Link("Inventaire", to(request, "territory:inventory")),
            Link("Équipement et connexion", to(request, "territory:equipments")),
        ],
        form=form,
        form_errors=status == 422,
        lines=_listing(request, lines) if lines is not None else None,
        good=len(good),
        told=_told(lines) if lines is not None else "",
        status=status,
    )


def _told(lines: tuple[Pasted, ...]) -> str:
    new = sum(line.equipment is not None and not line.known for line in lines)
    known = sum(line.known and not line.same for line in lines)
    same = sum(line.same for line in lines)
    wrong = sum(bool(line.wrong) for line in lines)
    told = [
        count(new, "ligne à ajouter", "lignes à ajouter"),
        count(known, "ligne à modifier", "lignes à modifier"),
    ]
    if same:
        told.append(count(same, "ligne inchangée", "lignes inchangées"))
    return f"{listed([*told, count(wrong, 'ligne refusée', 'lignes refusées')])}."


def _listing(request: NetworkRequest, lines: tuple[Pasted, ...]) -> Listing:
    names = {one.code: f"{one.name}, {one.town}" for one in territory_of(request.project).libraries}
    return Listing(
        caption="Ce qui a été lu",
        anchor="lu",
        heads=(
            Head("Ligne"),
            Head("Ce qui sera fait"),
            Head("Bibliothèque"),
            Head("Matériel"),
            Head("Quantité", "right"),
            Head("Année", "right"),
        ),
        rows=[_row(line, names) for line in lines],
        empty="La liste n'a aucune ligne sous ses titres.",
    )


def _row(line: Pasted, names: dict[str, str]) -> tuple[Cell | str, ...]:
    one = line.equipment
    if one is None:
        return (str(line.number), Cell(line.wrong, badge=Badge("refusée", Tone.BAD)), line.text, "", "", "")
    done = Badge("à modifier", Tone.INFO) if line.known else Badge("à ajouter", Tone.GOOD)
    if line.same:
        done = Badge("inchangée")
    return (
        str(line.number),
        Cell("", badge=done),
        names.get(one.library, one.library) or "au service départemental",
        one.kind.label,
        number(one.quantity),
        str(one.bought_in) if one.bought_in else "inconnue",
    )
