"""What the linter says of the programme."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed, plain_date
from maillage.base.values.periods import add_months
from maillage.base.values.remarks import Remark, Severity
from maillage.programme.domain import ActionKind, Scope
from maillage.programme.readings import programme_of, step_ends
from maillage.rulebook.domain import UnknownRule


def checks(project: Project) -> Iterator[Remark]:
    yield from _actions_are_described(project)
    yield from _objectives_are_grounded(project)
    yield from _every_cell_is_filled(project)
    yield from _orientations_are_served(project)
    yield from _steps_are_dated(project)
    yield from _public_events_avoid_elections(project)


def _actions_are_described(project: Project) -> Iterator[Remark]:
    for _, _, action in programme_of(project).actions():
        where = f"Action {action.code}, {action.title}"
        if not action.lead:
            yield Remark(
                code="PRG-01",
                severity=Severity.BLOCKING,
                where=where,
                message="L'action n'a pas de pilote.",
                remedy="Nommez la fonction qui la porte (« lead »).",
            )
        if not action.steps:
            yield Remark(
                code="PRG-02",
                severity=Severity.BLOCKING,
                where=where,
                message="L'action n'a aucune étape : elle ne peut pas être planifiée.",
                remedy="Décrivez au moins une étape avec sa durée.",
            )
        if not action.description:
            yield Remark(
                code="PRG-03",
                severity=Severity.WARNING,
                where=where,
                message="L'action n'est pas décrite.",
                remedy="Dites en deux à quatre phrases ce qui sera fait (« description »).",
            )


def _objectives_are_grounded(project: Project) -> Iterator[Remark]:
    for _, objective in programme_of(project).objectives():
        where = f"Objectif {objective.code}, {objective.title}"
        if not objective.findings:
            yield Remark(
                code="PRG-04",
                severity=Severity.WARNING,
                where=where,
                message="L'objectif ne répond à aucun constat du diagnostic.",
                remedy="Citez le ou les constats qui l'appellent (« findings »).",
            )
        if not objective.actions:
            yield Remark(
                code="PRG-05",
                severity=Severity.BLOCKING,
                where=where,
                message="L'objectif n'a aucune action.",
                remedy="Ajoutez une action, ou retirez l'objectif.",
            )


def _every_cell_is_filled(project: Project) -> Iterator[Remark]:
    filled = {(action.kind, action.scope) for _, _, action in programme_of(project).actions()}
    empty = [
        f"{kind.label} / {scope.label}"
        for kind in ActionKind
        for scope in Scope
        if (kind, scope) not in filled
    ]
    if empty:
        yield Remark(
            code="PRG-06",
            severity=Severity.ADVICE,
            where="Programme",
            message=f"Aucune action dans : {listed(empty)}.",
            remedy="Une BNR tient par ses quatre volets, pour le service et pour le réseau : dites pourquoi, ou complétez.",
        )


def _orientations_are_served(project: Project) -> Iterator[Remark]:
    programme = programme_of(project)
    served = {code for axis in programme.axes for code in axis.orientations}
    for orientation in programme.orientations:
        if orientation.code not in served:
            yield Remark(
                code="PRG-07",
                severity=Severity.WARNING,
                where=f"Orientation {orientation.code}, {orientation.title}",
                message="Aucun axe ne sert cette orientation du schéma.",
                remedy="Rattachez-lui un axe (« orientations »), ou retirez-la du dossier.",
            )


def _steps_are_dated(project: Project) -> Iterator[Remark]:
    undated = [code for code, end in step_ends(project).items() if end is None]
    if undated:
        yield Remark(
            code="PRG-08",
            severity=Severity.BLOCKING,
            where="Programme",
            message=f"{count(len(undated), 'étape')} sans date prévue, dont {listed(undated[:3])}.",
            remedy="Lancez le phasage (maillage phase), puis adoptez le calendrier.",
        )


def _public_events_avoid_elections(project: Project) -> Iterator[Remark]:
    """Code électoral L52-1: no promotional campaign in the months before a general election."""
    ends = step_ends(project)
    for action, step in programme_of(project).steps():
        day = ends[step.code]
        if not step.public or day is None:
            continue
        try:
            # On its first day: a long event that ends after the election began before it.
            month = int(project.rules.value("governance.election.month", on=step.planned_start or day).value)
        except UnknownRule:
            continue  # after the election: the next one is not known yet
        length = project.rules.value("governance.preelection.months", on=step.planned_start or day)
        election = day.replace(year=month // 100, month=month % 100, day=1)
        opening = add_months(election, -int(length.value))
        begins = step.planned_start or day
        if begins < add_months(election, 1) and opening <= day:
            yield Remark(
                code="PRG-09",
                severity=Severity.WARNING,
                where=f"Étape {step.code} ({action.title})",
                message=f"Cet événement public (jusqu'au {plain_date(day)}) tombe en période préélectorale "
                f"(depuis le {plain_date(opening)}).",
                remedy="Déplacez-le, ou vérifiez avec le service juridique qu'il ne promeut pas la collectivité.",
                sources=(length.source,),
            )
