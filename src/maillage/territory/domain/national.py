"""National files reduced to what is compared: one row a place, its département decided, unknowns left unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maillage.statistics.peers import Scale
from maillage.statistics.quantiles import quantile
from maillage.territory.domain import departments
from maillage.territory.domain.cells import is_blank
from maillage.territory.domain.exports import Export, ExportRow, SiteKind
from maillage.territory.domain.observing import observe
from maillage.territory.domain.register import Appearance, State
from maillage.territory.domain.variables import VARIABLES, ValueKind

# A region has 13 départements at most: a file that holds more is a file of the country.
NATIONAL_FROM = 20
# What is compared: everything but addresses of web sites. Yes is 1 and no is 0, so that a mean is a share.
COMPARED = tuple(v.code for v in VARIABLES if v.kind in (ValueKind.NUMBER, ValueKind.FLAG))
FLAGS = frozenset(variable.code for variable in VARIABLES if variable.kind is ValueKind.FLAG)
# Peers are chosen on the commune and on means, never on results: a library's visits are what it is judged on.
PEER_QUANTITIES = (
    "population",
    "weekly_hours",
    "surface_m2",
    "volunteers",
    "employees",
    "document_spend_eur",
)
SMALL_COMMUNE = 1000


@dataclass(frozen=True, kw_only=True)
class Place:
    """A line of a national file. `values`: None is unknown. `filled`: some figure is written, be it zero everywhere.

    `answered`: one figure at least can be used.
    """

    code: str
    name: str
    town: str
    postcode: str
    insee: str
    declared: str
    population: int | None
    kind: str
    filled: bool
    answered: bool
    values: Mapping[str, float | None]

    @property
    def is_open(self) -> bool:
        return self.kind == SiteKind.OPEN.value


def columns_of(export: Export) -> tuple[str, ...]:
    """The figures that a file has a column for."""
    given = {code for row in export.rows[:1] for code in row.values}
    return tuple(code for code in COMPARED if code in given)


def departments_of(export: Export) -> frozenset[str]:
    """Those that its lines declare or that their INSEE codes are of."""
    found = (row.department or departments.of_insee(row.insee) for row in export.rows)
    return frozenset(code for code in found if code)


def is_national(export: Export) -> bool:
    return len(departments_of(export)) >= NATIONAL_FROM


def places(export: Export) -> Iterator[Place]:
    """Every line, with the same quality rules as a network's own: what is doubted is unknown."""
    columns = columns_of(export)
    for row in export.rows:
        seen = observe(Appearance(vintage=export.vintage, source_name=export.name, row=row))
        usable = {o.variable: o.value for o in seen if o.state is State.ANSWERED}
        yield Place(
            code=row.code,
            name=row.name,
            town=row.town,
            postcode=row.postcode,
            insee=row.insee,
            declared=row.department,
            population=row.population,
            kind=row.site_kind.value,
            filled=_filled(row, columns),
            answered=any(code in usable for code in columns),
            values={code: _number(usable.get(code)) for code in columns},
        )


def _filled(row: ExportRow, columns: Iterable[str]) -> bool:
    return any(not is_blank(row.raw.get(code, "")) for code in columns)


def _number(value: Decimal | bool | str | None) -> float | None:
    return None if value is None or isinstance(value, str) else float(value)


def located(vintages: Sequence[Sequence[Place]]) -> list[list[str]]:
    """The département of each place of each vintage; a place without INSEE code takes it from another vintage."""
    insee = {
        place.code: place.insee for vintage in vintages for place in vintage if place.code and place.insee
    }
    return [
        [
            departments.belonging(
                declared=place.declared,
                insee=place.insee,
                postcode=place.postcode,
                sibling_insee=insee.get(place.code, ""),
            ).department
            for place in vintage
        ]
        for vintage in vintages
    ]


@dataclass(frozen=True, kw_only=True)
class DepartmentProfile:
    """A département through its open libraries, each figure in the newest vintage that publishes it."""

    libraries: int
    inhabitants: int
    small_share: float | None
    weekly_hours: float | None
    surface_m2: float | None
    without_employee: float | None
    service_fte: float | None
    service_spend_eur: float | None


# What départements are matched on. A size is compared by its logarithm, a share or a median as it is.
PROFILE_SCALES = (
    ("libraries", True),
    ("inhabitants", True),
    ("small_share", False),
    ("weekly_hours", False),
    ("surface_m2", True),
    ("without_employee", False),
)


def profile(
    libraries: Sequence[Place], newest: Mapping[str, Sequence[float]], service: Place | None
) -> DepartmentProfile:
    """`libraries`: open ones of the newest vintage; `newest`: known answers by figure; `service`: its own line."""
    communes = {
        (place.insee or f"{place.postcode} {place.town}"): place.population
        for place in libraries
        if place.population is not None
    }
    sized = [place.population for place in libraries if place.population is not None]
    employees = newest.get("employees", ())
    return DepartmentProfile(
        libraries=len(libraries),
        inhabitants=sum(population for population in communes.values() if population),
        small_share=_share([size < SMALL_COMMUNE for size in sized]),
        weekly_hours=middle(newest.get("weekly_hours", ())),
        surface_m2=middle(newest.get("surface_m2", ())),
        without_employee=_share([value == 0 for value in employees]),
        # A départemental service has a team and buys documents: 0 is an absence of answer.
        service_fte=(service.values.get("staff_fte") or None) if service else None,
        service_spend_eur=(service.values.get("document_spend_eur") or None) if service else None,
    )


def middle(values: Iterable[float]) -> float | None:
    known = list(values)
    return quantile(known, 0.5) if known else None


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None


def peer_scales(rows: Sequence[Mapping[str, float | None]]) -> tuple[Scale, ...]:
    return tuple(Scale.of(name, [row.get(name) for row in rows]) for name in PEER_QUANTITIES)
