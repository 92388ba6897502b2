"""What people wrote in their own words, for the team only: question by question, never one person's sheet whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from maillage.campaigns.domain.frameworks import Framework, Item, ItemKind
from maillage.campaigns.domain.survey_groups import groups, quarter_of
from maillage.campaigns.domain.surveys import items_of
from maillage.campaigns.models import SurveyReply
from maillage.campaigns.survey_readings import replies_of


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text, and where it comes from as far as that names nobody."""

    reply: int
    text: str
    where: str


def words_of(
    campaign: Any, framework: Framework, names: Mapping[str, str], least: int
) -> list[tuple[Item, list[Words]]]:
    """The texts under each open question, the newest quarter first. The library is told where enough people replied,
    and texts of a quarter come in alphabetical order: two of one person do not stand at the same rank."""
    large = {group.name for group in groups(replies_of(campaign), lambda one: one.library, least=least).shown}
    rows = list(SurveyReply.objects.filter(campaign=campaign).order_by("-on", "-pk"))
    found = []
    for item in items_of(framework, ItemKind.FREE):
        said = [(row, str(row.values.get(item.code, ""))) for row in rows]
        texts = sorted(
            ((row, text) for row, text in said if text),
            key=lambda one: (-one[0].on.year, -((one[0].on.month + 2) // 3), one[1].casefold()),
        )
        found.append((item, [_words(row, text, large, names) for row, text in texts]))
    return found


def _words(row: Any, text: str, large: set[str], names: Mapping[str, str]) -> Words:
    place = names.get(row.library_code, row.library_code) if row.library_code in large else ""
    return Words(reply=row.pk, text=text, where=", ".join(filter(None, (place, quarter_of(row.on)))))
