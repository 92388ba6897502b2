"""What exists: resources and contracts, equipment and connections by library."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.territory.domain import inventory


@mirrors(inventory.InventoryItem)
class InventoryItem(Record):
    class Meta(Record.Meta):
        verbose_name = "élément d'inventaire"
        verbose_name_plural = "éléments d'inventaire"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="inventory_item_code")]


# Libraries are named by their code, without a foreign key: a library that is removed, then brought back by an import,
# finds its equipment again; and a programme file may be read before the register is imported.


@mirrors(inventory.Equipment)
class Equipment(Record):
    class Meta(Record.Meta):
        verbose_name = "équipement"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="equipment_code")]

    def __str__(self) -> str:
        kind = inventory.EquipmentKind(self.kind).label  # type: ignore[attr-defined]
        return f"{self.code} {kind} {self.library}".strip()  # type: ignore[attr-defined]


@mirrors(inventory.Connection)
class Connection(Record):
    class Meta(Record.Meta):
        verbose_name = "connexion"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="connection_code")]

    def __str__(self) -> str:
        return f"{self.code} Connexion de {self.library}"  # type: ignore[attr-defined]
