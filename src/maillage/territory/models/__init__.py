"""Communes, libraries, what was observed of them, and each import with its quality report."""

from maillage.territory.models.imports import ImportRun, SourceFile, SourceRow
from maillage.territory.models.register import Commune, Library, Territory
from maillage.territory.models.values import OwnValue

__all__ = ["Commune", "ImportRun", "Library", "OwnValue", "SourceFile", "SourceRow", "Territory"]
