"""Pictures of where a library stands among those of communes of its size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from maillage.base.charts import distribution
from maillage.base.values.french import count, number
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.directory import Line
from maillage.territory.domain.variables import BY_CODE, Variable
from maillage.territory.listings import measured

DRAWN = ("weekly_hours", "surface_m2")


def standing_pictures(line: Line, peers: Sequence[Line], label: str) -> Iterator[Picture]:
    """For hours and surface: every answer of its class as a dot, this library set apart."""
    here = next((rank for rank, peer in enumerate(peers) if peer.library.code == line.library.code), None)
    for code in DRAWN:
        answers = [peer.number(code) for peer in peers]
        if here is None or answers[here] is None or sum(a is not None for a in answers) < 2:
            continue
        yield _picture(BY_CODE[code], line, answers, here, label)


def _picture(
    variable: Variable, line: Line, answers: Sequence[Decimal | None], here: int, label: str
) -> Picture:
    known = sorted(answer for answer in answers if answer is not None)
    own = answers[here]
    return Picture(
        caption=f"{variable.label} : {line.library.name} parmi les communes {label}",
        spec=distribution(
            values=[None if answer is None else float(answer) for answer in answers],
            groups=[label.removeprefix("de ").replace("habitants", "hab.")] * len(answers),
            highlight=(here,),
            highlight_label="cette bibliothèque",
            unit=variable.unit,
            decimals=1 if any(answer != int(answer) for answer in known) else 0,
        ),
        alt=f"{variable.label} de {count(len(known), 'bibliothèque')} des communes {label}, de "
        f"{measured(known[0], variable)} à {measured(known[-1], variable)} ; celle-ci : {measured(own, variable)}.",
        data=_table(variable, known, own, len(answers)),
    )


def _table(variable: Variable, known: Sequence[Decimal], own: Decimal | None, total: int) -> Table:
    """How many libraries have each value: the dots, counted."""
    return Table(
        caption=f"{variable.label} : réponses de {number(len(known))} bibliothèques sur {number(total)}",
        columns=(Column("Valeur"), Column("Bibliothèques", align="right"), Column("")),
        rows=tuple(
            (
                measured(value, variable),
                number(known.count(value)),
                "cette bibliothèque" if value == own else "",
            )
            for value in sorted(set(known))
        ),
    )
