"""What the cover says, as people write it: to whom the dossier is sent, its version, its date."""

from __future__ import annotations

from maillage.base.ui.editing import Editor
from maillage.dossier.models import Dossier
from maillage.dossier.section import SECTION

SETTINGS = Editor(
    model=Dossier,
    section=SECTION,
    slug="reglages",
    noun="réglage",
    title="Réglages du dossier",
    fields=("recipient", "version", "dated", "subtitle"),
    page=False,
    home="dossier:dossier",
    home_label="Dossier",
)
