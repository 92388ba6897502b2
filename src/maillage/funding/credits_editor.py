"""How a multi-year authorisation is written."""

from maillage.base.ui.editing import Editor
from maillage.funding.models import Authorisation
from maillage.funding.section import SECTION

AUTHORISATION = Editor(
    model=Authorisation,
    section=SECTION,
    slug="autorisations",
    noun="autorisation",
    feminine=True,
    fields=("title", "section", "operations", "amount_ttc", "voted_on"),
    home="funding:authorisations",
    home_label="Autorisations et crédits",
    code_start="AP",
)
