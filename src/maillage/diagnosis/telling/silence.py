"""The limits of the data, in the dossier: who is silent, and what each figure would be whatever they said."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import number, percent
from maillage.base.values.tree import Block, Column, Table, body
from maillage.diagnosis.comparing import Grouping, grouped_sites, is_yes_or_no
from maillage.diagnosis.comparison_tables import written
from maillage.diagnosis.domain.nonresponse import FAIR_ANSWER, GOOD_ANSWER, Silence, silence
from maillage.territory.domain.variables import BY_CODE, Variable
from maillage.territory.readings import data_source, register_of

TOLD = ("weekly_hours", "surface_m2", "volunteers", "wifi", "website")


def blocks(project: Project) -> Iterator[Block]:
    """A sentence and a table; nothing when no figure is known or when nobody is silent."""
    if not register_of(project).sources:
        return
    found = [
        (variable, told)
        for variable in map(BY_CODE.__getitem__, TOLD)
        if (told := _silence(project, variable)) and told.whole.missing
    ]
    if not found:
        return
    yield body(_told(found))
    yield Table(
        caption="Ce que permet de dire le silence",
        columns=(
            Column("Chiffre", width=2.2),
            Column("Réponses", align="right", width=1.1),
            Column("Brut", align="right"),
            Column("Redressé par taille", align="right", width=1.2),
            Column("Sans aucune hypothèse", align="right", width=1.6),
        ),
        rows=tuple(_row(variable, told) for variable, told in found),
        source=f"{data_source(project)} Redressé : chaque classe de population pèse ce qu'elle compte de bibliothèques. "
        "Sans hypothèse : les silencieux peuvent avoir toute valeur entre les extrêmes observés.",
    )


def _silence(project: Project, variable: Variable) -> Silence | None:
    sites = grouped_sites(project, variable, Grouping.SIZE)
    return silence(sites, yes_or_no=is_yes_or_no(variable))


def _told(found: list[tuple[Variable, Silence]]) -> str:
    low = min(told.whole.share or 0 for _, told in found)
    high = max(told.whole.share or 0 for _, told in found)
    told = f"Selon le chiffre, {percent(low)} à {percent(high)} des bibliothèques ouvertes ont répondu"
    if low >= GOOD_ANSWER:
        return f"{told} : le silence y change peu de choses."
    return (
        f"{told}.{_who(found)} Chaque chiffre est donc donné avec ce qu'il serait si l'on pesait les tailles de commune, "
        "et avec ses bornes."
    )


def _who(found: list[tuple[Variable, Silence]]) -> str:
    """Whether the smallest communes answer less than all, for every figure; "" when they do not."""
    first = [told.classes[0][1].share for _, told in found]
    smaller = all(
        own is not None and told.whole.share is not None and own < told.whole.share
        for own, (_, told) in zip(first, found, strict=True)
    )
    if not smaller:
        return ""
    few = any(own is not None and own < FAIR_ANSWER for own in first)
    less = f", parfois moins de {percent(FAIR_ANSWER)}" if few else ""
    return f" Celles des plus petites communes se taisent plus que les autres{less}."


def _row(variable: Variable, told: Silence) -> tuple[str, ...]:
    share = is_yes_or_no(variable)

    def say(value: float) -> str:
        return written(value, variable, share=share)

    whole, estimate = told.whole, told.weighted.estimate
    return (
        f"{variable.label} : {'part de oui' if share else 'moyenne'}",
        f"{number(whole.known)} sur {number(whole.total)}",
        say(told.raw),
        say(estimate.mean),
        f"{say(told.bounds.low)} à {say(told.bounds.high)}",
    )
