"""A calendar computed in the background and not adopted yet: what a person reads before saying yes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from maillage.base.models import AuditEntry, Job, JobState
from maillage.base.plugs import Project
from maillage.base.values.french import short_date
from maillage.base.values.naming import on_screen
from maillage.phasing.readings import notes_of, problem_of
from maillage.phasing.services import dates_of, phase, write_dates
from maillage.rulebook.projects import project_of

KIND = "phasing.replan"
OPEN, ADOPTED, DISMISSED = "open", "adopted", "dismissed"


class Outdated(ValueError):
    """The programme changed after the calendar was computed; the message is French."""


@dataclass(frozen=True)
class Proposal:
    """What a finished job proposes. `fate` is "open", "adopted" or "dismissed"."""

    job: Job

    @property
    def has_plan(self) -> bool:
        return bool(self.job.result.get("found"))

    @property
    def fate(self) -> str:
        return str(self.job.result.get("fate", OPEN))

    @property
    def is_open(self) -> bool:
        return self.fate == OPEN

    @property
    def dates(self) -> dict[str, tuple[date, date]]:
        """The new planned dates by code of step: start, and end excluded."""
        return {
            code: (date.fromisoformat(start), date.fromisoformat(end))
            for code, (start, end) in self.job.result.get("dates", {}).items()
        }

    @property
    def is_optimal(self) -> bool:
        return self.job.result.get("status") == "optimal"

    @property
    def reasons(self) -> list[dict[str, str]]:
        """Why there is no plan: sentences `message` and `remedy`."""
        return list(self.job.result.get("reasons", []))

    @property
    def notes(self) -> list[str]:
        return list(self.job.result.get("notes", []))

    def is_fresh(self, project: Project) -> bool:
        """Whether the programme still is the one that was planned, as far as dates depend on it."""
        return bool(self.job.result.get("problem") == fingerprint(project))


def fingerprint(project: Project) -> str:
    """A short name of all that the calendar depends on: steps, meetings, money, capacity, what is done, the day."""
    return hashlib.sha256(repr(problem_of(project)).encode()).hexdigest()[:32]


def compute(project: Project, job: Job) -> dict[str, Any]:
    """Plan, and tell it as the result of the job. Raises ValueError in French when nothing can be planned."""
    job.tell("Recherche du meilleur calendrier")
    last = AuditEntry.objects.filter(network=project.network).order_by("-pk").first()
    phased = phase(project)
    job.tell("Comparaison avec le calendrier en vigueur", 90)
    return {
        "found": phased.has_plan,
        "status": phased.result.status.value,
        "gap": phased.result.gap,
        "dates": {
            code: (start.isoformat(), end.isoformat()) for code, (start, end) in dates_of(phased).items()
        }
        if phased.has_plan
        else {},
        "reasons": [{"message": one.message, "remedy": on_screen(one.remedy)} for one in phased.reasons],
        "notes": list(notes_of(project)),
        "problem": fingerprint(project),
        "trail": last.pk if last else None,
        "url": reverse("phasing:proposal", args=[project.network.department, job.pk]),
        "url_label": "Voir ce qui bouge" if phased.has_plan else "Voir ce qui l'empêche",
    }


def proposal_of(network: Any, pk: int) -> Proposal | None:
    job = Job.objects.filter(network=network, kind=KIND, pk=pk, state=JobState.DONE).first()
    return Proposal(job) if job else None


@transaction.atomic
def adopt_proposal(*, proposal: Proposal, today: date, actor: Any) -> int:
    """Write its dates to the programme; returns how many steps changed. Raises Outdated: nothing is changed then."""
    job = Job.objects.select_for_update().select_related("network").get(pk=proposal.job.pk)
    locked = Proposal(job)
    if not locked.is_open or not locked.has_plan:
        raise Outdated("Cette proposition a déjà été adoptée ou écartée.")
    # Read anew: the project of the request may be older than the lock.
    if not locked.is_fresh(project_of(job.network, today)):
        raise Outdated(f"{changed_since(job)} Relancez le calcul : il tiendra compte de ce changement.")
    changed = write_dates(network=job.network, dates=locked.dates, actor=actor)
    _end(job, ADOPTED)
    return changed


def changed_since(job: Job) -> str:
    """Who changed what first after the calculation, in a sentence."""
    entries = AuditEntry.objects.filter(network=job.network, pk__gt=job.result.get("trail") or 0)
    first = entries.select_related("actor").order_by("pk").first()
    if first is None:
        return "Le programme n'est plus celui de ce calcul : un jour a passé."
    actor: Any = first.actor
    who = actor.shown_name if actor else "la ligne de commande"
    what = str(first.detail.get("label", first.target))
    return f"Le programme a changé depuis ce calcul ({what}, par {who}, le {short_date(first.at.date())})."


@transaction.atomic
def dismiss(proposal: Proposal) -> None:
    """Leave the calendar as it is; the proposal stays readable."""
    job = Job.objects.select_for_update().get(pk=proposal.job.pk)
    if Proposal(job).is_open:
        _end(job, DISMISSED)


def _end(job: Job, fate: str) -> None:
    job.result = {**job.result, "fate": fate}
    job.save(update_fields=["result"])
