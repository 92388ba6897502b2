"""How purchases and homogeneous needs are written."""

from __future__ import annotations

from maillage.base.ui.editing import Editor
from maillage.procurement.models import HomogeneousNeed, Purchase
from maillage.procurement.section import SECTION

PURCHASE = Editor(
    model=Purchase,
    section=SECTION,
    slug="marches",
    noun="achat",
    fields=("title", "need", "step", "costs", "launched_on", "notified_on"),
    more=("framework", "maximum_ht", "years", "negotiated", "central_body", "exclusivity", "note"),
    home="procurement:purchases",
    home_label="Achats",
    code_start="P01",
)
NEED = Editor(
    model=HomogeneousNeed,
    section=SECTION,
    slug="besoins",
    noun="besoin homogène",
    fields=("title", "nature"),
    home="procurement:purchases",
    home_label="Achats",
    code_start="BH1",
)
