"""Background work of the dossier."""

from maillage.dossier.generation import KIND, generate

JOBS = {KIND: generate}
