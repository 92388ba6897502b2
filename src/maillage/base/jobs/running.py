"""Starts jobs and runs them. A room's `tasks.py` holds `JOBS: dict[kind, function(job) -> result]`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from maillage.base.models.jobs import Job, JobState
from maillage.base.plugs import plug_modules

Work = Callable[[Job], dict[str, Any]]
logger = logging.getLogger(__name__)

# A worker that was killed says nothing: past this, its job is told as failed.
LOST_AFTER = timedelta(minutes=15)


class JobRefused(ValueError):
    """Work that cannot be done as asked; the French message is shown to the person."""


def works() -> dict[str, Work]:
    found: dict[str, Work] = {}
    for module in plug_modules("tasks"):
        found |= module.JOBS
    return found


def start(*, network: Any, kind: str, label: str, actor: Any = None, **arguments: Any) -> Job:
    """Ask for work; the same work already asked for and not over is returned instead of doubled."""
    if kind not in works():
        raise KeyError(kind)
    with transaction.atomic():
        unfinished = latest(network, kind)
        if unfinished is not None and not unfinished.is_over and unfinished.arguments == arguments:
            return unfinished
        job = Job.objects.create(network=network, kind=kind, label=label, actor=actor, arguments=arguments)
        transaction.on_commit(lambda: run_job.enqueue(job.pk))
    return job


def latest(network: Any, kind: str) -> Job | None:
    """The last job of a kind. One that nobody works on any more is told as failed."""
    job = Job.objects.filter(network=network, kind=kind).select_related("actor").first()
    if job is not None:
        close_if_lost(job)
    return job


def close_if_lost(job: Job) -> None:
    if not job.is_over and timezone.now() - job.created_at > LOST_AFTER:
        job.end(JobState.FAILED, message="Le travail s'est interrompu (serveur arrêté ?). Relancez-le.")


@task()
def run_job(pk: int) -> None:
    job = Job.objects.select_related("network", "actor").get(pk=pk)
    if job.is_over:
        return
    job.state = JobState.RUNNING
    job.save(update_fields=["state"])
    try:
        result = works()[job.kind](job)
    except ValueError as refusal:
        # What a person can mend: the message is written for her.
        job.end(JobState.FAILED, message=str(refusal))
    except Exception:
        if settings.TESTING:
            raise
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        job.end(
            JobState.FAILED, message="Une erreur inattendue a interrompu ce travail. Rien n'a été changé."
        )
    else:
        job.end(JobState.DONE, result=result)
