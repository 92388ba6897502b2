"""The risks of the programme, in the dossier: the gravest first, and how many nobody judged or answered."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import count, number
from maillage.base.values.tree import Block, Column, Table, body, note
from maillage.programme.domain import Action, ProgrammeSection, Risk

# A page of risks is read; the sheets hold them all.
SHOWN = 12


def risk_blocks(programme: ProgrammeSection) -> Iterator[Block]:
    found = [(action, risk) for _, _, action in programme.actions() for risk in action.risks]
    if not found:
        return
    judged = sorted((pair for pair in found if pair[1].severity), key=lambda pair: -(pair[1].severity or 0))
    yield body(_told(found, len(judged)))
    if judged:
        yield _table(judged[:SHOWN])
        if len(judged) > SHOWN:
            yield note(f"Les {number(SHOWN)} plus graves ; les autres sont sur les fiches des actions.")


def _told(found: list[tuple[Action, Risk]], judged: int) -> str:
    actions = len({action.code for action, _ in found})
    bare = sum(not risk.answer.strip() for _, risk in found)
    left = len(found) - judged
    told = [f"Les fiches nomment {count(len(found), 'risque')} pour {count(actions, 'action')}"]
    if left:
        told.append(f"{number(left)} {'restent' if left > 1 else 'reste'} à évaluer")
    if bare:
        told.append(f"{number(bare)} {'attendent' if bare > 1 else 'attend'} une parade")
    return f"{' ; '.join(told)}."


def _table(pairs: list[tuple[Action, Risk]]) -> Table:
    return Table(
        caption="Les risques les plus graves",
        columns=(
            Column("Risque", width=2.6),
            Column("Action", width=2),
            Column("Probabilité", width=1.05),
            Column("Gravité", width=1),
            Column("Parade", width=3.2),
        ),
        rows=tuple(
            (
                risk.title,
                f"{action.code}. {action.title}",
                risk.likelihood.label if risk.likelihood else "",
                risk.impact.label if risk.impact else "",
                " ".join(risk.answer.split()) or "à trouver",
            )
            for action, risk in pairs
        ),
        source="Lecture : la gravité d'un risque croît avec sa probabilité et avec ses effets.",
    )
