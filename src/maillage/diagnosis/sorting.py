"""Which contributions a page shows: asked by the address, found without case or accents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.ui.filters import Filter, chosen
from maillage.base.values.french import folded
from maillage.diagnosis.domain import DiagnosisSection
from maillage.diagnosis.domain.contributions import ContributionState, Quality
from maillage.diagnosis.models import Contribution

TO_SORT = "a-classer"
MOST_SELECTED = 500


@dataclass(frozen=True)
class Asked:
    """The filters in force and the words searched."""

    words: str
    filters: Sequence[Filter]

    @property
    def is_empty(self) -> bool:
        return not self.words and not any(one.value for one in self.filters)

    def value(self, name: str) -> str:
        return next(one.value for one in self.filters if one.name == name)


def asked(diagnosis: DiagnosisSection, params: Mapping[str, str]) -> Asked:
    states = [(TO_SORT, "À classer"), *((s.value, _capital(s.label)) for s in ContributionState)]
    consultations = [(item.code, item.who) for item in diagnosis.consultations]
    themes = [(item.code, item.title) for item in diagnosis.themes]
    qualities = [(q.value, _capital(q.label)) for q in Quality]
    return Asked(
        words=params.get("q", "").strip()[:200],
        filters=(
            chosen("etat", "État", states, params, whole="Tous"),
            chosen("demarche", "Démarche", consultations, params),
            chosen("theme", "Thème", themes, params, whole="Tous"),
            chosen("qualite", "Qualité", qualities, params),
        ),
    )


def found(network: Any, asked: Asked) -> Any:
    """The contributions asked for, those not read first, then the newest."""
    rows = Contribution.objects.filter(network=network).select_related("consultation", "theme")
    for word in folded(asked.words).split():
        rows = rows.filter(folded__contains=word)
    state = asked.value("etat")
    if state == TO_SORT:
        rows = rows.filter(theme=None, set_aside="")
    elif state:
        rows = rows.in_state(ContributionState(state))
    for name, field in (("demarche", "consultation__code"), ("theme", "theme__code"), ("qualite", "quality")):
        if asked.value(name):
            rows = rows.filter(**{field: asked.value(name)})
    return rows.unread_first()


def selected(network: Any, numbers: Sequence[str]) -> Any:
    """The contributions ticked, by their numbers; what is no number names nothing."""
    known = [
        int(text) for text in numbers[:MOST_SELECTED] if text.isascii() and text.isdigit() and len(text) < 9
    ]
    return Contribution.objects.filter(network=network, number__in=known)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
