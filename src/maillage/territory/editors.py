"""What people write about the network: the libraries of its register."""

from __future__ import annotations

from maillage.base.ui.editing import Editor
from maillage.territory.models import Library, LibraryGroup
from maillage.territory.section import SECTION

LIBRARY = Editor(
    model=Library,
    section=SECTION,
    slug="bibliotheques",
    noun="bibliothèque",
    feminine=True,
    fields=("name", "kind", "status", "town", "postcode", "insee"),
    more=("latitude", "longitude"),
    home="territory:register",
    home_label="Bibliothèques",
    code_start="LIEU-",
)
GROUP = Editor(
    model=LibraryGroup,
    section=SECTION,
    slug="bibliotheques/groupes",
    noun="groupe",
    fields=("title", "note", "libraries"),
    home="territory:groups",
    home_label="Groupes de bibliothèques",
    code_start="G",
)
