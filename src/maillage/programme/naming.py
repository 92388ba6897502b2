"""The names that an action sheet needs by code: places, EPCI, groups, bodies, findings."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.plugs import Project
from maillage.diagnosis.readings import diagnosis_of
from maillage.governance.readings import governance_of
from maillage.programme.domain import Action, Objective
from maillage.programme.sheet_texts import reach_text
from maillage.territory.readings import directory_of, territory_of


@dataclass(frozen=True, kw_only=True)
class Names:
    """Names by code."""

    places: dict[str, str]
    epcis: dict[str, str]
    groups: dict[str, str]
    bodies: dict[str, str]
    findings: dict[str, str]


def names_of(project: Project) -> Names:
    return project.once(_names)


def _names(project: Project) -> Names:
    lines = directory_of(project)
    return Names(
        places={line.library.code: line.library.name for line in lines},
        epcis={line.commune.epci_code: line.commune.epci_name for line in lines if line.commune},
        groups={group.code: group.title for group in territory_of(project).groups},
        bodies={body.code: body.name for body in governance_of(project).bodies},
        findings={finding.code: finding.title for finding in diagnosis_of(project).findings},
    )


def reach_told(project: Project, action: Action) -> str:
    """Which libraries an action is for, in words; "" while nobody said."""
    if action.reach is None:
        return ""
    names = names_of(project)
    return reach_text(action, names.places, names.epcis, names.groups)


def findings_told(project: Project, action: Action, objective: Objective) -> list[str]:
    """`C3. Peu d'heures d'ouverture` for the findings of the action, else those of its objective."""
    names = names_of(project).findings
    return [
        f"{code}. {names[code]}" if code in names else code for code in action.findings or objective.findings
    ]
