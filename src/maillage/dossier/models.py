"""The author's prose for each chapter."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, Root, mirrors
from maillage.dossier.domain import texts as domain
from maillage.dossier.domain.texts import Slot


@mirrors(domain.DossierSection)
class Dossier(Root):
    class Meta(Root.Meta):
        verbose_name = "dossier"


@mirrors(domain.ChapterText)
class ChapterText(Record):
    class Meta(Record.Meta):
        verbose_name = "texte de chapitre"
        constraints = [models.UniqueConstraint(fields=["network", "chapter"], name="one_text_a_chapter")]

    def __str__(self) -> str:
        return f"Texte « {Slot(self.chapter).label} »"

    @property
    def code(self) -> str:
        """The chapter names its text: an import writes texts anew, their trail goes on."""
        return str(self.chapter)
