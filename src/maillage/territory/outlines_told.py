"""What a file of outlines would change of the map, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from maillage.base.values.french import count, listed, number

NAMED = 12


def outlines_told(told: dict[str, Any]) -> Iterator[str]:
    """What the trial says of outlines: `told` is its "contours"."""
    yield f"Contours pour la carte : {count(told['stored'], 'commune')}, à la place de ceux d'avant."
    if told["elsewhere"]:
        yield f"{count(told['elsewhere'], 'contour')} d'autres départements, laissés de côté."
    if told["without"]:
        yield f"Sans contour : {_some(told['without'])}."
    if told["unknown"]:
        yield (
            f"Contours d'aucune commune connue (fusionnée depuis, souvent) : {_some(told['unknown'])} ; "
            "gardés, mais sans nom sur la carte."
        )
    if told["unusable"]:
        yield f"Objets sans code INSEE ou sans surface, laissés de côté : {_some(told['unusable'])}."


def _some(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return listed(list(names))
    return f"{', '.join(names[:NAMED])} et {number(len(names) - NAMED)} autres"
