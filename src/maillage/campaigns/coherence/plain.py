"""What must be understood first: what is kept everywhere, what lacks most, where gaps are widest, where to act."""

from __future__ import annotations

from maillage.base.values.french import count, listed, number, percent
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.domain.coherence.conformity import Conformity
from maillage.campaigns.domain.coherence.gaps import Level
from maillage.campaigns.domain.coherence.heat import HeatRow

# How many services or questions a sentence names: more is a table.
NAMED = 3
_ACT = {
    Level.EPCI: "Agir d’abord par EPCI : c’est entre intercommunalités que les bibliothèques diffèrent le plus.",
    Level.SIZE: "Agir d’abord par taille de commune : les bibliothèques de communes semblables se ressemblent.",
    Level.LIBRARY: "Agir bibliothèque par bibliothèque : ni l’EPCI ni la taille de la commune n’expliquent l’essentiel "
    "des écarts.",
}


def response(found: Coherence) -> str:
    """How many answered, of those asked."""
    asked, answered = len(found.seen), len(found.answered)
    told = f"{number(answered)} réponses sur {count(asked, 'bibliothèque interrogée', 'bibliothèques interrogées')}"
    return f"{told} ({percent(answered / asked)})." if asked else "Aucune bibliothèque n’était interrogée."


def both(kept: Conformity) -> str:
    """A share in sites and in inhabitants, always together."""
    return f"{percent(kept.share)} des lieux qui ont répondu, {percent(kept.people_share)} des habitants de leurs communes"


def assured(found: Coherence) -> str:
    """The core services that nearly all sites offer."""
    limit = found.marks.assured
    kept = [own for own in found.core if own.share is not None and own.share >= limit]
    if not found.core:
        return "Cette grille ne désigne aucun service du socle."
    if not kept:
        best = max(found.core, key=lambda own: own.share or 0.0)
        return (
            f"Aucun service du socle n’est assuré par {percent(limit)} des bibliothèques qui ont répondu. Le plus "
            f"répandu : « {best.title} », {both(best)}."
        )
    return (
        f"{count(len(kept), 'service du socle', 'services du socle')} sur {number(len(found.core))} : "
        f"{listed([f'« {own.title} »' for own in kept])}."
    )


def lacking(found: Coherence) -> str:
    """The core services that the fewest sites offer; "" for a grid without any."""
    if not found.core:
        return ""
    known = [own for own in found.core if own.share is not None and own.share < 1]
    least = sorted(known, key=lambda own: (own.share or 0.0, own.title))[:NAMED]
    if not least:
        return "Rien ne manque au socle parmi les réponses reçues."
    return " ; ".join(f"« {own.title} » ({both(own)})" for own in least) + "."


def widest_row(found: Coherence) -> HeatRow | None:
    """The question on which EPCI differ the most, of those that anybody may see."""
    return max(
        (row for row in found.heat if row.gap), key=lambda row: (row.gap or 0.0, row.item.code), default=None
    )


def widest(found: Coherence) -> str:
    """Between which EPCI the gap is the widest, and on what."""
    row = widest_row(found)
    if row is None:
        return "Les réponses ne suffisent pas à comparer deux intercommunalités."
    cells = [
        (cell.share, name, cell) for name, cell in zip(found.by_epci, row.cells, strict=True) if cell.known
    ]
    high = max(cells, key=lambda cell: cell[0] or 0.0)
    low = min(cells, key=lambda cell: cell[0] or 0.0)
    return (
        f"« {row.item.title} » : {number(high[2].reached)} bibliothèques sur {number(high[2].known)} y arrivent dans "
        f"{high[1]}, {number(low[2].reached)} sur {number(low[2].known)} dans {low[1]}. Sur si peu de réponses, une part "
        "de l’écart tient au hasard."
    )


def act(found: Coherence) -> str:
    """By EPCI, by size or library by library."""
    if found.where is None:
        return "Les réponses ne suffisent pas à dire où agir."
    told = found.where
    return (
        f"{_ACT[told.level]} Part des écarts de score, hasard déduit : {percent(told.by_epci.beyond_chance)} entre EPCI, "
        f"{percent(told.by_size.beyond_chance)} entre tailles de commune."
    )


def headlines(found: Coherence) -> tuple[tuple[str, str], ...]:
    """The page in plain words: a title and its sentence."""
    told = (
        ("Ce qui est assuré partout", assured(found)),
        ("Ce qui manque le plus", lacking(found)),
        ("Où l’écart est le plus grand", widest(found)),
        ("Où agir", act(found)),
    )
    return tuple((title, sentence) for title, sentence in told if sentence)
