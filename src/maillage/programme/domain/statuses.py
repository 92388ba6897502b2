"""The status of an action on the board: what people said, else what its steps say."""

from __future__ import annotations

from maillage.programme.domain.following import ActionStatus
from maillage.programme.domain.progress import ActionProgress, StepState


def status_of(item: ActionProgress) -> ActionStatus:
    """What was declared; without it, done with its last step, under way from its first, planned before."""
    return item.action.status or followed_status(item)


def followed_status(item: ActionProgress) -> ActionStatus:
    """What the steps alone say: once the time of one has come, late or not, the action is under way."""
    if item.steps and item.done == item.total:
        return ActionStatus.DONE
    if item.done or item.count(StepState.UNDER_WAY) or item.count(StepState.LATE):
        return ActionStatus.UNDER_WAY
    return ActionStatus.PLANNED if item.steps else ActionStatus.IDEA


def contradiction(item: ActionProgress) -> str:
    """What a declared status says against the steps, in French; "" when they agree or when nothing was declared."""
    declared = item.action.status
    if declared is ActionStatus.DONE and item.done < item.total:
        left = item.total - item.done
        told = f"{left} étapes ne le sont" if left > 1 else "1 étape ne l'est"
        return f"Elle est dite réalisée, et {told} pas."
    if declared in (ActionStatus.IDEA, ActionStatus.PLANNED) and item.done:
        return f"Elle est dite « {declared.label} », et des étapes sont déjà finies."
    if (
        declared not in (None, ActionStatus.DONE, ActionStatus.ABANDONED)
        and item.steps
        and item.done == item.total
    ):
        return f"Toutes ses étapes sont finies, et elle est dite « {declared.label} »."
    return ""
