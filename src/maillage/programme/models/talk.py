"""What people say to one another about an action: comments, whom they mention, what is attached."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.base.models import NetworkQuerySet
from maillage.base.models.kept_files import KeptContent, KeptFile
from maillage.programme.models.tree import Action


class Comment(models.Model):
    """A comment on an action. `author_name` stays when the account goes; `mentioned` are told by digest."""

    is_told = True
    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField("auteur", max_length=200)
    text = models.TextField("commentaire", max_length=5000)
    at = models.DateTimeField("le", default=timezone.now)
    edited_at = models.DateTimeField("modifié le", null=True, blank=True)
    settled_at = models.DateTimeField("réglé le", null=True, blank=True)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "commentaire"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.author_name}, {self.text[:60]}"


class Attachment(KeptFile):
    """A file kept with an action. Its bytes are beside (`AttachmentContent`): a list never reads them."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="attachments")

    class Meta(KeptFile.Meta):
        verbose_name = "pièce jointe"
        verbose_name_plural = "pièces jointes"


class AttachmentContent(KeptContent):
    """The bytes of an attachment."""

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="content")

    class Meta(KeptContent.Meta):
        verbose_name = "contenu d'une pièce jointe"
        verbose_name_plural = "contenus de pièces jointes"

    def __str__(self) -> str:
        return str(self.attachment)
