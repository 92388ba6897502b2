"""What answers amount to: a profile by domain, the core services, one of four bands. Never one grade that hides a gap.

`evaluation-methods` of the field: mean of the answered levels of a domain when enough of it is answered; strong
domains never make up for a core service that is missing (JRC-OECD handbook, on compensability).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.base.values.fields import Choice
from maillage.campaigns.domain.answers import Answers, Missing, is_asked, level_of
from maillage.campaigns.domain.frameworks import Domain, Framework, Item


class Band(Choice):
    BUILDING = "building", "socle à construire"
    ON_THE_WAY = "on_the_way", "en chemin"
    CORE = "core", "socle atteint"
    REFERENCE = "reference", "référence"


class CoreState(Choice):
    MET = "met", "assuré"
    MISSING = "missing", "à construire"
    UNKNOWN = "unknown", "non renseigné"
    NOT_APPLICABLE = "not_applicable", "sans objet"


@dataclass(frozen=True, kw_only=True)
class Marks:
    """Where bands begin, in points of 100, and the share of a domain that must be answered: rulebook parameters."""

    on_the_way: float
    core: float
    reference: float
    answered_share: float


@dataclass(frozen=True, kw_only=True)
class DomainScore:
    """0 to 100, None when less than the asked share is answered. `asked`: scored items that apply."""

    domain: Domain
    score: float | None
    answered: int
    asked: int

    @property
    def is_sufficient(self) -> bool:
        return self.score is not None


@dataclass(frozen=True, kw_only=True)
class CoreService:
    """A core service of a library. `level` None: unknown."""

    item: Item
    level: int | None
    state: CoreState


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a questionnaire amounts to. `overall`: weighted mean of the domains that have a score, None without any.

    `band` None: not enough was answered, or a core service is unknown and the answer would change the band.
    """

    domains: tuple[DomainScore, ...]
    core: tuple[CoreService, ...]
    overall: float | None
    band: Band | None

    def _in(self, state: CoreState) -> tuple[CoreService, ...]:
        return tuple(service for service in self.core if service.state is state)

    @property
    def met(self) -> tuple[CoreService, ...]:
        return self._in(CoreState.MET)

    @property
    def missing(self) -> tuple[CoreService, ...]:
        return self._in(CoreState.MISSING)

    @property
    def unknown(self) -> tuple[CoreService, ...]:
        return self._in(CoreState.UNKNOWN)

    @property
    def core_share(self) -> float | None:
        """Share of the core services met among those that apply; None while one is unknown."""
        applicable = len(self.met) + len(self.missing)
        return len(self.met) / applicable if applicable and not self.unknown else None


def profile(framework: Framework, answers: Answers, items: Sequence[Item], marks: Marks) -> Profile:
    """The profile of one questionnaire; `items` are those of its form (see `Framework.asked`)."""
    applicable = [
        item for item in items if is_asked(item, framework, answers) and not _is_aside(item, answers)
    ]
    domains = tuple(_domain(domain, applicable, answers, marks) for domain in framework.domains)
    core = tuple(core_service(item, framework, answers) for item in items if item.core)
    overall = _overall(domains)
    return Profile(domains=domains, core=core, overall=overall, band=_band(domains, core, overall, marks))


def score_of_domain(
    domain: Domain, framework: Framework, items: Sequence[Item], answers: Answers, marks: Marks
) -> DomainScore:
    """One bar of the profile: what is told while a form is being filled."""
    applicable = [
        item for item in items if is_asked(item, framework, answers) and not _is_aside(item, answers)
    ]
    return _domain(domain, applicable, answers, marks)


def _is_aside(item: Item, answers: Answers) -> bool:
    answer = answers.get(item.code)
    return answer is not None and answer.missing is Missing.NOT_APPLICABLE


def _domain(domain: Domain, applicable: Iterable[Item], answers: Answers, marks: Marks) -> DomainScore:
    own = {item.code for item in domain.items}
    asked = [item for item in applicable if item.code in own and item.is_scored]
    levels = [
        (item, level) for item in asked if (level := level_of(item, answers.get(item.code))) is not None
    ]
    enough = bool(levels) and len(levels) >= marks.answered_share * len(asked)
    weights = sum(float(item.weight) for item, _ in levels)
    score = (
        sum(float(item.weight) * level / item.top for item, level in levels) / weights * 100
        if enough
        else None
    )
    return DomainScore(domain=domain, score=score, answered=len(levels), asked=len(asked))


def core_service(item: Item, framework: Framework, answers: Answers) -> CoreService:
    """Whether a library offers a core service, as far as its answers say."""
    answer, level = answers.get(item.code), level_of(item, answers.get(item.code))
    if (answer is not None and answer.missing is Missing.NOT_APPLICABLE) or (
        item.when and not is_asked(item, framework, answers)
    ):
        return CoreService(item=item, level=None, state=CoreState.NOT_APPLICABLE)
    if level is None:
        return CoreService(item=item, level=None, state=CoreState.UNKNOWN)
    state = CoreState.MET if level >= item.core_level else CoreState.MISSING
    return CoreService(item=item, level=level, state=state)


def _overall(domains: Iterable[DomainScore]) -> float | None:
    known = [
        (float(d.domain.weight), d.score) for d in domains if d.score is not None and d.domain.weight > 0
    ]
    weights = sum(weight for weight, _ in known)
    return sum(weight * score for weight, score in known) / weights if weights else None


def _band(
    domains: Sequence[DomainScore], core: Sequence[CoreService], overall: float | None, marks: Marks
) -> Band | None:
    measured = [domain for domain in domains if domain.asked]
    enough = [domain for domain in measured if domain.is_sufficient]
    if overall is None or len(enough) < marks.answered_share * len(measured):
        return None
    if overall < marks.on_the_way:
        return Band.BUILDING
    states = {service.state for service in core}
    if overall < marks.core or CoreState.MISSING in states:
        return Band.ON_THE_WAY
    if CoreState.UNKNOWN in states:
        return None
    return Band.REFERENCE if overall >= marks.reference else Band.CORE


def band_of(overall: float, *, core_missing: bool, marks: Marks) -> Band:
    """The band of a score when the core services are known: what the sensitivity to weights asks."""
    if overall < marks.on_the_way:
        return Band.BUILDING
    if overall < marks.core or core_missing:
        return Band.ON_THE_WAY
    return Band.REFERENCE if overall >= marks.reference else Band.CORE
