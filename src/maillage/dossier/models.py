"""The author's prose for each chapter."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, Root, mirrors
from maillage.dossier.domain import texts as domain


@mirrors(domain.DossierSection)
class Dossier(Root):
    class Meta(Root.Meta):
        verbose_name = "dossier"


@mirrors(domain.ChapterText)
class ChapterText(Record):
    class Meta(Record.Meta):
        verbose_name = "texte de chapitre"
        constraints = [models.UniqueConstraint(fields=["network", "chapter"], name="one_text_a_chapter")]
