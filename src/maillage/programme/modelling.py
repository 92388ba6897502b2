"""Taking model actions into a programme, and beginning its tree: one batch, one line of the trail, one undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.models import AuditEntry
from maillage.base.plugs import Project
from maillage.base.ui.editing.saving import Refused
from maillage.base.values.french import listed
from maillage.base.values.periods import Period
from maillage.governance.domain import BodyKind
from maillage.governance.readings import governance_of
from maillage.programme.domain import ProgrammeSection
from maillage.programme.domain.model_actions import ModelAction
from maillage.programme.domain.taking_models import Home, with_models, with_typical_tree
from maillage.programme.exchange.writing import apply

NAMED = "Modèles d'actions"


@dataclass(frozen=True, kw_only=True)
class Taking:
    """A batch that was taken: its line in the trail, the code of each action by its model's, and the kinds of body
    that steps wait for and that have no meeting here."""

    entry: AuditEntry
    codes: dict[str, str]
    missing: tuple[BodyKind, ...]


def take_models(*, project: Project, models: Sequence[ModelAction], home: Home, actor: Any) -> Taking:
    """Create the actions, without dates, in one transaction. Raises Refused when their place is gone."""
    codes: dict[str, str] = {}
    missing: list[BodyKind] = []

    def make(section: ProgrammeSection) -> ProgrammeSection:
        bodies = _bodies(project, section.period)
        try:
            made, found = with_models(section, models, home, bodies)
        except KeyError as gone:
            raise Refused([f"« {gone.args[0]} » n'existe plus : choisissez un autre objectif."]) from gone
        codes.update(found)
        asked = dict.fromkeys(gate.body for model in models for gate in model.gates)
        missing.extend(body for body in asked if body not in bodies)
        return made

    name = f"{NAMED} : {listed([model.code for model in models])}"
    entry = apply(network=project.network, make=make, name=name, actor=actor)
    if entry is None:
        raise Refused(["Aucun modèle n'est choisi : cochez-en au moins un."])
    return Taking(entry=entry, codes=codes, missing=tuple(missing))


def begin_tree(*, network: Any, actor: Any) -> AuditEntry | None:
    """Create the typical axes and objectives that the programme lacks; None when it has them all."""
    return apply(network=network, make=with_typical_tree, name=f"{NAMED} : quatre axes types", actor=actor)


def _bodies(project: Project, period: Period) -> dict[BodyKind, str]:
    """The first body of each kind that meets during the programme: a step cannot wait for one that never does."""
    found: dict[BodyKind, str] = {}
    for body in governance_of(project).bodies:
        if any(meeting.day in period for meeting in body.meetings):
            found.setdefault(body.kind, body.code)
    return found


def created_in(entry: AuditEntry) -> list[str]:
    """The codes of the actions that a batch created, in order."""
    lines = AuditEntry.objects.filter(
        network=entry.network_id, pk__in=entry.detail["entries"], target__startswith="programme.Action/"
    )
    return [target.partition("/")[2] for target in lines.order_by("pk").values_list("target", flat=True)]
