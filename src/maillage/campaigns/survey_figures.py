"""Named figures of surveys: the newest of each kind, so that an indicator may rest on them. Unknown under the least
number of replies that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number, percent
from maillage.base.values.sources import Source
from maillage.campaigns.domain.frameworks import FrameworkKind, ItemKind
from maillage.campaigns.domain.surveys import agreement, items_of, opinion_of, opinions
from maillage.campaigns.survey_readings import latest_survey, least_shown
from maillage.statistics.importance import Quadrant

SATISFIED = 4


def survey_figures(project: Project) -> Iterator[NamedFigure]:
    yield from _outcomes(project)
    yield from _satisfaction(project)


def _outcomes(project: Project) -> Iterator[NamedFigure]:
    found, least = latest_survey(project, FrameworkKind.OUTCOMES), least_shown(project)
    agree = said = 0
    if found:
        framework, replies = found
        marks = [agreement(i, replies, least=least) for i in items_of(framework, ItemKind.AGREEMENT)]
        agree, said = sum(one.agree for one in marks), sum(one.n for one in marks)
    n = len(found[1]) if found else None
    shown = n is not None and n >= least and said > 0
    sources = _sources(found[0].title if found else "")
    yield _count("outcome_replies", "Réponses aux questions après un atelier", n, sources)
    share = agree / said if shown else None
    yield _share("outcome_agree_share", "Part des réponses « d'accord » après un atelier", share, sources)


def _satisfaction(project: Project) -> Iterator[NamedFigure]:
    found, least = latest_survey(project, FrameworkKind.SATISFACTION), least_shown(project)
    share = first = None
    if found and len(found[1]) >= least:
        framework, replies = found
        items = items_of(framework, ItemKind.IMPORTANCE)
        notes = [opinion_of(reply.values.get(item.code, ""))[1] for reply in replies for item in items]
        known = [note for note in notes if note is not None]
        share = sum(note >= SATISFIED for note in known) / len(known) if known else None
        first = len(opinions(items, replies, least=least).within(Quadrant.IMPROVE)) if known else None
    sources = _sources(found[0].title if found else "")
    n = len(found[1]) if found else None
    yield _count("satisfaction_replies", "Réponses à l'enquête de satisfaction", n, sources)
    yield _share("satisfaction_share", "Part des notes de satisfaction de 4 ou 5 sur 5", share, sources)
    label = "Sujets qui comptent pour les usagers et ne les satisfont pas encore"
    yield _count("satisfaction_first", label, first, sources)


def _sources(title: str) -> tuple[Source, ...]:
    return (Source(f"Enquête « {title} »"),) if title else ()


def _count(name: str, label: str, value: int | None, sources: tuple[Source, ...]) -> NamedFigure:
    return NamedFigure(
        name=f"campaigns.{name}", label=label, value=value, text=number(value), sources=sources
    )


def _share(name: str, label: str, share: float | None, sources: tuple[Source, ...]) -> NamedFigure:
    value = None if share is None else Decimal(str(round(share, 4)))
    return NamedFigure(
        name=f"campaigns.{name}", label=label, value=value, text=percent(share), sources=sources
    )
