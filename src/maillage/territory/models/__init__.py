"""Communes, libraries, what was observed of them, and each import with its quality report."""

from maillage.territory.models.contacts import Contact
from maillage.territory.models.contours import Contour
from maillage.territory.models.decisions import QualityDecision
from maillage.territory.models.imports import BeforeImport, ImportRun, SourceFile, SourceRow
from maillage.territory.models.inventory import Connection, Equipment, InventoryItem
from maillage.territory.models.mappings import ColumnMapping
from maillage.territory.models.national import (
    NationalDepartment,
    NationalExport,
    NationalLibrary,
    NationalReference,
    NationalSpread,
)
from maillage.territory.models.past import PastCommitment, PastPlan
from maillage.territory.models.register import Commune, Library, LibraryGroup, Territory
from maillage.territory.models.saved_views import SavedView
from maillage.territory.models.service import ServiceBudgetLine, ServiceOffer, ServicePost
from maillage.territory.models.values import OwnValue

__all__ = [
    "BeforeImport",
    "ColumnMapping",
    "Commune",
    "Connection",
    "Contact",
    "Contour",
    "Equipment",
    "ImportRun",
    "InventoryItem",
    "Library",
    "LibraryGroup",
    "NationalDepartment",
    "NationalExport",
    "NationalLibrary",
    "NationalReference",
    "NationalSpread",
    "OwnValue",
    "PastCommitment",
    "PastPlan",
    "QualityDecision",
    "SavedView",
    "ServiceBudgetLine",
    "ServiceOffer",
    "ServicePost",
    "SourceFile",
    "SourceRow",
    "Territory",
]
