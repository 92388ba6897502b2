"""What the linter says of training."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.remarks import Remark, Severity
from maillage.programme.domain import ActionKind
from maillage.programme.readings import programme_of
from maillage.training.readings import training_of


def checks(project: Project) -> Iterator[Remark]:
    covered = {course.action for course in training_of(project).courses}
    for _, _, action in programme_of(project).actions():
        if action.kind is ActionKind.TRAINING and action.code not in covered:
            yield Remark(
                code="FOR-01",
                severity=Severity.ADVICE,
                where=f"Action {action.code}, {action.title}",
                message="Cette action de formation n'a pas de formation décrite.",
                remedy="Décrivez-la (« training ») : le public, les compétences, la durée et les sessions.",
                target=f"programme.Action/{action.code}",
            )
