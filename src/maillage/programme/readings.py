"""The programme of a project, and the dates of its steps."""

from __future__ import annotations

from datetime import date

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.governance.readings import next_meetings
from maillage.programme.domain import Action, Axis, Objective, ProgrammeSection, Step
from maillage.programme.domain.archiving import archived, in_force, waits
from maillage.programme.domain.numbering import numbers
from maillage.programme.domain.progress import ProgrammeProgress, StepProgress, StepState, progress
from maillage.programme.section import SECTION

_read = reader_of(SECTION)


class NoProgramme(LookupError):
    """The network has no programme yet; the message says what to do."""


def _in_force(project: Project) -> ProgrammeSection | None:
    section: ProgrammeSection | None = project.once(_read)
    return None if section is None else in_force(section)


def programme_of(project: Project) -> ProgrammeSection:
    """The programme that runs: archived actions are in `archived_of`. Raises NoProgramme when the network has none."""
    section = project.once(_in_force)
    if section is None:
        raise NoProgramme(
            "Ce réseau n'a pas encore de programme : importez un fichier programme (maillage import)."
        )
    return section


def whole_of(project: Project) -> ProgrammeSection:
    """The programme with its archived actions, to compare it with what it was. Raises NoProgramme."""
    section: ProgrammeSection | None = project.once(_read)
    # The same refusal, the same words.
    return programme_of(project) if section is None else section


def _archived(project: Project) -> tuple[tuple[Objective, Action], ...]:
    section: ProgrammeSection | None = project.once(_read)
    return () if section is None else archived(section)


def archived_of(project: Project) -> tuple[tuple[Objective, Action], ...]:
    """The actions set aside, each with its objective, the last archived first; none without a programme."""
    return project.once(_archived)


def _archived_codes(project: Project) -> frozenset[str]:
    found = [action for _, action in archived_of(project)]
    return frozenset([one.code for one in found] + [step.code for one in found for step in one.steps])


def archived_codes(project: Project) -> frozenset[str]:
    """The codes of archived actions and of their steps: what names one of them counts nowhere either."""
    return project.once(_archived_codes)


def _waits(project: Project) -> tuple[tuple[Action, Step, tuple[str, ...]], ...]:
    section: ProgrammeSection | None = project.once(_read)
    return () if section is None else waits(section)


def waits_of(project: Project) -> tuple[tuple[Action, Step, tuple[str, ...]], ...]:
    """The steps in force that wait for archived ones, as (action, step, codes): `programme_of` has set these waits aside."""
    return project.once(_waits)


def _numbers(project: Project) -> dict[tuple[str, str], str]:
    return numbers(programme_of(project))


def number_of(project: Project, kind: str, code: str) -> str:
    """The number that the order gives to a thing, e.g. `number_of(project, "Action", "A11")`: "1.1.1"; "" if archived."""
    return project.once(_numbers).get((kind, code), "")


def objectives_of(project: Project) -> list[tuple[Axis, Objective]]:
    """Every objective with its axis; none without a programme."""
    section = project.once(_in_force)
    return [] if section is None else list(section.objectives())


def preview(project: Project, programme: ProgrammeSection) -> Project:
    """The project as if its programme were `programme`: whatever it is asked is computed on it. Nothing is stored."""
    return Project(
        network=project.network, rules=project.rules, today=project.today, _memo={_read: programme}
    )


def _places(project: Project) -> dict[str, tuple[Axis, Objective]]:
    return {action.code: (axis, objective) for axis, objective, action in programme_of(project).actions()}


def objective_of(project: Project, action: str) -> tuple[Axis, Objective]:
    """The axis and the objective of an action. Raises KeyError."""
    return project.once(_places)[action]


def last_day(step: Step) -> date | None:
    """The last day of a step, included: that of a milestone is its own."""
    return step.last_day


def step_ends(project: Project) -> dict[str, date | None]:
    """The last day of every step by code, None while undated."""
    return {step.code: last_day(step) for _, step in programme_of(project).steps()}


def step_starts(project: Project) -> dict[str, date | None]:
    """The first day of every step by code, None while undated."""
    return {step.code: step.planned_start for _, step in programme_of(project).steps()}


def _progress(project: Project) -> ProgrammeProgress:
    return progress(programme_of(project), project.today)


def progress_of(project: Project) -> ProgrammeProgress:
    """What is done, late, under way and to come, from the steps up to the programme."""
    return project.once(_progress)


def _gated(project: Project) -> dict[tuple[str, date], tuple[StepProgress, ...]]:
    found: dict[tuple[str, date], tuple[StepProgress, ...]] = {}
    ahead = next_meetings(project)
    for item in progress_of(project).steps:
        if not item.step.gate or not item.last_day:
            continue
        day: date | None = item.last_day
        if item.state is StepState.LATE:
            # Not decided on its day: it comes back, as a rule where the project is already on the agenda.
            coming = [meeting for body, meeting in ahead if body.code == item.step.gate]
            day = next((m.day for m in coming if m.agenda), coming[0].day if coming else None)
        if day:
            found[item.step.gate, day] = (*found.get((item.step.gate, day), ()), item)
    return found


def gated_steps(project: Project) -> dict[tuple[str, date], tuple[StepProgress, ...]]:
    """The steps that each meeting decides, by body and day: those that end with it, and those late that come back."""
    return project.once(_gated)
