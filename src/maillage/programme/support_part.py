"""Recommendations for accompanying teams, in the dossier: the actions of this kind, told as advice and linked."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count
from maillage.base.values.tree import Block, Bullets, Inline, Run, body
from maillage.programme.domain import Action, ActionKind
from maillage.programme.naming import reach_told
from maillage.programme.readings import number_of, programme_of


def support_blocks(project: Project) -> Iterator[Block]:
    found = [one for _, _, one in programme_of(project).actions() if one.kind is ActionKind.SUPPORT]
    if not found:
        return
    yield body(
        f"{count(len(found), 'action soutient', 'actions soutiennent')} les équipes qui portent toutes les autres. "
        "Chacune a sa fiche, comme les autres actions."
    )
    yield Bullets(tuple(_told(project, one) for one in found))


def _told(project: Project, action: Action) -> Inline:
    number = number_of(project, "Action", action.code)
    text = " ".join((action.description or action.result or action.context).split())
    for_whom = " ; ".join(filter(None, (action.target_group, reach_told(project, action))))
    ends = [f"Pour : {for_whom}" if for_whom else "", f"Pilote : {action.lead or 'à désigner'}"]
    return (
        Run(f"{number} {action.title}", bold=True, link=f"#action-{action.code}"),
        Run(f". {text.rstrip('.')}. " if text else ". "),
        Run(f"{'. '.join(filter(None, ends))}."),
    )
