"""The linter on screen: every remark with its place, its remedy and its source; to be filtered and taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Link, NextStep, Tile, Tone
from maillage.base.ui.downloads import download
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.remarks import TONES
from maillage.base.values.french import count, number
from maillage.base.values.remarks import Remark, Severity
from maillage.dossier.linter import counts, remarks_of, report, summary
from maillage.dossier.places import ELSEWHERE, ROOMS, remark_url, room_of
from maillage.dossier.services import csv_bytes

MEANING = {
    Severity.BLOCKING: "Le dossier serait renvoyé, ou contredit par ses propres chiffres.",
    Severity.WARNING: "Un lecteur attentif posera la question.",
    Severity.ADVICE: "Le dossier y gagnerait.",
}


@dataclass(frozen=True)
class Group:
    """The remarks of one severity."""

    severity: Severity
    remarks: Sequence[tuple[Remark, str, str]]

    @property
    def title(self) -> str:
        return count(len(self.remarks), self.severity.label)

    @property
    def meaning(self) -> str:
        return MEANING[self.severity]

    @property
    def tone(self) -> Tone:
        return TONES[self.severity]


@require_safe
def remarks(request: NetworkRequest) -> HttpResponse:
    every = remarks_of(request.project)
    severity, room = request.GET.get("gravite", ""), request.GET.get("theme", "")
    chosen = [
        remark
        for remark in every
        if severity in ("", remark.severity.value) and room in ("", room_of(remark).key)
    ]
    return page(
        request,
        "dossier/remarks.html",
        title="Contrôle",
        lead=f"Maillage relit le programme comme le ferait un conseiller : {summary(every)}.",
        crumbs=[Link("Dossier", to(request, "dossier:dossier"))],
        tools=[
            Link(
                "Télécharger (CSV)", to(request, "dossier:remarks-file", "controle.csv"), "button", "download"
            ),
            Link("En texte", to(request, "dossier:remarks-file", "controle.txt"), "button"),
        ],
        steps=list(_steps(request, every)),
        tiles=_tiles(request, every),
        groups=list(_groups(request, chosen)),
        total=len(every),
        shown=len(chosen),
        rooms=_rooms(every),
        severities=list(Severity),
        severity=severity,
        room=room,
    )


@require_safe
def remarks_file(request: NetworkRequest, form: str) -> HttpResponseBase:
    if form == "controle.csv":
        return download(csv_bytes(_rows(remarks_of(request.project))), form)
    if form == "controle.txt":
        return download(report(request.project), form)
    raise Http404("Le contrôle se télécharge en CSV ou en texte.")


def _steps(request: NetworkRequest, every: tuple[Remark, ...]) -> Iterator[NextStep]:
    """The gravest first; one line a thing: what blocks it is read there."""
    graves = [remark for remark in every if remark.severity is not Severity.ADVICE]
    for remark in graves:
        url = remark_url(request.project, remark)
        yield NextStep(
            f"{remark.where} : {remark.message}", url, remark.remedy_on_screen, TONES[remark.severity]
        )


def _tiles(request: NetworkRequest, every: tuple[Remark, ...]) -> list[Tile]:
    return [
        Tile(
            f"{severity.label.capitalize()}s",
            number(found),
            MEANING[severity] if found else "",
            f"{to(request, 'dossier:remarks')}?gravite={severity.value}",
            TONES[severity] if found else Tone.GOOD,
        )
        for severity, found in counts(every).items()
    ]


def _groups(request: NetworkRequest, chosen: list[Remark]) -> Iterator[Group]:
    for severity in Severity:
        found = [remark for remark in chosen if remark.severity is severity]
        if found:
            yield Group(
                severity,
                [(remark, remark_url(request.project, remark), room_of(remark).label) for remark in found],
            )


def _rooms(every: tuple[Remark, ...]) -> list[tuple[str, str]]:
    """The themes that have remarks, with how many."""
    found = [room_of(remark) for remark in every]
    return [
        (room.key, f"{room.label} ({number(found.count(room))})")
        for room in (*ROOMS.values(), ELSEWHERE)
        if room in found
    ]


def _rows(every: tuple[Remark, ...]) -> list[list[str]]:
    head = ["Gravité", "Thème", "Code", "Où", "Remarque", "Remède", "Sources"]
    return [
        head,
        *(
            [
                remark.severity.label,
                room_of(remark).label,
                remark.code,
                remark.where,
                remark.message,
                remark.remedy_on_screen,
                " ; ".join(source.title for source in remark.sources),
            ]
            for remark in every
        ),
    ]
