"""What one library answered, survey after survey, and where it stands among libraries of communes of its size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from maillage.base.charts import distribution
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.values.french import UNKNOWN, count, number
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.directory import Line
from maillage.territory.domain.register import Observation, State
from maillage.territory.domain.standing import Standing
from maillage.territory.domain.variables import BY_CODE, VARIABLES, VINTAGE_LABEL, VINTAGES, Variable
from maillage.territory.listings import measured

_YEARS = {vintage.id: vintage.data_year for vintage in VINTAGES}
DRAWN = ("weekly_hours", "surface_m2")


def answers_listing(line: Line) -> Listing:
    """One row a variable, one column a survey, the oldest first, and how the value moved."""
    record = line.record
    vintages = tuple(reversed(record.vintages)) if record else ()
    several = len(vintages) > 1
    rows = [list(_row(line, variable, vintages, several)) for variable in VARIABLES] if record else []
    return Listing(
        caption="Réponses aux enquêtes",
        heads=(
            Head("Donnée"),
            *(Head(f"{_YEARS[vintage]} ({VINTAGE_LABEL[vintage]})", "right") for vintage in vintages),
            *((Head("Évolution", "right"),) if several else ()),
        ),
        rows=[row for row in rows if row],
        source=" ; ".join(_origins(line)),
        empty="Aucune enquête importée ne parle de ce lieu : ses chiffres sont inconnus.",
    )


def _origins(line: Line) -> Iterator[str]:
    """The file and the line of each survey, the oldest first: every value of a column was read there."""
    for seen in reversed(line.record.appearances if line.record else ()):
        yield f"{seen.source_name}, ligne {number(seen.row.line)}"


def _row(line: Line, variable: Variable, vintages: Sequence[str], several: bool) -> Iterator[Cell]:
    assert line.record is not None
    seen = [line.record.observation(variable.code, vintage) for vintage in vintages]
    if not any(seen):
        return
    yield Cell(variable.label)
    for observation in seen:
        yield _answer(variable, observation)
    if several:
        yield Cell(_moved(variable, seen))


def _answer(variable: Variable, seen: Observation | None) -> Cell:
    if seen is None:
        return Cell("non demandé")
    if seen.state is State.SUSPECT:
        return Cell(UNKNOWN, badge=Badge("douteux", Tone.WARNING), note=f"lu « {seen.raw[:60]} »")
    if seen.state is State.NON_ANSWER:
        return Cell(UNKNOWN, note="zéro partout : non-réponse")
    if seen.value is None:
        return Cell(UNKNOWN)
    if isinstance(seen.value, Decimal):
        return Cell(measured(seen.value, variable))
    if isinstance(seen.value, bool):
        return Cell("oui" if seen.value else "non")
    # Only an address of the web is a link: the cell was typed by strangers.
    safe = seen.value.startswith(("http://", "https://"))
    return Cell(seen.value, url=seen.value if safe else "")


def _moved(variable: Variable, seen: Sequence[Observation | None]) -> str:
    known = [found.number for found in seen if found]
    if len(known) < 2 or known[0] is None or known[-1] is None:
        return "–"
    change = known[-1] - known[0]
    if not change:
        return "stable"
    return f"{'+' if change > 0 else ''}{number(change, 0 if change == int(change) else 1)}"


def standing_listing(found: Sequence[Standing], label: str) -> Listing:
    """The library beside the median and the quartiles of its class; never a median without its answers."""
    return Listing(
        caption=f"Parmi les bibliothèques des communes {label}",
        heads=(
            Head("Donnée"),
            Head("Cette bibliothèque", "right"),
            Head("Médiane", "right"),
            Head("La moitié entre", "right"),
            Head("Rang"),
            Head("Réponses", "right"),
        ),
        rows=[_standing_row(standing) for standing in found],
        empty="Aucune bibliothèque de cette taille n'a répondu.",
    )


def _standing_row(standing: Standing) -> tuple[Cell, ...]:
    variable, spread = standing.variable, standing.quartiles
    assert spread is not None
    low, middle, high = (Decimal(str(round(q, 1))) for q in (spread.q1, spread.median, spread.q3))
    others = standing.known - 1
    rank = "–"
    if standing.value is not None and others and not standing.below:
        rank = "aucune réponse plus basse"
    elif standing.value is not None and others:
        rank = f"plus que {number(standing.below)} des {count(others, 'autre réponse', 'autres réponses')}"
    return (
        Cell(variable.label),
        Cell(measured(standing.value, variable)),
        Cell(measured(middle, variable)),
        Cell(f"{_bare(low)} et {_bare(high)}"),
        Cell(rank),
        Cell(f"{number(standing.known)} sur {number(standing.total)}"),
    )


def _bare(value: Decimal) -> str:
    return number(value, 0 if value == int(value) else 1)


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
