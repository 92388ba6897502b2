"""What the linter says of the scenarios of the money: those that no longer speak of this plan."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import listed
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.domain import WhatIf
from maillage.funding.domain.scenarios import changes_nothing
from maillage.funding.readings import funding_of, plan_of
from maillage.programme.readings import archived_codes

Fault = tuple[str, str]


def scenario_checks(project: Project) -> Iterator[Remark]:
    for what_if in funding_of(project).scenarios:
        for message, remedy in _faults(project, what_if):
            yield Remark(
                code="FIN-35",
                severity=Severity.ADVICE,
                where=f"Scénario {what_if.code}, {what_if.title}",
                message=message,
                remedy=remedy,
                target=f"funding.WhatIf/{what_if.code}",
            )


def _faults(project: Project, what_if: WhatIf) -> Iterator[Fault]:
    gone = archived_codes(project)
    archived = [move.action for move in what_if.moves if move.action in gone]
    if archived:
        yield (
            f"Il décale ce qui est mis de côté et ne compte plus : {listed(archived)}.",
            "Retirez ce décalage du scénario, ou remettez l'action en vigueur.",
        )
    years = plan_of(project).years
    if what_if.refused_year is not None and what_if.refused_year not in years:
        yield (
            f"Il refuse des dépenses en {what_if.refused_year}, une année que le plan n'a pas.",
            f"Choisissez parmi {listed([str(year) for year in years])}, ou laissez l'année vide.",
        )
    aided = {line.funder for line in funding_of(project).lines if not line.status.is_acquired}
    names = {funder.code: funder.name for funder in funding_of(project).funders}
    idle = [names.get(code, code) for code in what_if.without if code not in aided]
    if idle:
        yield (
            f"Il écarte {listed(idle)}, dont le plan n'attend plus rien : aucune aide, ou tout est notifié.",
            "Retirez ce financeur du scénario, ou notez l'aide que vous en attendez.",
        )
    if changes_nothing(what_if):
        yield (
            "Il ne suppose rien : ce qu'il nommait a peut-être été supprimé.",
            "Complétez son hypothèse, ou supprimez-le.",
        )
