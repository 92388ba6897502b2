"""The pages of purchases."""

from maillage.procurement.views.purchases import need, purchase, purchases

__all__ = ["need", "purchase", "purchases"]
