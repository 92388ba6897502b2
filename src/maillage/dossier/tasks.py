"""Background work of the dossier."""

from maillage.dossier.action_sheets import job as action_sheets
from maillage.dossier.generation import KIND, generate

JOBS = {KIND: generate, action_sheets.KIND: action_sheets.make_sheets}
