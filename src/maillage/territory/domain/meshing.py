"""Communes and inhabitants with and without a library, EPCI by EPCI."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maillage.base.values.french import folded
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.profile.scope import Scope

OUTSIDE = "hors EPCI, ou EPCI inconnu"
EPCI_UNKNOWN = "inconnu"


@dataclass(frozen=True, kw_only=True)
class Mesh:
    """The coverage of some communes. Inhabitants are None when the population of one of them is unknown.

    `libraries` counts the open ones. `code` is that of the EPCI; "" for the whole, "inconnu" outside any.
    """

    code: str
    name: str
    libraries: int
    communes: int
    equipped: int
    inhabitants: int | None
    covered: int | None

    @property
    def bare(self) -> int:
        return self.communes - self.equipped

    @property
    def uncovered(self) -> int | None:
        if self.inhabitants is None or self.covered is None:
            return None
        return self.inhabitants - self.covered

    @property
    def share(self) -> float | None:
        """Part of the inhabitants whose commune has an open library, from 0 to 1."""
        if self.inhabitants is None or self.covered is None:
            return None
        return self.covered / self.inhabitants if self.inhabitants else None


def meshes(scope: Scope) -> tuple[Mesh, ...]:
    """One for each EPCI by name, then the whole. Empty without communes.

    A library that is attached to no commune is counted in the whole only.
    """
    if scope.places is None:
        return ()
    communes = scope.places.in_department(scope.register.department)
    sites: dict[str, int] = defaultdict(int)
    for record in scope.libraries:
        commune = scope.commune(record)
        if commune:
            sites[commune.code] += 1
    groups: dict[str, list[Commune]] = defaultdict(list)
    for commune in communes:
        groups[commune.epci_code].append(commune)
    found = [
        _mesh(code or EPCI_UNKNOWN, epci_label(members), members, sites) for code, members in groups.items()
    ]
    found.sort(key=lambda mesh: (mesh.code == EPCI_UNKNOWN, folded(mesh.name)))
    whole = _mesh("", "Ensemble", communes, sites, libraries=len(scope.libraries))
    return (*found, whole) if communes else ()


def epci_label(members: Sequence[Commune]) -> str:
    """The name of the EPCI of some communes of the same one, else its code, else that there is none."""
    code = members[0].epci_code
    return members[0].epci_name or code if code else f"Communes {OUTSIDE}"


def _mesh(
    code: str, name: str, members: Iterable[Commune], sites: Mapping[str, int], libraries: int | None = None
) -> Mesh:
    communes = list(members)
    equipped = [commune for commune in communes if sites.get(commune.code)]
    counted = sum(sites.get(commune.code, 0) for commune in communes)
    return Mesh(
        code=code,
        name=name,
        libraries=counted if libraries is None else libraries,
        communes=len(communes),
        equipped=len(equipped),
        inhabitants=_people(communes),
        covered=_people(equipped),
    )


def _people(communes: list[Commune]) -> int | None:
    known = [commune.population for commune in communes]
    return sum(n for n in known if n is not None) if None not in known else None
