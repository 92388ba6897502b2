"""Planning again in the background."""

from __future__ import annotations

from typing import Any

from maillage.base.clock import today
from maillage.base.models import Job
from maillage.phasing.proposals import KIND, compute
from maillage.rulebook.projects import project_of


def replan(job: Job) -> dict[str, Any]:
    return compute(project_of(job.network, today()), job)


JOBS = {KIND: replan}
