"""By which marks the coherence of a network is read: rulebook parameters, that a service may set."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.plugs import Project


@dataclass(frozen=True, kw_only=True)
class CoherenceMarks:
    """Shares between 0 and 1, numbers of libraries. See the rulebook for what each decides."""

    reliable: float
    tentative: float
    least: int
    rewrite: float
    assured: float
    by_group: float
    unstable: float
    ladder: float
    hours_sample: int


def _marks(project: Project) -> CoherenceMarks:
    def value(name: str) -> float:
        return float(project.rules.value(name, on=project.today).value)

    return CoherenceMarks(
        reliable=value("campaigns.agreement.reliable"),
        tentative=value("campaigns.agreement.tentative"),
        least=int(value("campaigns.agreement.least")),
        rewrite=value("campaigns.agreement.rewrite"),
        assured=value("campaigns.coherence.assured"),
        by_group=value("campaigns.coherence.by_group"),
        unstable=value("campaigns.coherence.unstable"),
        ladder=value("campaigns.coherence.ladder"),
        hours_sample=int(value("campaigns.hours.sample")),
    )


def coherence_marks(project: Project) -> CoherenceMarks:
    return project.once(_marks)
