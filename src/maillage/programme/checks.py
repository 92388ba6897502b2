"""What the linter says of the programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed, plain_date
from maillage.base.values.periods import add_months
from maillage.base.values.remarks import Remark, Severity
from maillage.programme.archive_checks import archive_checks
from maillage.programme.contract_checks import contract_checks
from maillage.programme.domain import BALANCED_KINDS, Action, Scope
from maillage.programme.domain.progress import StepProgress
from maillage.programme.follow_checks import follow_checks
from maillage.programme.ground_checks import ground_checks
from maillage.programme.label_checks import label_checks
from maillage.programme.readings import programme_of, progress_of, step_ends
from maillage.programme.sheet_checks import sheet_checks
from maillage.rulebook.domain import UnknownRule

# Late steps of these priorities get a remark an action; the others share one.
URGENT = 4
# Before, a dossier is being written: nobody keeps a record of steps yet.
MONTHS_OF_GRACE = 3


def checks(project: Project) -> Iterator[Remark]:
    yield from _actions_are_described(project)
    yield from _objectives_are_grounded(project)
    yield from _every_cell_is_filled(project)
    yield from label_checks(project)
    yield from _steps_are_dated(project)
    yield from _public_events_avoid_elections(project)
    yield from _steps_are_on_time(project)
    yield from _steps_are_followed(project)
    yield from _ends_make_sense(project)
    yield from ground_checks(project)
    yield from follow_checks(project)
    yield from archive_checks(project)
    yield from contract_checks(project)
    yield from sheet_checks(project)


def _actions_are_described(project: Project) -> Iterator[Remark]:
    for _, _, action in programme_of(project).actions():
        where = f"Action {action.code}, {action.title}"
        target = f"programme.Action/{action.code}"
        if not action.lead:
            yield Remark(
                code="PRG-01",
                severity=Severity.BLOCKING,
                where=where,
                message="L'action n'a pas de pilote.",
                remedy="Nommez la fonction qui la porte (« lead »).",
                target=target,
            )
        if not action.steps:
            yield Remark(
                code="PRG-02",
                severity=Severity.BLOCKING,
                where=where,
                message="L'action n'a aucune étape : elle ne peut pas être planifiée.",
                remedy="Décrivez au moins une étape avec sa durée.",
                target=target,
            )
        if not action.description:
            yield Remark(
                code="PRG-03",
                severity=Severity.WARNING,
                where=where,
                message="L'action n'est pas décrite.",
                remedy="Dites en deux à quatre phrases ce qui sera fait (« description »).",
                target=target,
            )


def _objectives_are_grounded(project: Project) -> Iterator[Remark]:
    for _, objective in programme_of(project).objectives():
        where = f"Objectif {objective.code}, {objective.title}"
        target = f"programme.Objective/{objective.code}"
        if not objective.findings:
            yield Remark(
                code="PRG-04",
                severity=Severity.WARNING,
                where=where,
                message="L'objectif ne répond à aucun constat du diagnostic.",
                remedy="Citez le ou les constats qui l'appellent (« findings »).",
                target=target,
            )
        if not objective.actions:
            yield Remark(
                code="PRG-05",
                severity=Severity.BLOCKING,
                where=where,
                message="L'objectif n'a aucune action.",
                remedy="Ajoutez une action, ou retirez l'objectif.",
                target=target,
            )


def _every_cell_is_filled(project: Project) -> Iterator[Remark]:
    filled = {(action.kind, action.scope) for _, _, action in programme_of(project).actions()}
    empty = [
        f"{kind.label} / {scope.label}"
        for kind in BALANCED_KINDS
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
                target=f"programme.Step/{step.code}",
            )


def _steps_are_on_time(project: Project) -> Iterator[Remark]:
    """One remark for each urgent action that is late, one for all the others: a list of forty is not read."""
    progress = progress_of(project)
    if not progress.tracked:
        return
    others = []
    for item in progress.actions():
        if not item.late:
            continue
        if item.action.priority < URGENT:
            others.append(item)
            continue
        behind = {one.step.code for late in item.late for one in progress.behind(late.step.code)}
        waiting = sorted(behind - {late.step.code for late in item.late})
        yield _late(
            where=f"Action {item.action.code}, {item.action.title}",
            message=_told(item.late) + (_held(waiting, len(item.late)) if waiting else ""),
            target=_target(item.action),
        )
    if others:
        late = [one for item in others for one in item.late]
        actions = [item.action.code for item in others]
        yield _late(
            where="Programme",
            message=f"{count(len(late), 'étape')} en retard dans des actions moins urgentes : {_named(actions)}.",
            target=_target(others[0].action) if len(others) == 1 else "",
        )


def _held(waiting: list[str], late: int) -> str:
    # Behind a late step another late one may wait: those counted here are the others.
    words = (
        ("autre étape attend", "autres étapes attendent")
        if late > 1
        else ("étape attend", "étapes attendent")
    )
    return f" {count(len(waiting), *words)} derrière ({_named(waiting)})."


def _late(*, where: str, message: str, target: str) -> Remark:
    return Remark(
        code="PRG-10",
        severity=Severity.WARNING,
        where=where,
        message=message,
        remedy="Marquez l'étape finie si elle l'est (« done »), sinon relancez le phasage et adoptez le nouveau calendrier.",
        target=target,
    )


def _target(action: Action) -> str:
    return f"programme.Action/{action.code}"


def _told(late: Iterable[StepProgress]) -> str:
    return " ".join(
        f"« {item.step.title} » devait finir le {plain_date(item.last_day)} : "
        f"{count(item.days_late, 'jour')} de retard."
        for item in late
    )


def _named(codes: list[str], shown: int = 6) -> str:
    more = len(codes) - shown
    return listed([*codes[:shown], f"{count(more, 'autre')}"] if more > 0 else codes)


def _steps_are_followed(project: Project) -> Iterator[Remark]:
    """A programme that began long ago and of which nothing was ever marked done is not followed: one advice."""
    progress = progress_of(project)
    begun = add_months(programme_of(project).start, MONTHS_OF_GRACE)
    if progress.late and not progress.tracked and begun <= project.today:
        yield Remark(
            code="PRG-11",
            severity=Severity.ADVICE,
            where="Programme",
            message=f"{count(len(progress.late), 'étape devrait être finie', 'étapes devraient être finies')} au "
            f"{plain_date(project.today)}, et aucune n'est marquée comme telle.",
            remedy="Notez la date de fin des étapes achevées (« done ») : les retards apparaîtront.",
        )


def _ends_make_sense(project: Project) -> Iterator[Remark]:
    progress = progress_of(project)
    for item in progress.steps:
        day = item.step.done
        if day is None:
            continue
        where = f"Étape {item.step.code}, {item.step.title}"
        target = f"programme.Step/{item.step.code}"
        if day > project.today:
            yield Remark(
                code="PRG-12",
                severity=Severity.WARNING,
                where=where,
                message=f"Elle est marquée finie le {plain_date(day)}, qui est à venir.",
                remedy="Corrigez le jour de fin, ou retirez-le tant que l'étape n'est pas finie.",
                target=target,
            )
        before = [progress.step(code).step for code in item.step.predecessors]
        early = [step.code for step in before if step.done is None or step.done > day]
        if early:
            yield Remark(
                code="PRG-13",
                severity=Severity.WARNING,
                where=where,
                message=f"Elle est marquée finie le {plain_date(day)}, avant ce qu'elle attend : {listed(early)}.",
                remedy="Corrigez l'une de ces dates de fin, ou l'enchaînement des étapes.",
                target=target,
            )
