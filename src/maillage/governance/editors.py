"""How a body and its meetings are written."""

from maillage.base.ui.editing import Editor
from maillage.governance.models import Body
from maillage.governance.section import SECTION

BODY = Editor(
    model=Body,
    section=SECTION,
    slug="fiche",
    noun="instance",
    feminine=True,
    fields=("name", "kind", "role", "members"),
    rows="meetings",
    row_noun="séance",
    row_fields=("day", "agenda", "place", "decision"),
    home="governance:bodies",
    home_label="Instances et séances",
    code_start="INST",
)
