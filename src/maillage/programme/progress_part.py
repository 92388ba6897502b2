"""Where the programme stands, in the dossier: by axis, by status, what is late, what people doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from maillage.base.values.french import count, number, plain_date, short_date
from maillage.base.values.tree import Block, Column, Table, body
from maillage.programme.domain import ActionStatus, Outlook
from maillage.programme.domain.progress import ActionProgress, ProgrammeProgress
from maillage.programme.domain.statuses import status_of


def progress_blocks(progress: ProgrammeProgress) -> Iterator[Block]:
    late = progress.late
    told = count(len(late), "est en retard", "sont en retard") if late else "aucune n'est en retard"
    yield body(
        f"Au {plain_date(progress.day)}, {number(progress.done)} des {count(progress.total, 'étape')} du programme sont "
        f"finies et {told}."
    )
    yield _by_axis(progress)
    yield _by_status(progress)
    if doubts := [one for one in progress.actions() if one.action.outlook in (Outlook.FRAGILE, Outlook.LOW)]:
        yield _watched(doubts)
    if late:
        yield _late(progress)


def _by_axis(progress: ProgrammeProgress) -> Table:
    return Table(
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


def _by_status(progress: ProgrammeProgress) -> Table:
    """One row an axis, a column for each status that an action has."""
    counted = [
        (item, Counter(status_of(one) for o in item.objectives for one in o.actions))
        for item in progress.axes
    ]
    whole = sum((found for _, found in counted), Counter[ActionStatus]())
    shown = [status for status in ActionStatus if whole[status]]
    rows = [
        (
            f"{item.axis.code}. {item.axis.title}",
            *(number(found[status]) for status in shown),
            number(found.total()),
        )
        for item, found in counted
    ]
    rows.append(("Total", *(number(whole[status]) for status in shown), number(whole.total())))
    return Table(
        caption="Actions par statut",
        columns=(
            Column("Axe", width=4),
            *(Column(status.label.capitalize(), align="right") for status in shown),
            Column("Actions", align="right"),
        ),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
    )


def _watched(doubts: list[ActionProgress]) -> Table:
    """The least sure first, each with what was last noted of it."""
    doubts = sorted(doubts, key=lambda one: one.action.outlook is not Outlook.LOW)
    return Table(
        caption="Actions dont l'issue est incertaine",
        columns=(
            Column("Action", width=3),
            Column("Pilote", width=1.8),
            Column("Confiance", width=1.1),
            Column("Dernière note", width=4),
        ),
        rows=tuple(
            (
                f"{one.action.code}. {one.action.title}",
                one.action.lead or "à désigner",
                one.action.outlook.label if one.action.outlook else "",
                _last_note(one),
            )
            for one in doubts
        ),
    )


def _last_note(item: ActionProgress) -> str:
    if not item.action.notes:
        return "aucune note"
    last = max(item.action.notes, key=lambda one: one.day)
    return f"{short_date(last.day)} : {' '.join(last.text.split())}"


def _late(progress: ProgrammeProgress) -> Table:
    return Table(
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
            for item in progress.late
        ),
    )
