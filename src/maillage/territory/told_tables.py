"""The figures of one library as tables and as a picture: what stands and where it comes from, then year after year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeAlias

from maillage.base.charts import History, Spot, histories
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, number, short_date
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.breaks import Break, Dot
from maillage.territory.domain.directory import Line
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.plausible import COUNTED
from maillage.territory.domain.register import Observation, State
from maillage.territory.domain.told_figure import Told
from maillage.territory.domain.variables import Variable
from maillage.territory.domain.vintages import OWN, data_year, vintage_label, year_label
from maillage.territory.listings import measured

FIGURES = "chiffres"
# Small pictures are read in rows of three.
MOST_DRAWN = 6
# A column of the history: a vintage, or OWN with the year that the service said (None: it said none).
Place: TypeAlias = tuple[str, int | None]


def told_listing(request: Any, line: Line, found: Sequence[Told]) -> Listing:
    """One row a figure: what stands, of which year, from whom, and how to correct it for who may."""
    heads = [Head("Donnée"), Head("Valeur", "right"), Head("Année"), Head("Source")]
    if request.can_edit:
        heads.append(Head("Saisie"))
    return Listing(
        caption="Chiffres de la bibliothèque",
        anchor=FIGURES,
        heads=heads,
        rows=[list(_told_row(request, line, item)) for item in found],
        source=" ; ".join(_origins(line)),
    )


def _origins(line: Line) -> Iterator[str]:
    """The file and the line of each survey, the oldest first: every published value was read there."""
    for seen in reversed(line.record.appearances if line.record else ()):
        yield f"{seen.source_name}, ligne {number(seen.row.line)}"


def _told_row(request: Any, line: Line, item: Told) -> Iterator[Cell]:
    seen, variable = item.current, item.variable
    yield Cell(variable.label)
    yield _standing(item)
    yield Cell("" if seen is None else _year(item))
    yield Cell("" if seen is None else _source(seen))
    if request.can_edit:
        url = to(request, "territory:library-value", line.library.code, variable.code)
        yield Cell("Donner" if seen is None or seen.value is None else "Corriger", url=url)


def _standing(item: Told) -> Cell:
    seen = item.current
    if seen is None or seen.own is None:
        return answer_cell(item.variable, seen)
    hidden = item.hidden
    note = f"publié : {said(item.variable, hidden.value) if _kept(hidden) else UNKNOWN}" if hidden else ""
    return Cell(said(item.variable, seen.value), badge=Badge("service", Tone.INFO), note=note)


def _kept(seen: Observation) -> bool:
    return seen.state in (State.ANSWERED, State.SUSPECT)


def _year(item: Told) -> str:
    seen = item.current
    if seen and seen.own:
        return str(item.year) if item.year else "année non dite"
    return year_label(seen.vintage) if seen else ""


def _source(seen: Observation) -> str:
    if seen.own:
        return f"service : {_said_by(seen.own)}"
    return f"{vintage_label(seen.vintage)}, ligne {number(seen.source_line)}"


def _said_by(own: OwnValue) -> str:
    """`rapport annuel 2026, Léa Martin, le 12/04/2027`."""
    day = f"le {short_date(own.at.date())}" if own.at else ""
    return ", ".join(filter(None, (own.source, own.by, day)))


def answer_cell(variable: Variable, seen: Observation | None) -> Cell:
    """A published value; what is not an answer says why."""
    if seen is None:
        return Cell(UNKNOWN, note="" if variable.columns else "hors enquête")
    if seen.state is State.SUSPECT:
        return Cell(UNKNOWN, badge=Badge("douteux", Tone.WARNING), note=f"lu « {seen.raw[:60]} »")
    if seen.state is State.NON_ANSWER:
        return Cell(UNKNOWN, note="zéro partout : non-réponse")
    # Only an address of the web is a link: the cell was typed by strangers.
    safe = isinstance(seen.value, str) and seen.value.startswith(("http://", "https://"))
    return Cell(said(variable, seen.value), url=str(seen.value) if safe else "")


def said(variable: Variable, value: Decimal | bool | str | None) -> str:
    """`23,5 h`, `oui`, an address, `inconnu`."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal) or value is None:
        return measured(value, variable)
    return value


# ------------------------------------------------------------------------------------ year after year


def history_listing(found: Sequence[Told]) -> Listing:
    """One row a figure, one column a survey or a year of the service, the oldest first, and how it moved."""
    places = _places(found)
    rows = [item for item in found if item.published or item.given]
    return Listing(
        caption="D'année en année",
        heads=(
            Head("Donnée"),
            *(Head(_head(place), "right") for place in places),
            *((Head("Évolution", "right"),) if len(places) > 1 else ()),
        ),
        rows=[list(_history_row(item, places)) for item in rows],
        empty="Aucune enquête importée ne parle de ce lieu, et le service n'en a rien dit : ses chiffres sont inconnus.",
    )


def _places(found: Sequence[Told]) -> list[Place]:
    places: set[Place] = {
        (seen.vintage, data_year(seen.vintage)) for item in found for seen in item.published
    }
    places |= {(OWN, own.year) for item in found for own in item.given}
    return sorted(places, key=lambda place: (place[1] or 0, place[0] == OWN, place[0]))


def _head(place: Place) -> str:
    vintage, year = place
    if vintage == OWN:
        return f"{year or 'Année non dite'} ({vintage_label(OWN)})"
    return f"{year_label(vintage)} ({vintage_label(vintage)})"


def _history_row(item: Told, places: Sequence[Place]) -> Iterator[Cell]:
    yield Cell(item.variable.label)
    for vintage, year in places:
        if vintage == OWN:
            own = next((own for own in item.given if own.year == year), None)
            yield Cell(said(item.variable, own.value)) if own else Cell("–")
        else:
            seen = next((seen for seen in item.published if seen.vintage == vintage), None)
            yield answer_cell(item.variable, seen) if seen else Cell("non demandé")
    if len(places) > 1:
        yield _moved(item)


def _moved(item: Told) -> Cell:
    dots = item.dots
    if len(dots) < 2:
        return Cell("–")
    change = dots[-1].value - dots[0].value
    text = "stable"
    if change:
        text = f"{'+' if change > 0 else ''}{number(change, 0 if change == int(change) else 1)}"
    broken = [_break_told(before, dot) for before, dot in pairwise(dots) if dot.breaks]
    return Cell(text, badge=Badge("rupture", Tone.WARNING) if broken else None, note=" ; ".join(broken))


def _break_told(before: Dot, dot: Dot) -> str:
    assert dot.breaks is not None
    return f"de {before.year} à {dot.year}, {dot.breaks.label}"


def history_picture(found: Sequence[Told], name: str) -> Picture | None:
    """The figures known of two years at least, those that the service gave first; None without any."""
    drawn = sorted((item for item in found if len(item.dots) > 1), key=lambda item: not item.given)[
        :MOST_DRAWN
    ]
    if not drawn:
        return None
    return Picture(
        caption=f"{name} d'année en année",
        spec=histories(shown=[_history(item) for item in drawn]),
        alt=" ; ".join(_alternative(item) for item in drawn) + ".",
        data=_table(drawn),
    )


def _history(item: Told) -> History:
    return History(
        title=_titled(item.variable),
        spots=[
            Spot(
                year=dot.year,
                value=float(dot.value),
                text=number(dot.value, 0 if dot.value == int(dot.value) else 1),
                given=dot.given,
                breaks=dot.breaks is Break.SOURCE,
            )
            for dot in item.dots
        ],
    )


def _titled(variable: Variable) -> str:
    """`Surface (m²)`; what is counted by the unit says it in its label."""
    return (
        f"{variable.label} ({variable.unit})"
        if variable.unit and variable.unit not in COUNTED
        else variable.label
    )


def _alternative(item: Told) -> str:
    dots = ", ".join(f"{measured(dot.value, item.variable)} en {dot.year}" for dot in item.dots)
    return f"{item.variable.label} : {dots}"


def _table(drawn: Sequence[Told]) -> Table:
    return Table(
        caption="Valeurs dessinées",
        columns=(Column("Donnée"), Column("Année"), Column("Valeur", align="right"), Column("Origine")),
        rows=tuple(
            (
                item.variable.label,
                str(dot.year),
                measured(dot.value, item.variable),
                ("donnée du service" if dot.given else "enquête nationale")
                + (f" (rupture : {dot.breaks.label})" if dot.breaks else ""),
            )
            for item in drawn
            for dot in item.dots
        ),
    )
