"""What a person typed and did not save yet: hers alone, kept until she saves or throws it away."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import QueryDict

# A form of a long action sheet is some 40 KB; above, something else is going on.
LARGEST = 400_000
LONGEST_KEY = 300


class Draft(models.Model):
    """The fields of one form, as typed. `key` is the address of the form."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    key = models.CharField("adresse du formulaire", max_length=300)
    content = models.TextField("saisie")
    at = models.DateTimeField("le", auto_now=True)

    class Meta:
        verbose_name = "brouillon"
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_draft_a_form")]

    def __str__(self) -> str:
        return self.key

    @property
    def data(self) -> QueryDict:
        """The typed fields, as a form takes them."""
        return QueryDict(self.content)


def keep_draft(*, user: Any, network: Any, key: str, content: str) -> Draft:
    """Raises ValueError when the text is too long to be a form, or the address none of ours."""
    if len(content) > LARGEST or content.count("&") >= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        raise ValueError("Cette saisie est trop longue pour être gardée en brouillon.")
    if len(key) > LONGEST_KEY or not key.isprintable() or "\0" in content:
        raise ValueError("Cette adresse n'est pas celle d'un formulaire.")
    draft, _ = Draft.objects.update_or_create(
        user=user, key=key, defaults={"network": network, "content": content}
    )
    return draft


def draft_of(user: Any, key: str) -> Draft | None:
    return Draft.objects.filter(user=user, key=key).first()


def drop_draft(user: Any, key: str) -> None:
    Draft.objects.filter(user=user, key=key).delete()
