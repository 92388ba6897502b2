"""What the linter says of local values."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.remarks import Remark, Severity


def checks(project: Project) -> Iterator[Remark]:
    for override in project.rules.left_aside:
        yield Remark(
            code="REG-01",
            severity=Severity.WARNING,
            where=f"Règle {override.rule}",
            message="Une valeur locale a été donnée à une règle qui n'existe plus, ou qui ne se règle plus.",
            remedy="Retirez cette valeur locale : elle n'a plus d'effet.",
            target=f"rulebook.Rule/{override.rule}",
        )
