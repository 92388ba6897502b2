"""Which rulings are looked at: state, topic, certainty, words, one rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.base.plugs import Project
from maillage.base.ui.filters import Filter, chosen
from maillage.base.values.french import folded
from maillage.base.values.sources import Confidence
from maillage.base.values.verdict import Answer
from maillage.funding.domain.conditions import Ruling, Topic
from maillage.funding.places import place_of
from maillage.funding.rulings import rulings_of
from maillage.funding.telling import capital, reason

STATES = {Answer.NO: "Non respectée", Answer.UNKNOWN: "À confirmer", Answer.YES: "Respectée"}
# From the surest.
DOUBT = (Confidence.CONFIRMED, Confidence.SECONDARY, Confidence.TO_CONFIRM)


@dataclass(frozen=True, kw_only=True)
class Query:
    """What is looked at: `filters` ready for the form; `rule`: one rule of the rulebook, "" for all."""

    filters: Sequence[Filter]
    words: str
    rule: str

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.rule or any(one.value for one in self.filters))


def query_of(project: Project, params: Mapping[str, str]) -> Query:
    states = [(answer.value, label) for answer, label in STATES.items()]
    topics = [(topic.value, capital(topic.label)) for topic in Topic]
    confidences = [(one.value, capital(one.label)) for one in Confidence]
    return Query(
        filters=(
            chosen("etat", "État", states, params, "Tous"),
            chosen("sujet", "Sujet", topics, params, "Tous"),
            chosen("fiabilite", "Fiabilité du texte", confidences, params),
        ),
        words=params.get("q", "")[:200],
        rule=rule if (rule := params.get("regle", "")) in project.rules.rules else "",
    )


def matching(project: Project, query: Query) -> list[Ruling]:
    return [ruling for ruling in rulings_of(project) if _asked(project, ruling, query)]


def _asked(project: Project, ruling: Ruling, query: Query) -> bool:
    state, topic, confidence = (one.value for one in query.filters)
    if query.rule and query.rule not in ruling.rule:
        return False
    if state not in ("", ruling.verdict.answer.value) or topic not in ("", ruling.topic.value):
        return False
    if confidence and (not ruling.verdict.sources or least_sure(ruling).value != confidence):
        return False
    told = folded(f"{place_of(project, ruling.target)} {ruling.title} {reason(ruling.verdict)}")
    return all(word in told for word in folded(query.words).split())


def least_sure(ruling: Ruling) -> Confidence:
    """The weakest of the texts that a ruling rests on."""
    return max((source.confidence for source in ruling.verdict.sources), key=DOUBT.index)
