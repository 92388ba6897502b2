"""What is wrong in the money although each field is right: years outside, sections that differ, credits twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from maillage.base.values.french import listed
from maillage.base.values.remarks import Problem
from maillage.funding.domain.written import Fraction, FundingSection
from maillage.territory.domain.geography import is_overseas


def problems(sections: Mapping[str, Any]) -> Iterator[Problem]:
    funding: FundingSection | None = sections.get("funding")
    programme = sections.get("programme")
    if funding is None:
        return
    yield from _same_names(funding)
    yield from _authorised(funding)
    yield from _overseas(funding, getattr(sections.get("network"), "department", ""))
    operations = {operation.code: operation for operation in funding.operations}
    for index, cost in enumerate(funding.costs):
        operation = operations.get(cost.operation)
        if operation and operation.section is not cost.section:
            yield Problem(
                path=("funding", "costs", index, "operation"),
                message=f"La dépense {cost.code} est en {cost.section.label}, "
                f"l'opération {operation.code} en {operation.section.label}.",
                remedy="Rattachez la dépense à une opération de même section.",
            )
        if programme:
            years = [cost.year] if cost.year else [year for year, _ in cost.spread]
            field = "year" if cost.year else "spread"
            yield from _outside(("funding", "costs", index, field), years, programme.years)
    if programme:
        for index, line in enumerate(funding.lines):
            path = ("funding", "lines", index, "amounts")
            yield from _outside(path, [year for year, _ in line.amounts], programme.years)


def _same_names(funding: FundingSection) -> Iterator[Problem]:
    """Tables and workbook name funders: two of one name would be read, and added, as one."""
    seen: set[str] = set()
    for index, funder in enumerate(funding.funders):
        if funder.name in seen:
            yield Problem(
                path=("funding", "funders", index, "name"),
                message=f"Deux financeurs s'appellent « {funder.name} ».",
                remedy="Donnez-leur des noms différents, ou n'en gardez qu'un.",
            )
        seen.add(funder.name)


def _overseas(funding: FundingSection, department: str) -> Iterator[Problem]:
    """Nothing is refused while the département is not known: a file may hold a programme alone."""
    if not department or is_overseas(department):
        return
    for index, line in enumerate(funding.lines):
        if line.fraction is Fraction.SECOND:
            yield Problem(
                path=("funding", "lines", index, "fraction"),
                message=f"La recette {line.code} demande la deuxième fraction de la DGD, celle de l'outre-mer.",
                remedy="Choisissez la première fraction ou la troisième.",
            )


def _authorised(funding: FundingSection) -> Iterator[Problem]:
    """The credits of an operation are counted once, in an authorisation of its section."""
    sections = {operation.code: operation.section for operation in funding.operations}
    held: dict[str, str] = {}
    for index, one in enumerate(funding.authorisations):
        path = ("funding", "authorisations", index, "operations")
        for code in dict.fromkeys(one.operations):
            section = sections.get(code, one.section)
            if section is not one.section:
                yield Problem(
                    path=path,
                    message=f"L'autorisation {one.code} est en {one.section.label}, "
                    f"l'opération {code} en {section.label}.",
                    remedy="Retirez cette opération, ou écrivez une autre autorisation pour elle.",
                )
            if code in held:
                yield Problem(
                    path=path,
                    message=f"L'opération {code} est déjà dans l'autorisation {held[code]}.",
                    remedy="Ne la gardez que dans une : ses crédits compteraient deux fois.",
                )
            held[code] = one.code


def _outside(
    path: tuple[str | int, ...], years: Iterable[int], allowed: tuple[int, ...]
) -> Iterator[Problem]:
    for year in years:
        if year not in allowed:
            yield Problem(
                path=path,
                message=f"L'année {year} est hors du programme.",
                remedy=f"Choisissez parmi {listed([str(y) for y in allowed])}.",
            )
