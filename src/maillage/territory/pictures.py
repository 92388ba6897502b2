"""Opening hours by size of commune, in a picture and its table."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import distribution
from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, number
from maillage.base.values.tree import Column, Picture, Table
from maillage.statistics.quantiles import quartiles
from maillage.statistics.strata import strata, stratum_of
from maillage.territory.domain.quality import attachments
from maillage.territory.readings import CLASS_BOUNDS, data_source, key_figures_of, network_places, register_of


def sized(label: str, unit: str) -> str:
    """A class of population with its unit: `de 500 à 999 hab.`, `5 000 hab. et plus`."""
    head, more, _ = label.partition(" et plus")
    return f"{head} {unit}{more}"


def hours_by_size(project: Project) -> Picture | None:
    """Weekly hours of each library that answered, by class of commune population."""
    register, places = register_of(project), network_places(project)
    classes = strata(CLASS_BOUNDS)
    found = attachments(register, places) if places else {}
    values: list[float | None] = []
    groups: list[str] = []
    for stratum in classes:
        for record in register.open_records():
            commune = found[record.key].commune if record.key in found else None
            size = commune.population if commune else record.population
            if stratum_of(size, classes) is stratum:
                seen = record.observation("weekly_hours")
                values.append(float(seen.number) if seen and seen.number is not None else None)
                groups.append(sized(stratum.label, "hab."))
    known = [value for value in values if value is not None]
    if not known:
        return None
    median = key_figures_of(project)["weekly_hours.median"]
    return Picture(
        caption="Heures d'ouverture hebdomadaires, selon la population de la commune",
        spec=distribution(values=values, groups=groups, unit="h", decimals=1),
        alt=f"Distribution des heures d'ouverture de {count(len(known), 'bibliothèque')} par taille de commune. "
        f"Médiane du réseau : {number(median.value, 1)} heures.",
        source=f"{data_source(project)} {median.n_known} réponses sur {median.n_total}.",
        data=_hours_table(values, groups),
    )


def _hours_table(values: Sequence[float | None], groups: Sequence[str]) -> Table:
    """Each class with its answers, its median and the bounds of its middle half."""
    rows = []
    for group in dict.fromkeys(groups):
        inside = [value for value, own in zip(values, groups, strict=True) if own == group]
        known = [value for value in inside if value is not None]
        spread = quartiles(known)
        rows.append(
            (
                group,
                f"{len(known)} sur {len(inside)}",
                number(spread.median if spread else None, 1),
                f"{number(spread.q1, 1)} et {number(spread.q3, 1)}" if spread else UNKNOWN,
            )
        )
    return Table(
        caption="Heures par semaine, selon la population de la commune",
        columns=(
            Column("Communes", width=2),
            Column("Réponses", align="right"),
            Column("Médiane", align="right"),
            Column("La moitié entre", align="right"),
        ),
        rows=tuple(rows),
    )
