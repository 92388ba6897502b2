"""The questionnaires of a campaign one after the other, a handful in memory at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from maillage.base.plugs import Project
from maillage.campaigns.domain.answers import Answer, Missing, Provenance
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.domain.scores import Marks, Profile
from maillage.campaigns.exports.wanted import Wanted
from maillage.campaigns.framework_store import framework_of
from maillage.campaigns.marks import marks_of
from maillage.campaigns.models import Answer as AnswerRow
from maillage.campaigns.models import Campaign, Participation
from maillage.campaigns.readings import is_express, profile_of
from maillage.territory.readings import directory_of

SENT, DRAFT, SILENT, NOT_ASKED = "envoyé", "brouillon", "rien reçu", "non interrogée"
_BATCH = 50


@dataclass(frozen=True, kw_only=True)
class Case:
    """A questionnaire, its answers (none when it is left out or silent), and what they amount to once sent."""

    row: Participation
    state: str
    answers: dict[str, Answer]
    express: bool | None
    profile: Profile | None


@dataclass(frozen=True, kw_only=True)
class Source:
    """A campaign to be written, with what its rows are read by."""

    project: Project
    campaign: Campaign
    framework: Framework
    marks: Marks
    wanted: Wanted

    def cases(self) -> Iterator[Case]:
        """By name; then the open libraries that were not asked."""
        rows = Participation.objects.filter(campaign=self.campaign).select_related("campaign")
        kept = rows.order_by("library_name", "pk").iterator(chunk_size=_BATCH)
        while some := list(islice(kept, _BATCH)):
            given = self._answers([row.pk for row in some if self._is_read(row)])
            for row in some:
                yield self._case(row, given.get(row.pk, {}))
        yield from self._not_asked()

    def _is_read(self, row: Participation) -> bool:
        return row.submitted_at is not None or self.wanted.drafts

    def _answers(self, keys: list[int]) -> dict[int, dict[str, Answer]]:
        found: dict[int, dict[str, Answer]] = defaultdict(dict)
        names = ["participation_id", "item", "value", "missing", "provenance"]
        names += ["comment", "evidence"] if self.wanted.texts else []
        for key, item, value, missing, provenance, *texts in AnswerRow.objects.filter(
            participation__in=keys
        ).values_list(*names):
            found[key][item] = Answer(
                item=item,
                value=value,
                missing=Missing(missing) if missing else None,
                provenance=Provenance(provenance),
                comment=texts[0] if texts else "",
                evidence=texts[1] if texts else "",
            )
        return found

    def _case(self, row: Participation, answers: dict[str, Answer]) -> Case:
        sent = row.submitted_at is not None
        state = SENT if sent else DRAFT if row.saved_at is not None else SILENT
        profile = profile_of(row, self.framework, answers, self.marks) if sent else None
        return Case(
            row=row, state=state, answers=answers, express=is_express(row, self.framework), profile=profile
        )

    def _not_asked(self) -> Iterator[Case]:
        asked = Participation.objects.filter(campaign=self.campaign, rater=Rater.SELF.value)
        known = set(asked.values_list("library_code", flat=True).order_by("library_code"))
        for line in directory_of(self.project):
            if line.is_open and line.library.code not in known:
                row = Participation(
                    campaign=self.campaign, library_code=line.library.code, library_name=line.library.name,
                    rater=Rater.SELF.value, population=line.population,
                )  # fmt: skip
                yield Case(row=row, state=NOT_ASKED, answers={}, express=None, profile=None)


def source_of(project: Project, campaign: Any, wanted: Wanted) -> Source:
    """Raises FrameworkRefused when the framework of the campaign is not there."""
    return Source(
        project=project,
        campaign=campaign,
        framework=framework_of(campaign),
        marks=marks_of(project),
        wanted=wanted,
    )
