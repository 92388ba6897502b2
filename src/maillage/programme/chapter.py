"""The programme in the dossier: orientations, axes, the kind × scope matrix, the action sheets, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project, panels_of
from maillage.base.values.french import count, listed, number, plain_date, short_date
from maillage.base.values.markdown import blocks
from maillage.base.values.tree import Block, Bullets, Chapter, Column, Part, Run, Table, body
from maillage.programme.domain import BALANCED_KINDS, ActionKind, Axis, ProgrammeSection, Scope
from maillage.programme.domain.progress import ProgrammeProgress
from maillage.programme.readings import programme_of, progress_of
from maillage.programme.sheets import action_sheet


def chapters(project: Project) -> Iterator[Chapter]:
    programme = programme_of(project)
    strategy: list[Block] = []
    if programme.orientations:
        strategy.append(Part(title="Les orientations du schéma", blocks=tuple(_orientations(programme))))
    strategy.append(Part(title="Les axes et leurs objectifs", blocks=tuple(_axes(programme))))
    strategy.append(
        Part(title="L'équilibre du programme", blocks=(_balance_text(programme), _matrix(programme)))
    )
    yield Chapter(slot="strategy", order=10, blocks=tuple(strategy))
    yield Chapter(slot="actions", order=10, blocks=tuple(_sheets(project, axis) for axis in programme.axes))
    progress = progress_of(project)
    if progress.tracked:
        part = Part(title="Où en est le programme", blocks=tuple(_progress(progress)))
        yield Chapter(slot="phasing", order=5, blocks=(part,))


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
    panels = project.once(panels_of)
    sheets = tuple(
        action_sheet(action, objective, panels.get(("programme.Action", action.code), ()))
        for objective in axis.objectives
        for action in objective.actions
    )
    return Part(title=f"Axe {axis.code}. {axis.title}", blocks=sheets)


def _progress(progress: ProgrammeProgress) -> Iterator[Block]:
    late = progress.late
    told = count(len(late), "est en retard", "sont en retard") if late else "aucune n'est en retard"
    yield body(
        f"Au {plain_date(progress.day)}, {number(progress.done)} des {count(progress.total, 'étape')} du programme sont "
        f"finies et {told}."
    )
    yield Table(
        caption="Avancement par axe",
        columns=(
            Column("Axe", width=4),
            *(Column(label, align="right") for label in ("Étapes", "Finies", "En retard", "À finir")),
        ),
        rows=tuple(
            (
                f"{item.axis.code}. {item.axis.title}",
                number(item.total),
                number(item.done),
                number(len(item.late)),
                number(item.total - item.done - len(item.late)),
            )
            for item in progress.axes
        ),
    )
    if late:
        yield Table(
            caption="Étapes en retard, et ce qu'elles retiennent",
            columns=(
                Column("Étape", width=4),
                Column("Action", width=3),
                Column("Prévue le", align="center", width=1.2),
                Column("Retard (jours)", align="right", width=1),
                Column("Étapes qui l'attendent", align="right", width=1.2),
            ),
            rows=tuple(
                (
                    f"{item.step.code}. {item.step.title}",
                    item.action.title,
                    short_date(item.last_day),
                    number(item.days_late),
                    number(len(progress.behind(item.step.code))),
                )
                for item in late
            ),
        )
