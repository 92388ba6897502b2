"""Large workbooks: made in the background, kept a while, handed to those who may read what they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from maillage.base.clock import today
from maillage.base.jobs import JobRefused
from maillage.base.models import Job, JobState
from maillage.campaigns.exports.cases import source_of
from maillage.campaigns.exports.files import write_workbook
from maillage.campaigns.exports.wanted import Wanted
from maillage.campaigns.models import Campaign
from maillage.rulebook.projects import project_of

KIND = "campaigns.export"
# Workbooks kept for a network.
KEPT = 6


def make_export(job: Job) -> dict[str, Any]:
    """Write the workbook that a job asks for. Raises JobRefused when the campaign is gone."""
    given = dict(job.arguments)
    code = given.pop("campaign")
    campaign = Campaign.objects.filter(network=job.network, code=code).select_related("network").first()
    if campaign is None:
        raise JobRefused("Cette campagne n'existe plus : il n'y a rien à écrire.")
    job.tell("Écriture du classeur", 5)
    wanted = Wanted(**given)
    path = file_of(job)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    write_workbook(source_of(project_of(job.network, today()), campaign, wanted), part)
    part.replace(path)
    _purge(path.parent)
    url = reverse("campaigns:export-ready", args=[job.network.department, code, job.pk])
    return {"url": url, "url_label": f"Prendre {wanted.name(code)}"}


def file_of(job: Job) -> Path:
    """Private: no address serves it but the view, which checks the network and the role."""
    folder = Path(settings.MAILLAGE_VAR) / "exports-campagnes" / str(job.network_id)
    return folder / f"{job.pk}.{job.arguments['format']}"


def finished(network: Any, campaign: str, pk: int) -> tuple[Path, Wanted] | None:
    """The workbook of a finished job of this network and campaign; None when it is no longer there."""
    job = Job.objects.filter(network=network, kind=KIND, state=JobState.DONE, pk=pk).first()
    if job is None or job.arguments.get("campaign") != campaign or not file_of(job).is_file():
        return None
    return file_of(job), Wanted(**{k: v for k, v in job.arguments.items() if k != "campaign"})


def _purge(home: Path) -> None:
    kept = sorted((p for p in home.iterdir() if p.suffix != ".part"), key=lambda p: int(p.stem), reverse=True)
    for old in kept[KEPT:]:
        old.unlink(missing_ok=True)
