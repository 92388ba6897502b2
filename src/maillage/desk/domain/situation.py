"""What the desk looks at to say what comes first: the facts of every room on one day, none of them computed here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from maillage.base.values.remarks import Remark
from maillage.dossier.domain.completeness import Piece
from maillage.evaluation.domain.attainment import Attainment
from maillage.funding.domain.standing import LineStanding
from maillage.governance.domain import Body, Meeting
from maillage.governance.domain.reports import ReportDates
from maillage.procurement.domain.follow import Followed
from maillage.programme.domain.progress import StepProgress


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A meeting to come with the project on its agenda; `reports` where the body receives some."""

    body: Body
    meeting: Meeting
    reports: ReportDates | None = None


@dataclass(frozen=True, kw_only=True)
class OpenCampaign:
    """A campaign that asks libraries now: how many sent, of how many that could."""

    code: str
    title: str
    sent: int
    asked: int
    closes: date | None = None


def _nothing(code: str) -> int:
    return 0


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A project on `today`.

    `tracked`: someone marks what is done; until then "late" says nothing. `behind(step)`: how many steps not done
    wait for one. `aids` are those not notified, `needed_by` the day up to which the need of one is near.
    `unsorted`: contributions of the consultation under no theme yet, and not set aside. `campaigns`: those that
    ask libraries now.
    """

    today: date
    tracked: bool = False
    overdue: int = 0
    late: tuple[StepProgress, ...] = ()
    behind: Callable[[str], int] = _nothing
    purchases: tuple[Followed, ...] = ()
    coming: tuple[Coming, ...] = ()
    undecided: tuple[tuple[Body, Meeting], ...] = ()
    blocking: tuple[Remark, ...] = ()
    aids: tuple[LineStanding, ...] = ()
    needed_by: date | None = None
    attainments: tuple[Attainment, ...] = ()
    missing: tuple[Piece, ...] = field(default=())
    unsorted: int = 0
    campaigns: tuple[OpenCampaign, ...] = ()
