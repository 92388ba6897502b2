"""What a comparison allows to conclude and what it does not, in plain French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.base.values.french import NBSP, count, listed, number, percent
from maillage.diagnosis.comparing import Grouping
from maillage.diagnosis.comparison_tables import writer
from maillage.diagnosis.domain.comparing import Comparison
from maillage.diagnosis.domain.spreads import Site, grouped
from maillage.statistics.dispersion import gini, icc, theil_split
from maillage.statistics.funnel import Place
from maillage.statistics.funnel_limits import Basis

NAMED = 6


def conclusions(found: Comparison) -> Iterator[str]:
    """What can, then what cannot be concluded from a funnel."""
    high = [u.name for u in found.outside if u.place in (Place.ABOVE, Place.FAR_ABOVE)]
    low = [u.name for u in found.outside if u.place in (Place.BELOW, Place.FAR_BELOW)]
    rest = len(found.units) - len(high) - len(low)
    if high:
        yield f"Au-dessus de ce que le hasard permet : {_named(high)}. Allez y voir : il y a peut-être quelque chose à apprendre."
    if low:
        yield f"En dessous de ce que le hasard permet : {_named(low)}. Cherchez pourquoi, avant de juger."
    if not high and not low:
        yield "Aucun écart ne dépasse ce que le hasard permet : ces différences ne disent rien de la qualité de chacun."
    elif rest:
        yield (
            f"Entre les {number(rest)} autres, rien ne permet de dire que l'un fait mieux que l'autre : "
            "leurs différences peuvent tenir au hasard et à leur taille."
        )
    if found.by_chance >= 0.5:
        chance = number(found.by_chance, 0 if found.by_chance >= 1 else 1)
        yield (
            f"Sur {number(len(found.units))} points, on en attend à peu près {chance} hors des limites à 95{NBSP}% "
            "même si tous se valent."
        )
    if found.funnel.overdispersed:
        yield (
            f"Les écarts sont en moyenne plus grands que le hasard (dispersion φ = {number(found.funnel.phi, 1)}, pour 1 "
            "attendu) : les points diffèrent aussi pour des raisons que ce chiffre ne dit pas. "
            "Les limites ont été élargies d'autant."
        )
        if found.funnel.basis is Basis.RATE:
            yield (
                "Une même personne entre, emprunte ou assiste plusieurs fois : ces nombres varient plus que des nombres de "
                "personnes. Comparez plutôt des emprunteurs ou des usagers numériques actifs, si vous les avez."
            )
    if len({round(unit.shrunk, 6) for unit in found.units}) == 1:
        yield "Le hasard suffit à expliquer tous les écarts : resserrées, toutes les valeurs se confondent."


def _named(names: Sequence[str]) -> str:
    ordered = list(names)
    more = len(ordered) - NAMED
    return listed([*ordered[:NAMED], count(more, "autre")] if more > 0 else ordered)


def spread_words(sites: Sequence[Site], grouping: Grouping) -> Iterator[str]:
    """How unequal libraries are, and whether groups explain it. Nothing with fewer than two positive values."""
    groups = {
        name: [s.value for s in inside if s.value is not None] for name, inside in grouped(sites).items()
    }
    known = [value for values in groups.values() for value in values]
    if len(known) < 2 or min(known) < 0 or sum(known) == 0:
        return
    split = theil_split(groups)
    if split.total and split.share_between is not None:
        inside = percent(1 - split.share_between)
        yield (
            f"{percent(split.share_between)} des inégalités tiennent à {grouping.label} ; {inside} séparent des "
            f"bibliothèques d'un même groupe (Theil {number(split.total, 3)}, dont {number(split.between, 3)} entre groupes ; "
            f"Gini {number(gini(known), 2)})."
        )
        yield (
            "C'est donc lieu par lieu qu'il faut agir, plus que groupe par groupe."
            if split.share_between < 0.5
            else "Agir par groupe réduirait plus de la moitié des écarts."
        )
    alike = icc(groups)
    if alike is not None:
        yield f"Ressemblance à l'intérieur d'un groupe (ICC) : {number(alike, 2)} ; 0 veut dire aucune, 1 complète."


def hidden_words(found: Comparison) -> str:
    """What a reader is not shown, "" when everything is."""
    hidden = sum(unit.hidden.value != "shown" for unit in found.units)
    if not hidden:
        return ""
    return (
        f"{count(hidden, 'groupe')} de trop peu de réponses, ou qu'une soustraction révélerait, "
        f"{'sont masqués' if hidden > 1 else 'est masqué'} ici : l'équipe du réseau les voit. "
        f"Le total, {writer(found)(found.funnel.target)}, les compte."
    )
