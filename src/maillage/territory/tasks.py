"""Imports of big files in the background."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from maillage.base.models import Job
from maillage.territory.trials import confirm_import, try_import
from maillage.territory.uploads import upload_of


def _try(job: Job) -> dict[str, Any]:
    upload = upload_of(job.network, job.arguments["token"])
    job.tell("Lecture des fichiers et essai de l'import")
    try_import(network=job.network, upload=upload)
    url = reverse("territory:import-trial", args=[job.network.department, upload.token])
    return {"url": url, "url_label": "Voir ce qui serait importé"}


def _confirm(job: Job) -> dict[str, Any]:
    upload = upload_of(job.network, job.arguments["token"])
    job.tell("Import des fichiers")
    run = confirm_import(network=job.network, upload=upload, actor=job.actor)
    if run is None:
        url = reverse("territory:imports", args=[job.network.department])
    else:
        url = reverse("territory:importrun", args=[job.network.department, run.pk])
    return {"url": url, "url_label": "Voir le bilan de l'import"}


JOBS = {"territory.try": _try, "territory.import": _confirm}
