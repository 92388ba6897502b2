"""The dossier's part of the programme file: the author's prose."""

from maillage.base.plugs import Section
from maillage.dossier.domain.texts import DossierSection
from maillage.dossier.models import ChapterText, Dossier

SECTION = Section(key="dossier", value_type=DossierSection, root=Dossier, parts={"texts": ChapterText})
