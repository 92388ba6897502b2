"""Territory's part of the programme file: declared size, register, inventory, own service, previous schémas."""

from maillage.base.plugs import Section
from maillage.territory.domain.sheet import TerritorySection
from maillage.territory.domain.sheet_problems import problems
from maillage.territory.models import (
    Connection,
    Equipment,
    InventoryItem,
    Library,
    LibraryGroup,
    PastPlan,
    ServiceBudgetLine,
    ServiceOffer,
    ServicePost,
    Territory,
)

SECTION = Section(
    key="territory",
    value_type=TerritorySection,
    root=Territory,
    parts={
        "libraries": Library,
        "groups": LibraryGroup,
        "inventory": InventoryItem,
        "equipment": Equipment,
        "connections": Connection,
        "posts": ServicePost,
        "budgets": ServiceBudgetLine,
        "offers": ServiceOffer,
        "past_plans": PastPlan,
    },
    keeps=("libraries",),
    problems=problems,
)
