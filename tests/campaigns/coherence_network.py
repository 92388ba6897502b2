"""Small networks whose every figure can be computed by hand, for the tests of coherence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from maillage.campaigns.domain.coherence.seen import Seen
from maillage.campaigns.domain.frameworks import Domain, Framework, Item
from maillage.campaigns.domain.scores import CoreState
from maillage.campaigns.domain.steps import NextStep

LEVELS = ("rien", "peu", "assez", "bien", "très bien")


def item(code: str, **more: Any) -> Item:
    given = {"number": "1", "title": code.capitalize(), "question": f"{code} ?", "levels": LEVELS, **more}
    return Item(code=code, **given)


WIFI = item(
    "wifi", number="1.1", core=True,
    next=(NextStep(from_level=0, do="Demander"), NextStep(from_level=1, do="Séparer")),
)  # fmt: skip
DESK = item("desk", number="1.2")
HELP = item("help", number="2.1", core=True, core_level=3)
GRID = Framework(
    code="petite",
    version="1",
    title="Petite grille",
    purpose="Essayer.",
    domains=(
        Domain(code="acces", title="Accès", items=(WIFI, DESK)),
        Domain(code="aide", title="Aide", items=(HELP,), weight=Decimal(1)),
    ),
)


def seen(code: str, *, commune: str = "", **more: Any) -> Seen:
    """A library that answered when `levels`, `core` or `overall` are given; silent otherwise."""
    answered = any(key in more for key in ("levels", "core", "overall", "missing"))
    return Seen(code=code, name=code, commune=commune or f"C-{code}", **{"answered": answered, **more})


MET, MISSING, UNKNOWN, ASIDE = (
    CoreState.MET,
    CoreState.MISSING,
    CoreState.UNKNOWN,
    CoreState.NOT_APPLICABLE,
)
