"""The open libraries of a network seen through one figure, by size of commune or by EPCI."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.values.fields import Choice
from maillage.base.values.french import folded
from maillage.diagnosis.domain.spreads import Site
from maillage.statistics.strata import Stratum, strata
from maillage.territory.domain.directory import UNKNOWN_EPCI, Line, epci_of
from maillage.territory.domain.register import State
from maillage.territory.domain.standing import class_of
from maillage.territory.domain.variables import VARIABLES, ValueKind, Variable
from maillage.territory.pictures import sized
from maillage.territory.readings import CLASS_BOUNDS, directory_of

UNSIZED = "Population inconnue"
NO_EPCI = "Intercommunalité inconnue"


class By(Choice):
    """How libraries are grouped."""

    SIZE = "taille", "la population de la commune"
    EPCI = "epci", "l'intercommunalité"


def sites_of(project: Project, variable: Variable, by: By = By.SIZE) -> tuple[Site, ...]:
    """One site for each open library, the smallest communes first, or by name of EPCI."""
    classes = strata(CLASS_BOUNDS)
    lines = [line for line in directory_of(project) if line.is_open]
    if by is By.SIZE:
        ranks = {stratum: rank for rank, stratum in enumerate(classes)}
        lines.sort(key=lambda line: ranks.get(class_of(line, classes), len(ranks)))  # type: ignore[arg-type]
    else:
        lines.sort(key=lambda line: (epci_of(line) == UNKNOWN_EPCI, folded(_epci_name(line))))
    return tuple(
        Site(
            code=line.library.code,
            name=line.library.name,
            group=_class_name(line, classes) if by is By.SIZE else _epci_name(line),
            commune=line.commune.code if line.commune else f"{line.library.postcode} {line.library.town}",
            inhabitants=line.population,
            value=value_of(line, variable),
        )
        for line in lines
    )


def _class_name(line: Line, classes: tuple[Stratum, ...]) -> str:
    own = class_of(line, classes)
    if own is None:
        return UNSIZED
    label = sized(own.label, "hab.")
    return label[:1].upper() + label[1:]


def _epci_name(line: Line) -> str:
    return (line.commune.epci_name if line.commune else "") or NO_EPCI


def value_of(line: Line, variable: Variable) -> float | None:
    """A number as it is, a yes as 1, a no as 0; a website's address is a yes. None when unknown."""
    if variable.kind is ValueKind.NUMBER:
        found = line.number(variable.code)
        return None if found is None else float(found)
    seen = line.record.observation(variable.code) if line.record else None
    if seen is None or seen.state is not State.ANSWERED or seen.value is None:
        return None
    return float(seen.value is not False)


def known_variables(project: Project) -> tuple[Variable, ...]:
    """The figures that one open library at least has answered, in the order of the survey."""
    lines = [line for line in directory_of(project) if line.is_open]
    return tuple(
        variable
        for variable in VARIABLES
        if variable.kind in (ValueKind.NUMBER, ValueKind.FLAG, ValueKind.WEBSITE)
        and any(value_of(line, variable) is not None for line in lines)
    )
