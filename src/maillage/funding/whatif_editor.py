"""How a scenario of the money is written."""

from maillage.base.ui.editing import Editor
from maillage.funding.models import WhatIf
from maillage.funding.section import SECTION

WHATIF = Editor(
    model=WhatIf,
    section=SECTION,
    slug="scenarios",
    noun="scénario",
    fields=("title", "text", "dgd_rate", "without", "late_months", "prices"),
    more=("refused_year", "refused_family"),
    rows="moves",
    row_noun="action décalée",
    row_fields=("action", "months"),
    home="funding:scenarios",
    home_label="Scénarios",
    code_start="S",
)
