"""The letters that go with an aid: request, promise, order, convention."""

from __future__ import annotations

from django.db import models

from maillage.base.models.kept_files import KeptContent, KeptFile
from maillage.funding.models.plan import FundingLine


class Letter(KeptFile):
    """A file kept with an aid. Its bytes are beside (`LetterContent`): a list never reads them."""

    line = models.ForeignKey(FundingLine, on_delete=models.CASCADE, related_name="letters")

    class Meta(KeptFile.Meta):
        verbose_name = "pièce d'une recette"
        verbose_name_plural = "pièces de recettes"


class LetterContent(KeptContent):
    """The bytes of a letter."""

    attachment = models.OneToOneField(Letter, on_delete=models.CASCADE, related_name="content")

    class Meta(KeptContent.Meta):
        verbose_name = "contenu d'une pièce de recette"
        verbose_name_plural = "contenus de pièces de recettes"

    def __str__(self) -> str:
        return str(self.attachment)
