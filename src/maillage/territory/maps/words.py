"""The sentences of the map: what it shows, what it concludes, what its distances mean."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.values.french import NBSP, UNKNOWN, count, number
from maillage.statistics.quantiles import quartiles
from maillage.territory.domain.covering import Cover, farthest_first
from maillage.territory.domain.mapping import Answer, MapAsked, Mapped
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.variables import ValueKind, Variable
from maillage.territory.listings import measured
from maillage.territory.maps.scene import Scene

CROW = (
    "« À vol d'oiseau » : en ligne droite, du centre de la commune à la bibliothèque (au centre de sa commune quand sa "
    "position est inconnue). La route est toujours plus longue."
)
NEIGHBOURS = "Une commune qui a une bibliothèque en est à 0 km. Les bibliothèques des départements voisins ne sont pas comptées."


def amount(value: Decimal | float) -> str:
    """`12`, `12,5`: one decimal when there is something after the comma."""
    exact = Decimal(str(value))
    return number(exact, 0 if exact == int(exact) else 1)


def answered(value: Answer, variable: Variable) -> str:
    """`12,5 h`, `oui`, `inconnu`."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return measured(value, variable)


def service(asked: MapAsked) -> str:
    """What a library must be to serve: `une bibliothèque ouverte 8 h par semaine ou plus`."""
    if asked.hours is None:
        return "une bibliothèque ouverte"
    return f"une bibliothèque ouverte {asked.hours}{NBSP}h par semaine ou plus"


def where(asked: MapAsked) -> str:
    return (
        "dans leur commune" if asked.within is None else f"à {asked.within}{NBSP}km au plus, à vol d'oiseau"
    )


def caption(scene: Scene) -> str:
    variable = scene.asked.variable
    what = variable.label if variable else "Bibliothèques et communes desservies"
    return f"{what}, {area(scene)}"


def area(scene: Scene) -> str:
    """What the map is of: `CC Berry Grand Sud`, `communes de moins de 500 habitants`."""
    asked = scene.asked
    names = [cover.name for cover in scene.covers[:-1] if cover.code == asked.epci]
    parts = [names[0] if names else "tout le réseau"]
    if asked.stratum:
        parts.append(f"communes {_sized(asked.stratum.label)}")
    return ", ".join(parts)


def _sized(label: str) -> str:
    head, more, _ = label.partition(" et plus")
    return f"{head if head.startswith('de ') else f'de {head}'} habitants{more}"


def conclusion(scene: Scene) -> str:
    """What the map says, in sentences: libraries, the figure, who is covered, the farthest commune."""
    return " ".join(filter(None, (_libraries(scene), _figure(scene), _covered(scene), _farthest(scene))))


def _libraries(scene: Scene) -> str:
    asked, n = scene.asked, len(scene.libraries)
    if asked.kind == LibraryKind.OPEN.value:
        told = count(n, "bibliothèque ouverte", "bibliothèques ouvertes")
    else:
        told = count(n, "lieu", "lieux")
    unplaced = f", dont {number(scene.unplaced)} sans position connue" if scene.unplaced else ""
    return f"{told}{unplaced}."


def _figure(scene: Scene) -> str:
    variable, total = scene.asked.variable, len(scene.libraries)
    if variable is None:
        return ""
    known = [found for found in scene.libraries if found.value is not None]
    doubtful = sum(found.doubtful for found in scene.libraries)
    doubt = f", dont {count(doubtful, 'douteuse')}" if doubtful else ""
    silent = (
        f"{count(total - len(known), 'réponse inconnue', 'réponses inconnues')} sur {number(total)}{doubt}"
    )
    if not known:
        return f"{variable.label} : {silent}."
    if variable.kind is ValueKind.NUMBER:
        return f"{variable.label} : {_spread(known, variable)} ; {silent}."
    yes = sum(found.value is True for found in known)
    return f"{variable.label} : oui pour {number(yes)}, non pour {number(len(known) - yes)} ; {silent}."


def _spread(known: list[Mapped], variable: Variable) -> str:
    values = [found.value for found in known if isinstance(found.value, Decimal)]
    spread = quartiles(values)
    middle = answered(Decimal(str(round(spread.median, 1))) if spread else None, variable)
    if len(set(values)) == 1:
        return f"{middle} partout"
    top = max(known, key=lambda found: found.value or 0)
    return f"médiane {middle}, au plus {answered(top.value, variable)} ({top.line.library.name})"


def _covered(scene: Scene) -> str:
    whole = scene.whole
    if whole is None or not whole.communes:
        return ""
    share = share_text(whole)
    people = f"{share[:1].upper()}{share[1:]} des habitants ont {service(scene.asked)} {where(scene.asked)}"
    doubt = f", on ne sait pas pour {number(whole.unknown.communes)}" if whole.unknown.communes else ""
    return f"{people} ; {_bare(whole)}{doubt}."


def _bare(whole: Cover) -> str:
    if not whole.far.communes:
        return (
            "aucune commune n'en est privée"
            if not whole.unknown.communes
            else "aucune commune n'en est privée à coup sûr"
        )
    lack = "n'en a pas" if whole.far.communes < 2 else "n'en ont pas"
    told = f"{count(whole.far.communes, 'commune')} sur {number(whole.communes)} {lack}"
    return f"{told} ({count(whole.far.people, 'habitant')})"


def share_text(cover: Cover) -> str:
    """`66 %`, or `de 60 à 72 %` when the service of some libraries is unknown."""
    low, high = cover.share, cover.share_at_most
    if low is None or high is None:
        return UNKNOWN
    # 99.6 % are not everybody, nor is 0.4 % nobody.
    decimals = int(any(0 < share < 0.01 or 0.99 <= share < 1 for share in (low, high)))
    least, most = _points(low, decimals), _points(high, decimals)
    return f"{least}{NBSP}%" if least == most else f"de {least} à {most}{NBSP}%"


def _points(share: float, decimals: int) -> str:
    """A share in percentage points: `82`, `99,8`; `100` for the whole only."""
    if share in (0, 1):
        return number(int(100 * share))
    return number(min(Decimal(str(share)) * 100, Decimal("99.9")), decimals)


def _farthest(scene: Scene) -> str:
    first = next(iter(farthest_first(scene.distances)), None)
    if first is None or first.sure is None:
        return ""
    site = first.sure.site
    return (
        f"La commune la plus éloignée est {first.commune.name} : {km(first.sure.km)}"
        f" (bibliothèque la plus proche : {site.town or site.name})."
    )


def km(value: float | None) -> str:
    """`8,4 km`."""
    return UNKNOWN if value is None else f"{number(value, 1)}{NBSP}km"


def unknown_note(scene: Scene) -> str:
    """What the shares leave out, or ""."""
    uncounted = scene.whole.uncounted if scene.whole else 0
    unplaced = sum(not found.placed for found in scene.distances)
    told = []
    if uncounted:
        told.append(f"{count(uncounted, 'commune')} de population inconnue")
    if unplaced:
        told.append(f"{count(unplaced, 'commune')} de position inconnue")
    return f"Comptées à part : {' et '.join(told)}." if told else ""
