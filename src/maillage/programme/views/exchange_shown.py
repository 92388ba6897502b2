"""What pages of an import show: what would be done line by line, what was remarked, the faults of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.pages import NetworkRequest, to
from maillage.base.values.files.nodes import FileProblem
from maillage.base.values.french import count, listed, number
from maillage.programme.domain.plans.outcomes import Fate, Merged, Outcome
from maillage.programme.domain.plans.plan import LineRemark

# Lines shown of a table: a plan may have two thousand.
SHOWN = 400
_TONES = {Fate.CREATED: Tone.GOOD, Fate.CHANGED: Tone.INFO, Fate.SAME: Tone.NEUTRAL, Fate.LEFT: Tone.WARNING}
_PLURALS = {"Axe": "axes", "Objectif": "objectifs", "Action": "actions", "Étape": "étapes"}


def summary(merged: Merged) -> list[str]:
    """What would be done, in sentences."""
    told = []
    for fate, verb in (
        (Fate.CREATED, "À créer"),
        (Fate.CHANGED, "À compléter"),
        (Fate.SAME, "Déjà là, sans changement"),
    ):
        counted = Counter(one.kind for one in merged.outcomes if one.fate is fate)
        parts = [count(counted[kind], kind.lower(), many) for kind, many in _PLURALS.items() if counted[kind]]
        if parts:
            told.append(f"{verb} : {listed(parts)}.")
    left = merged.count(Fate.LEFT)
    return (
        [*told, f"{count(left, 'action laissée telle quelle', 'actions laissées telles quelles')}."]
        if left
        else told
    )


def outcomes_listing(outcomes: Sequence[Outcome]) -> Listing:
    """Line by line: what each thing of the file becomes."""
    return Listing(
        caption="Ce qui serait fait, ligne par ligne",
        heads=(
            Head("Ligne", "right"),
            Head("Élément"),
            Head("Intitulé"),
            Head("Ce qui serait fait"),
            Head("Précision"),
        ),
        rows=[
            (
                Cell(number(one.line) if one.line else "–"),
                one.kind,
                Cell(one.title, note=one.code),
                Cell("", badge=Badge(one.fate.label, _TONES[one.fate])),
                one.detail,
            )
            for one in outcomes[:SHOWN]
        ],
        empty="Ce fichier ne contient aucune action.",
        source=f"les {SHOWN} premières lignes" if len(outcomes) > SHOWN else "",
    )


def remarks_listing(remarks: Sequence[LineRemark]) -> Listing | None:
    """What deserves a look, by line; None when nothing does."""
    if not remarks:
        return None
    return Listing(
        caption="À regarder",
        heads=(Head("Ligne", "right"), Head("Remarque"), Head("Que faire")),
        rows=[
            (Cell(number(one.line) if one.line else "fichier"), one.message, one.remedy)
            for one in remarks[:SHOWN]
        ],
        source=f"les {SHOWN} premières remarques" if len(remarks) > SHOWN else "",
    )


def problems_listing(problems: Sequence[FileProblem]) -> Listing:
    """The faults of a programme file, each with its place."""
    return Listing(
        caption="À corriger dans le fichier",
        heads=(Head("Ligne", "right"), Head("Où"), Head("Problème"), Head("Remède")),
        rows=[
            (number(one.place.line), one.path or "fichier", one.message, one.remedy)
            for one in problems[:SHOWN]
        ],
    )


def import_crumbs(request: NetworkRequest) -> list[Link]:
    return [
        Link("Axes et actions", to(request, "programme:tree")),
        Link("Importer un plan", to(request, "programme:plan-import")),
    ]
