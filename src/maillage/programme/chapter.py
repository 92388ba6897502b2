"""The programme in the dossier: orientations, axes, what they serve, balance, risks, action sheets, where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project, panels_of
from maillage.base.values.french import count, listed, number
from maillage.base.values.markdown import blocks
from maillage.base.values.tree import Block, Bullets, Chapter, Column, Part, Run, Table, body
from maillage.programme.domain import BALANCED_KINDS, ActionKind, Axis, ProgrammeSection, Scope
from maillage.programme.naming import findings_told, names_of, reach_told
from maillage.programme.progress_part import progress_blocks
from maillage.programme.readings import number_of, programme_of, progress_of
from maillage.programme.risks_part import risk_blocks
from maillage.programme.served_part import served_tables
from maillage.programme.sheets import Told, action_sheet
from maillage.programme.support_part import support_blocks


def chapters(project: Project) -> Iterator[Chapter]:
    programme = programme_of(project)
    strategy: list[Block] = []
    if programme.orientations:
        strategy.append(Part(title="Les orientations du schéma", blocks=tuple(_orientations(programme))))
    strategy.append(Part(title="Les axes et leurs objectifs", blocks=tuple(_axes(programme))))
    if served := tuple(served_tables(programme)):
        strategy.append(Part(title="Ce que servent les objectifs", blocks=served))
    strategy.append(
        Part(title="L'équilibre du programme", blocks=(_balance_text(programme), _matrix(programme)))
    )
    if risks := tuple(risk_blocks(programme)):
        strategy.append(Part(title="Les risques du programme", blocks=risks))
    yield Chapter(slot="strategy", order=10, blocks=tuple(strategy))
    yield Chapter(slot="actions", order=10, blocks=tuple(_sheets(project, axis) for axis in programme.axes))
    progress = progress_of(project)
    if progress.tracked:
        part = Part(title="Où en est le programme", blocks=tuple(progress_blocks(progress)))
        yield Chapter(slot="phasing", order=5, blocks=(part,))
    if advice := tuple(support_blocks(project)):
        part = Part(title="Recommandations pour accompagner les équipes", blocks=advice)
        yield Chapter(slot="training", order=5, blocks=(part,))


def _orientations(programme: ProgrammeSection) -> Iterator[Block]:
    served = {
        o.code: [axis.code for axis in programme.axes if o.code in axis.orientations]
        for o in programme.orientations
    }
    met = sum(bool(axes) for axes in served.values())
    yield body(
        f"Le schéma fixe {count(len(served), 'orientation')} ; les axes du programme en servent {number(met)}."
    )
    yield Table(
        caption="Orientations du schéma et axes qui les servent",
        columns=(
            Column("Orientation", width=2.4),
            Column("Ce que dit le schéma", width=4.2),
            Column("Axes", width=0.9),
        ),
        rows=tuple(
            (f"{o.code}. {o.title}", " ".join(o.text.split()) or "–", ", ".join(served[o.code]) or "aucun")
            for o in programme.orientations
        ),
        source=programme.schema,
    )


def _axes(programme: ProgrammeSection) -> Iterator[Block]:
    for axis in programme.axes:
        inside: list[Block] = [*blocks(axis.text)]
        inside.append(
            Bullets(
                tuple(
                    (
                        Run(f"{objective.code}. {objective.title}", bold=True),
                        Run(f" ({count(len(objective.actions), 'action')}"),
                        Run(f" ; répond à {listed(objective.findings)})" if objective.findings else ")"),
                        Run(f". {' '.join(objective.text.split())}" if objective.text else ""),
                    )
                    for objective in axis.objectives
                )
            )
        )
        yield Part(title=f"Axe {axis.code}. {axis.title}", blocks=tuple(inside))


def _counts(programme: ProgrammeSection) -> dict[tuple[ActionKind, Scope], int]:
    found = {(kind, scope): 0 for kind in ActionKind for scope in Scope}
    for _, _, action in programme.actions():
        found[action.kind, action.scope] += 1
    return found


def _balance_text(programme: ProgrammeSection) -> Block:
    counts = _counts(programme)
    network = sum(n for (_, scope), n in counts.items() if scope is Scope.NETWORK)
    whole = sum(counts.values())
    return body(
        f"Le programme compte {count(whole, 'action')} : {number(network)} tournées vers le réseau, "
        f"{number(whole - network)} vers le service lui-même."
    )


def _matrix(programme: ProgrammeSection) -> Table:
    counts = _counts(programme)
    # Support of the teams carries the four others: nobody expects it in both columns, an empty row would say so.
    kinds = [kind for kind in ActionKind if kind in BALANCED_KINDS or any(counts[kind, s] for s in Scope)]
    rows = [
        (
            kind.label.capitalize(),
            *(str(counts[kind, scope]) for scope in Scope),
            str(sum(counts[kind, s] for s in Scope)),
        )
        for kind in kinds
    ]
    totals = [str(sum(counts[kind, scope] for kind in ActionKind)) for scope in Scope]
    rows.append(("Total", *totals, str(sum(counts.values()))))
    return Table(
        caption="Nombre d'actions par nature et par périmètre",
        columns=(
            Column("Nature", width=2),
            *(Column(scope.label.capitalize(), align="right") for scope in Scope),
            Column("Total", align="right"),
        ),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
    )


def _sheets(project: Project, axis: Axis) -> Part:
    panels, bodies = project.once(panels_of), names_of(project).bodies
    sheets = tuple(
        action_sheet(
            action,
            objective,
            panels.get(("programme.Action", action.code), ()),
            Told(
                number=number_of(project, "Action", action.code),
                findings=findings_told(project, action, objective) if action.findings else (),
                bodies=[bodies.get(code, code) for code in action.bodies],
                reach=reach_told(project, action),
            ),
        )
        for objective in axis.objectives
        for action in objective.actions
    )
    return Part(title=f"Axe {axis.code}. {axis.title}", blocks=sheets)
