"""Tables of the key figures: never a median without its answers, never an unknown written as zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, folded, number, percent
from maillage.statistics.strata import strata
from maillage.territory.chapter import quantity
from maillage.territory.domain.directory import UNKNOWN_EPCI, Line, epci_of
from maillage.territory.domain.groups import Group, groups
from maillage.territory.domain.profile import KeyFigure
from maillage.territory.domain.standing import class_of
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.domain.vintages import data_year
from maillage.territory.listings import measured
from maillage.territory.pictures import sized
from maillage.territory.readings import CLASS_BOUNDS, data_source, directory_of, key_figures_of

COMPARED = ("weekly_hours", "surface_m2", "volunteers", "employees")
ASKED = (("wifi", "Wi-Fi"), ("website", "Site internet"), ("sunday_opening", "Ouverture le dimanche"))


def figures_listing(request: Any) -> Listing:
    """One row a variable: median, middle half, mean and total, never without the number of answers."""
    project = request.project
    known = key_figures_of(project)
    medians = [figure for name, figure in known.items() if name in _MEDIANS]
    return Listing(
        caption="Ce que les bibliothèques ont et font",
        anchor="chiffres",
        heads=(
            Head("Donnée", key="nom"),
            Head("Médiane", "right"),
            Head("La moitié du réseau entre", "right"),
            Head("Moyenne", "right"),
            Head("Total des réponses", "right"),
            Head("Réponses connues", "right", key="reponses"),
            Head("Année", "right", key="annee"),
        ),
        rows=[_measured(request, known, figure) for figure in medians if figure.n_known],
        source=f"{data_source(project)} Les non-réponses et les valeurs douteuses sont laissées hors des calculs.",
    )


_MEDIANS = {f"{code}.median": code for code in BY_CODE}


def _measured(request: Any, known: Mapping[str, KeyFigure], figure: KeyFigure) -> tuple[Cell, ...]:
    variable = BY_CODE[_MEDIANS[figure.name]]
    mean, total = (known.get(f"{variable.code}.{ending}") for ending in ("mean", "total"))
    year = data_year(figure.vintage)
    return (
        Cell(variable.label, url=to(request, "diagnosis:figure", variable.code)),
        Cell(measured(figure.value, variable)),
        Cell(_half(figure)),
        Cell(measured(mean.value if mean else None, variable)),
        Cell(measured(total.value, variable) if total else "–"),
        answers_cell(figure.n_known, figure.n_total),
        Cell(str(year) if year else "–", sort=year),
    )


def ratios_listing(project: Project) -> Listing:
    """Shares and ratios, each with its answers."""
    known = key_figures_of(project)
    names = ("employees.none_share", "visits.per_inhabitant", "document_spend_eur.per_inhabitant")
    return Listing(
        caption="Parts et ratios",
        heads=(Head("Chiffre"), Head("Valeur", "right"), Head("Réponses connues", "right")),
        rows=[
            (
                Cell(figure.label, note=figure.note),
                Cell(quantity(figure)),
                answers_cell(figure.n_known, figure.n_total),
            )
            for name in names
            if (figure := known.get(name))
        ],
        source=data_source(project),
    )


def _half(figure: KeyFigure) -> str:
    if figure.quartiles is None:
        return "–"
    low, _, high = figure.quartiles
    return f"{number(low, 0 if low == int(low) else 1)} et {number(high, 0 if high == int(high) else 1)}"


def answers_cell(known: int, total: int) -> Cell:
    """`109 sur 143`, and the share beneath."""
    share = known / total if total else None
    return Cell(f"{number(known)} sur {number(total)}", sort=share, note=percent(share) if total else "")


def yes_no_listing(request: Any) -> Listing:
    """oui, non, inconnu: three answers, never two."""
    project = request.project
    known = key_figures_of(project)
    rows = []
    for code, label in ASKED:
        found = [known.get(f"{code}.{ending}") for ending in ("yes", "no", "unknown")]
        if all(found):
            rows.append(
                (
                    Cell(
                        label,
                        url=to(request, "diagnosis:figure", code) if found[0] and found[0].n_known else "",
                    ),
                    *(quantity(figure).removesuffix("\u00a0lieux") for figure in found if figure),
                )
            )
    return Listing(
        caption="Oui, non, ou inconnu",
        heads=(Head("Question"), Head("Oui", "right"), Head("Non", "right"), Head("Inconnu", "right")),
        rows=rows,
        source=data_source(project),
    )


def sizes_listing(project: Project) -> Listing:
    """Medians by class of commune population, the smallest first."""
    classes = strata(CLASS_BOUNDS)
    lines = directory_of(project)

    def key(line: Line) -> str:
        own = class_of(line, classes)
        return sized(own.label, "habitants") if own else "population inconnue"

    order = [sized(stratum.label, "habitants") for stratum in classes]
    found = sorted(groups(lines, key, COMPARED), key=lambda g: order.index(g.key) if g.key in order else 99)
    rows = [(Cell(group.key[:1].upper() + group.key[1:]), *_middles(group)) for group in found]
    return _middles_listing("Selon la population de la commune", "Communes", rows, project)


def epci_listing(request: Any) -> Listing:
    """Medians by EPCI, each leading to its page."""
    project = request.project
    names = {epci_of(line): line.commune.epci_name for line in directory_of(project) if line.commune} | {
        UNKNOWN_EPCI: "Intercommunalité inconnue"
    }
    found = sorted(
        groups(directory_of(project), epci_of, COMPARED),
        key=lambda group: (group.key == UNKNOWN_EPCI, folded(names[group.key])),
    )
    rows = [
        (Cell(names[group.key], url=to(request, "diagnosis:epci", group.key)), *_middles(group))
        for group in found
    ]
    return _middles_listing("Selon l'intercommunalité", "Intercommunalité", rows, project)


def _middles(group: Group) -> Iterable[Cell]:
    yield Cell(number(group.libraries), sort=group.libraries)
    for code in COMPARED:
        middle = group.middles[code]
        text = UNKNOWN if middle.value is None else measured(middle.value, BY_CODE[code])
        yield Cell(text, sort=middle.value, note=f"{number(middle.known)} sur {number(group.libraries)}")


def _middles_listing(caption: str, first: str, rows: Sequence[Sequence[Cell]], project: Project) -> Listing:
    name = folded(first)
    return Listing(
        caption=caption,
        anchor=f"selon-{name}",
        sort_param=f"tri_{name}",
        heads=(
            Head(first, key="nom"),
            Head("Bibliothèques", "right", key="lieux"),
            *(Head(BY_CODE[code].label, "right", key=code) for code in COMPARED),
        ),
        rows=rows,
        source=f"{data_source(project)} Médianes ; dessous, le nombre de réponses.",
    )
