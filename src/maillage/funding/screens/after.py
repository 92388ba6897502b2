"""What comes after the programme, on screen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Link, Listing, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.euros import total
from maillage.base.values.french import count, euros
from maillage.funding.credits import after_of, per_inhabitant, per_library
from maillage.funding.domain.after import Afterwards
from maillage.funding.readings import plan_of
from maillage.funding.screens.amounts import amount, even

Row = Sequence[Cell | str]
# More would be a file, not a page: the smaller ones are told together.
SHOWN = 100


def after_tiles(project: Project) -> list[Tile]:
    found, plan = after_of(project), plan_of(project)
    first = found.years[0]
    known = any(cost.lifetime for cost in plan.inputs.costs)
    each = found.cost_ht() / len(found.years)
    shared = ((per_inhabitant(project, each), 2, "habitant"), (per_library(project, each), 0, "bibliothèque"))
    per = [f"{euros(part, places)} par {whom}" for part, places, whom in shared if part is not None]
    told = bool(found.lasting)
    return [
        Tile(
            f"Charges de {first} HT",
            euros(found.cost_ht(year=first, replaced=False) if told else None),
            "ce qui se renouvelle",
        ),
        Tile(
            "Matériel à remplacer HT",
            euros(found.cost_ht(replaced=True) if known else None),
            f"de {first} à {found.years[-1]}"
            + (f" ; {count(len(found.unknown), 'achat')} de durée inconnue en plus" if found.unknown else ""),
            tone=Tone.WARNING if found.unknown else Tone.NEUTRAL,
        ),
        Tile("En moyenne par an HT", euros(each if told else None), ", ".join(per) if told else ""),
        Tile(
            "Ce qui s'arrête HT",
            euros(found.stopped if found.stopped or not plan.undated else None),
            f"fonctionnement de {plan.years[-1]} qui ne revient pas",
        ),
    ]


def after_listing(request: Any, found: Afterwards) -> Listing:
    """One row a cost that lasts, a column a year."""
    rows: list[Row] = []
    for cost in dict.fromkeys(one.cost for one in found.lasting):
        mine = [one for one in found.lasting if one.cost is cost]
        life = f"à remplacer tous les {count(cost.lifetime, 'an')}" if cost.lifetime else "chaque année"
        rows.append(
            (
                Cell(cost.label, to(request, "funding:costline", cost.code), note=life),
                *(_some(total(one.ht for one in mine if one.year == year)) for year in found.years),
                amount(total(one.ht for one in mine)),
            )
        )
    if rows:
        rows.append(
            ("Total", *(amount(found.cost_ht(year=year)) for year in found.years), amount(found.cost_ht()))
        )
    return even(
        Listing(
            caption="Ce que chaque année coûtera après le programme (€ HT, aux prix du plan)",
            heads=(
                Head("Dépense"),
                *(Head(str(year), "right") for year in found.years),
                Head("Total", "right"),
            ),
            rows=rows,
            totals=(len(rows) - 1,) if rows else (),
            empty="Aucune dépense qui dure n'est décrite : le coût d'après est inconnu. Dites, sur chaque dépense, si elle se "
            "renouvelle, ce qu'elle coûtera par an, ou combien d'années vit le matériel.",
            empty_link=Link("Ouvrir les dépenses", to(request, "funding:costs"), "button"),
            anchor="apres",
        )
    )


def _some(value: Decimal) -> Cell | str:
    return amount(value) if value else "–"


def unknown_listing(request: Any, found: Afterwards) -> Listing | None:
    """Equipment whose life is not told."""
    if not found.unknown:
        return None
    ordered = sorted(found.unknown, key=lambda cost: -(cost.ht or 0))
    kept, others = ordered[:SHOWN], ordered[SHOWN:]
    rows: list[Row] = [
        (Cell(cost.label, to(request, "funding:costline", cost.code), note=cost.code), amount(cost.ht))
        for cost in kept
    ]
    if others:
        known = total(cost.ht for cost in others if cost.ht is not None)
        rows.append((f"Et {count(len(others), 'autre achat', 'autres achats')}, plus petits", amount(known)))
    return even(
        Listing(
            caption="Matériel dont la durée de vie n'est pas dite",
            heads=(Head("Dépense"), Head("Montant HT", "right")),
            rows=rows,
            anchor="durees",
        )
    )
