"""Pages of the dossier: where it stands, reading it, writing it, its remarks, its files."""

from maillage.dossier.views.action_sheets import (
    action_sheet,
    action_sheets,
    action_sheets_file,
    action_sheets_make,
)
from maillage.dossier.views.downloads import archive, download
from maillage.dossier.views.overview import dossier, generate
from maillage.dossier.views.reading import chapter, preview
from maillage.dossier.views.remarks import remarks, remarks_file
from maillage.dossier.views.requests import funder_request
from maillage.dossier.views.writing import chapter_edit, chapter_history

__all__ = [
    "action_sheet",
    "action_sheets",
    "action_sheets_file",
    "action_sheets_make",
    "archive",
    "chapter",
    "chapter_edit",
    "chapter_history",
    "dossier",
    "download",
    "funder_request",
    "generate",
    "preview",
    "remarks",
    "remarks_file",
]
