"""What an import would do, class by class, before it is done; or why it cannot be."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.pages import NetworkRequest, page
from maillage.base.values.french import listed, number
from maillage.dossier.generation import last_trail
from maillage.portability.domain.difference import Change
from maillage.portability.importing import Trial
from maillage.portability.uploads import Upload

# Names told of a class; the count tells the rest.
TOLD = 6


def trial_page(
    request: NetworkRequest, trial: Trial, upload: Upload, *, title: str, back: Link, **context: Any
) -> HttpResponse:
    return page(
        request,
        "portability/trial.html",
        title=title if trial.is_possible else "Ce fichier ne peut pas être importé",
        lead=f"« {upload.name} »",
        crumbs=[back],
        steps=None,
        trial=trial,
        upload=upload,
        trail=last_trail(request.network),
        back=back,
        changes=_changes(trial),
        details=[(change, list(_details(change))) for change in trial.changes if not change.is_none],
        problems=_problems(trial) if trial.problems else None,
        form_errors=not trial.is_possible,
        status=200 if trial.is_possible else 422,
        **context,
    )


def _changes(trial: Trial) -> Listing:
    return Listing(
        caption="Éléments touchés",
        heads=(
            Head("Quoi"),
            Head("Créés", "right"),
            Head("Modifiés", "right"),
            Head("Retirés", "right"),
            Head("Inchangés", "right"),
        ),
        rows=[
            (
                change.label,
                _shown(len(change.created)),
                _shown(len(change.changed)),
                _shown(len(change.removed)),
                _shown(change.same),
            )
            for change in trial.changes
            if not change.is_none
        ],
        empty="Ce fichier ne contient rien.",
    )


def _shown(found: int) -> str:
    return number(found) if found else "–"


def _details(change: Change) -> list[tuple[str, str]]:
    parts = (("Créés", change.created), ("Modifiés", change.changed), ("Retirés", change.removed))
    return [(label, _told(names)) for label, names in parts if names]


def _told(names: tuple[str, ...]) -> str:
    shown = list(names[:TOLD])
    left = len(names) - len(shown)
    return listed([*shown, f"{number(left)} autres"]) if left > 1 else listed(list(names))


def _problems(trial: Trial) -> Listing:
    return Listing(
        caption="À corriger dans le fichier",
        heads=(Head("Ligne"), Head("Où"), Head("Problème"), Head("Remède")),
        rows=[
            (
                Cell(f"{problem.place.line}, colonne {problem.place.column}"),
                problem.path or "fichier",
                problem.message,
                problem.remedy,
            )
            for problem in trial.problems
        ],
    )
