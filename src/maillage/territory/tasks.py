"""Imports of big files, and downloads, in the background."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse

from maillage.base.clock import today
from maillage.base.models import Job
from maillage.territory.contact_erasing import purge_contacts
from maillage.territory.models import ImportRun
from maillage.territory.online import fetch_export
from maillage.territory.open_data_service import export_name, service_name
from maillage.territory.own.trials import confirm_own, try_own
from maillage.territory.trials import confirm_import, try_import
from maillage.territory.uploads import keep, upload_of


def _try(job: Job) -> dict[str, Any]:
    upload = upload_of(job.network, job.arguments["token"])
    job.tell("Lecture des fichiers et essai de l'import")
    try_import(network=job.network, upload=upload)
    return _trial(job, upload.token)


def _trial(job: Job, token: str) -> dict[str, Any]:
    url = reverse("territory:import-trial", args=[job.network.department, token])
    return {"url": url, "url_label": "Voir ce qui serait importé"}


def _confirm(job: Job) -> dict[str, Any]:
    upload = upload_of(job.network, job.arguments["token"])
    job.tell("Import des fichiers")
    return _report(job, confirm_import(network=job.network, upload=upload, actor=job.actor))


def _report(job: Job, run: ImportRun | None) -> dict[str, Any]:
    if run is None:
        url = reverse("territory:imports", args=[job.network.department])
    else:
        url = reverse("territory:importrun", args=[job.network.department, run.pk])
    return {"url": url, "url_label": "Voir le bilan de l'import"}


def _download(job: Job) -> dict[str, Any]:
    department = job.network.department
    job.tell(f"Téléchargement depuis {service_name()}")
    file = ContentFile(fetch_export(department), name=export_name(department, today()))
    upload = keep(job.network, [file])
    job.tell("Lecture du fichier et essai de l'import")
    try:
        try_import(network=job.network, upload=upload)
    except ValueError:
        upload.drop()
        raise
    return _trial(job, upload.token)


# Every day: the details of people whose day has come are erased.
DAILY = (purge_contacts,)


def _own_try(job: Job) -> dict[str, Any]:
    upload = upload_of(job.network, job.arguments["token"])
    job.tell("Lecture du fichier et essai de l'import")
    try_own(network=job.network, upload=upload)
    url = reverse("territory:own-trial", args=[job.network.department, upload.token])
    return {"url": url, "url_label": "Voir ce qui changerait"}


def _own_import(job: Job) -> dict[str, Any]:
    upload = upload_of(job.network, job.arguments["token"])
    job.tell("Import du fichier")
    return _report(job, confirm_own(network=job.network, upload=upload, actor=job.actor))


JOBS = {
    "territory.try": _try,
    "territory.import": _confirm,
    "territory.download": _download,
    "territory.own-try": _own_try,
    "territory.own-import": _own_import,
}
