"""The département's own service: posts by role, digital budget, what it offers."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.territory.domain import service


@mirrors(service.ServicePost)
class ServicePost(Record):
    class Meta(Record.Meta):
        verbose_name = "fonction de l'équipe"
        verbose_name_plural = "fonctions de l'équipe"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="service_post_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.role}"  # type: ignore[attr-defined]


@mirrors(service.ServiceBudgetLine)
class ServiceBudgetLine(Record):
    class Meta(Record.Meta):
        verbose_name = "ligne du budget numérique"
        verbose_name_plural = "lignes du budget numérique"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="service_budget_line_code")]

    def __str__(self) -> str:
        nature = service.BudgetNature(self.nature).label  # type: ignore[attr-defined]
        return f"{self.code} {nature}, {self.year}"  # type: ignore[attr-defined]


@mirrors(service.ServiceOffer)
class ServiceOffer(Record):
    class Meta(Record.Meta):
        verbose_name = "service aux bibliothèques"
        verbose_name_plural = "services aux bibliothèques"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="service_offer_code")]
