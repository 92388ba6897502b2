"""All the report cards of a campaign in one archive: made in the background, kept a while."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from maillage.base.clock import today
from maillage.base.jobs import JobRefused
from maillage.base.models import Job, JobState
from maillage.campaigns.card_pdf import card_pdfs
from maillage.campaigns.cards import cards_of
from maillage.rulebook.projects import project_of

KIND = "campaigns.cards"
# Archives kept for a network: seven megabytes each.
KEPT = 4


def make_cards(job: Job) -> dict[str, Any]:
    """Write the archive of every card of the campaign of a job. Raises JobRefused when nobody has sent anything."""
    campaign = job.arguments["campaign"]
    job.tell("Lecture des réponses", 2)
    cards = list(cards_of(project_of(job.network, today()), campaign))
    if not cards:
        raise JobRefused(
            "Aucune bibliothèque n'a encore envoyé son questionnaire : il n'y a pas de fiche à faire."
        )
    path = archive_of(job)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as bundle:
        for rank, (card, pdf) in enumerate(zip(cards, card_pdfs(cards, day=today()), strict=True), start=1):
            bundle.writestr(f"{slugify(card.name)[:60]}-{slugify(card.library)}.pdf", pdf)
            if rank % 12 == 0:
                job.tell(f"{rank} fiches sur {len(cards)}", 5 + 95 * rank // len(cards))
    part.replace(path)
    _purge(job)
    url = reverse("campaigns:cards-archive", args=[job.network.department, campaign, job.pk])
    return {"cards": len(cards), "url": url, "url_label": "Prendre toutes les fiches (ZIP)"}


def archive_of(job: Job) -> Path:
    """Private: no address serves it but the view, which checks the network."""
    return Path(settings.MAILLAGE_VAR) / "fiches" / str(job.network_id) / f"{job.pk}.zip"


def finished(network: Any, campaign: str, pk: int) -> Path | None:
    """The archive of a finished job of this network and campaign; None when it is no longer there."""
    job = Job.objects.filter(network=network, kind=KIND, state=JobState.DONE, pk=pk).first()
    if job is None or job.arguments.get("campaign") != campaign:
        return None
    path = archive_of(job)
    return path if path.is_file() else None


def _purge(job: Job) -> None:
    home = archive_of(job).parent
    kept = sorted(home.glob("*.zip"), key=lambda path: int(path.stem), reverse=True)
    for old in [*kept[KEPT:], *home.glob("*.part")]:
        old.unlink(missing_ok=True)
