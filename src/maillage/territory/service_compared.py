"""The team and the spending of the service beside those that national data publish of it and of others."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.known import KnownTotal
from maillage.rulebook.domain import UnknownRule
from maillage.territory.domain.exports import SiteKind
from maillage.territory.domain.register import Observation, Record
from maillage.territory.domain.staffing import Compared
from maillage.territory.own_service import staff_of
from maillage.territory.readings import register_of

# First quartile, median, third quartile of the departmental libraries of the country.
STAFF = (
    "territory.reference.service_fte.q1",
    "territory.reference.service_fte.median",
    "territory.reference.service_fte.q3",
)
SPEND = (
    "territory.reference.document_spend.q1",
    "territory.reference.document_spend.median",
    "territory.reference.document_spend.q3",
)


def department_record(project: Project) -> Record | None:
    """The departmental library itself, as the register tells it."""
    records = register_of(project).records
    return next((record for record in records if record.site_kind is SiteKind.DEPARTMENTAL), None)


def _published(project: Project, variable: str) -> Observation | None:
    record = department_record(project)
    seen = record.observation(variable) if record else None
    return seen if seen and seen.number is not None else None


def _quartiles(project: Project, names: tuple[str, str, str]) -> tuple[Decimal, Decimal, Decimal] | None:
    """None on a day before they are known."""
    try:
        q1, median, q3 = (project.rules.value(name, on=project.today).value for name in names)
    except UnknownRule:
        return None
    return q1, median, q3


def _compared(
    project: Project, label: str, variable: str, names: tuple[str, str, str], typed: KnownTotal | None
) -> Compared:
    seen = _published(project, variable)
    return Compared(
        label=label,
        typed=typed.value if typed else None,
        typed_whole=typed.is_whole if typed else False,
        published=seen.number if seen else None,
        published_year=seen.vintage[:4] if seen else "",
        quartiles=_quartiles(project, names),
    )


def compared_staff(project: Project) -> Compared:
    return _compared(project, "Équivalents temps plein", "staff_fte", STAFF, staff_of(project))


def compared_spend(project: Project) -> Compared:
    """As published only: the team types its digital spending, which is not the same thing."""
    return _compared(project, "Dépenses documentaires", "document_spend_eur", SPEND, None)
