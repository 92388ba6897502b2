"""What the linter says of action sheets: why, at what risk, under which law, with what handed over, for whom."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.programme.domain import Action, Objective, Scope
from maillage.programme.domain.following import ActionStatus
from maillage.programme.domain.parts import LegalState
from maillage.programme.domain.statuses import status_of
from maillage.programme.readings import programme_of, progress_of

OVER = (ActionStatus.DONE, ActionStatus.ABANDONED)


def sheet_checks(project: Project) -> Iterator[Remark]:
    status = {item.action.code: status_of(item) for item in progress_of(project).actions()}
    yield from _untold_reaches(project, status)
    for _, objective, action in programme_of(project).actions():
        yield from _grounds(objective, action)
        if status[action.code] not in OVER:
            yield from _risks(action)
        if status[action.code] is ActionStatus.UNDER_WAY:
            yield from _law(action)
        if status[action.code] is not ActionStatus.ABANDONED:
            yield from _deliverables(project, action)


def _grounds(objective: Objective, action: Action) -> Iterator[Remark]:
    """An advice: the objective without finding has a warning of its own."""
    if not action.findings and not objective.findings:
        yield _remark(
            action,
            code="PRG-17",
            severity=Severity.ADVICE,
            message="Ni l'action ni son objectif ne répondent à un constat du diagnostic.",
            remedy="Citez le ou les constats qui l'appellent (« findings »), ou dites-les dans son contexte.",
        )


def _risks(action: Action) -> Iterator[Remark]:
    bare = [risk.title for risk in action.risks if not risk.answer.strip()]
    if bare:
        named = listed([f"« {title} »" for title in bare[:2]])
        more = f", et {count(len(bare) - 2, 'autre')}" if len(bare) > 2 else ""
        yield _remark(
            action,
            code="PRG-18",
            severity=Severity.WARNING,
            message=f"{count(len(bare), 'risque n’a', 'risques n’ont')} pas de parade : {named}{more}.",
            remedy="Dites ce qui est prévu pour l'éviter ou s'en remettre (« answer »), ou retirez-le.",
        )


def _law(action: Action) -> Iterator[Remark]:
    left = [point.topic.label for point in action.legal if point.state is LegalState.TO_DO]
    if left:
        yield _remark(
            action,
            code="PRG-23",
            severity=Severity.WARNING,
            message=f"L'action est en cours, et {count(len(left), 'point')} de droit "
            f"{'restent' if len(left) > 1 else 'reste'} à traiter : {listed(left)}.",
            remedy="Traitez-le avec le délégué à la protection des données ou le service juridique, puis dites où il en est.",
        )


def _deliverables(project: Project, action: Action) -> Iterator[Remark]:
    late = [
        one
        for one in action.deliverables
        if one.delivered is None and one.due is not None and one.due < project.today
    ]
    if late:
        first = min(late, key=lambda one: str(one.due))
        more = (
            f" {count(len(late) - 1, 'autre est', 'autres sont')} en retard aussi." if len(late) > 1 else ""
        )
        yield _remark(
            action,
            code="PRG-25",
            severity=Severity.WARNING,
            message=f"« {first.title} » était attendu le {plain_date(first.due)} et n'est pas remis.{more}",
            remedy="Notez le jour de la remise, ou donnez-lui une autre date (livrables de l'action).",
        )


def _untold_reaches(project: Project, status: dict[str, ActionStatus]) -> Iterator[Remark]:
    """One remark for all of them: a programme written before says nothing of any, and forty lines are not read."""
    actions = [
        action
        for _, _, action in programme_of(project).actions()
        if action.scope is Scope.NETWORK and action.reach is None and status[action.code] not in OVER
    ]
    if actions:
        shown = [action.code for action in actions[:6]]
        more = [count(len(actions) - 6, "autre")] if len(actions) > 6 else []
        yield Remark(
            code="PRG-26",
            severity=Severity.ADVICE,
            where="Programme",
            message=f"{count(len(actions), 'action')} pour le réseau ne "
            f"{'disent' if len(actions) > 1 else 'dit'} pas quelles bibliothèques sont visées : "
            f"{listed([*shown, *more])}.",
            remedy="Dites-le sur la fiche de chacune (« reach ») : toutes, certains EPCI, une liste choisie.",
            target=f"programme.Action/{actions[0].code}" if len(actions) == 1 else "",
        )


def _remark(action: Action, *, code: str, severity: Severity, message: str, remedy: str) -> Remark:
    return Remark(
        code=code,
        severity=severity,
        where=f"Action {action.code}, {action.title}",
        message=message,
        remedy=remedy,
        target=f"programme.Action/{action.code}",
    )
