"""Writing the text of a chapter."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.db import IntegrityError
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_safe

from maillage.base.models.removals import remove
from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.editing.history import lines
from maillage.base.ui.editing.saving import Refused, save_thing
from maillage.base.ui.editing.solo import Solo, edit
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.dossier.domain.texts import ChapterText as Text
from maillage.dossier.domain.texts import Slot
from maillage.dossier.forms import TEXT, ChapterForm
from maillage.dossier.models import ChapterText
from maillage.dossier.readings import known_figures, rendered
from maillage.dossier.section import SECTION
from maillage.dossier.views.reading import dossier_link, slot_of


class ChapterSolo(Solo):
    """The text of one chapter; emptied, it is removed, and can come back."""

    template, shape, form_class = "dossier/text.html", TEXT, ChapterForm

    def __init__(self, request: NetworkRequest, slot: Slot) -> None:
        super().__init__(request)
        self.slot = slot
        self.read_again()
        self.figures = known_figures(request.project)
        self.previewed = ""

    def read_again(self) -> None:
        rows = ChapterText.objects.filter(network=self.request.network, chapter=self.slot.value)
        self.row = rows.first()

    @property
    def target(self) -> str:
        return f"dossier.ChapterText/{self.slot.value}"

    def stored(self) -> Text | None:
        return Text(chapter=self.slot, text=self.row.text) if self.row else None

    def form(
        self, *, value: Any = None, data: QueryDict | None = None, typed: QueryDict | None = None
    ) -> ChapterForm:
        self.previewed = typed.get("text", "") if typed is not None and "_preview" in typed else ""
        options: Any = {"options": lambda kind: (), "value": value, "data": data, "typed": typed}
        return ChapterForm(self.shape, known=self.figures, **options)

    def typed(self, given: Mapping[str, Any]) -> Text:
        return Text(chapter=self.slot, text=given["text"])

    def save(self, typed: Text) -> str:
        if not typed.text:
            if self.row:
                remove(row=self.row, target=self.target, actor=self.request.user)
            return f"Chapitre « {self.slot.label} » : sans texte."
        row = self.row or ChapterText(network=self.request.network)
        options: Any = {"only": ("chapter", "text"), "parents": {}, "actor": self.request.user}
        try:
            save_thing(row=row, value=typed, section=SECTION, **options)
        except IntegrityError as error:
            raise Refused(
                ["Ce texte vient d'être écrit par quelqu'un d'autre. Enregistrez à nouveau."]
            ) from error
        return f"Chapitre « {self.slot.label} » : texte enregistré."

    def shown(self) -> dict[str, Any]:
        here = to(self.request, "dossier:chaptertext", self.slot.value)
        return {
            "title": f"Texte du chapitre « {self.slot.label} »",
            "crumbs": [dossier_link(self.request), Link(self.slot.label, here)],
            "back": here,
            "figures": figure_listings(self.figures),
            "preview": rendered(self.request.project, self.previewed),
        }


def figure_listings(figures: Mapping[str, Any]) -> list[tuple[str, Listing]]:
    """The figures that a text may cite, with their value today, by room."""
    found = sorted(figures.values(), key=lambda figure: figure.name.split(".")[0])
    return [
        (
            ROOM_NAMES.get(room, room.capitalize()),
            Listing(
                caption=f"Chiffres à citer : {ROOM_NAMES.get(room, room)}",
                heads=(Head("À écrire"), Head("Ce que c'est"), Head("Valeur du jour", "right")),
                rows=[(Cell(f"{{{figure.name}}}"), figure.label, figure.text) for figure in of_room],
            ),
        )
        for room, of_room in groupby(found, key=lambda figure: figure.name.split(".")[0])
    ]


ROOM_NAMES = {
    "territory": "Réseau",
    "diagnosis": "Diagnostic",
    "programme": "Stratégie",
    "governance": "Instances",
    "funding": "Financement",
    "procurement": "Achats",
    "training": "Formation",
    "phasing": "Phasage",
    "evaluation": "Évaluation",
}


@resumes
@needs("team")
@require_http_methods(["GET", "POST"])
def chapter_edit(request: NetworkRequest, slot: str) -> HttpResponse:
    return edit(ChapterSolo(request, slot_of(slot)))


@require_safe
def chapter_history(request: NetworkRequest, slot: str) -> HttpResponse:
    found = slot_of(slot)
    here = Link(found.label, to(request, "dossier:chaptertext", found.value))
    return page(
        request,
        "ui/history.html",
        title=f"Historique du texte « {found.label} »",
        crumbs=[dossier_link(request), here],
        lines=lines(request.network, f"dossier.ChapterText/{found.value}", Text),
    )
