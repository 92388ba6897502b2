"""Examples of listings, tiles, facts, trees and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from maillage.base.ui.components import Badge, Cell, Entry, Fact, Head, Link, Listing, Tile, Tone, TreeItem
from maillage.base.ui.showcase.texts import HOSTILE, LONG, TONES, TOWNS
from maillage.base.values.french import euros, number
from maillage.base.values.sources import Confidence

DAY = date(2027, 3, 15)


def badges() -> list[Badge]:
    said = ("à l’étude", "en cours", "voté", "à confirmer", "en retard")
    return [Badge(text, tone) for text, tone in zip(said, TONES, strict=True)]


def links() -> list[Link]:
    return [
        Link("Lien", "#"),
        Link("Bouton", "#", "button"),
        Link("Acte principal", "#", "primary", "check"),
        Link("Supprimer", "#", "danger", "trash-2"),
    ]


def tiles() -> list[Tile]:
    return [
        Tile("Coût total HT", euros(428_900), "dont 128 900 € en 2027", "#"),
        Tile("Reste à charge", "31 %", "plafond voulu : 40 %", "#", Tone.GOOD, 0.31),
        Tile("Dossier complet à", "72 %", "9 éléments manquent", "#", Tone.WARNING, 0.72),
        Tile("Remarques bloquantes", "2", "FIN-02 et GOV-01", "#", Tone.BAD),
        Tile("Agents formés", "inconnu", "aucune mesure saisie"),
    ]


def libraries(count: int) -> Listing:
    """A long, sortable listing with unknown figures and absent badges."""
    heads = [
        Head("Bibliothèque", key="nom"),
        Head("EPCI", key="epci"),
        Head("Population", "right", key="population"),
        Head("Ouverture", "right", key="heures"),
        Head("Vague", key="vague"),
    ]
    return Listing(
        caption="Bibliothèques du réseau",
        heads=heads,
        rows=list(_libraries(count)),
        source="ministère de la Culture, données 2025",
        anchor="bibliotheques",
    )


def _libraries(count: int) -> Iterator[Sequence[Cell | str]]:
    for rank in range(count):
        population = None if rank % 17 == 5 else 180 + rank * 137 % 9000
        yield [
            Cell(f"{TOWNS[rank % len(TOWNS)]} {rank + 1}", "#"),
            f"CC {TOWNS[(rank * 3) % len(TOWNS)]}",
            Cell(number(population), sort=population),
            Cell(f"{4 + rank % 30} h", sort=4 + rank % 30),
            Cell("", badge=Badge(f"Vague {rank % 3 + 1}", TONES[rank % 3]) if rank % 4 else None),
        ]


def short() -> Listing:
    """Long and hostile texts, a total, a doubtful source."""
    return Listing(
        caption=f"Titre hostile {HOSTILE}",
        heads=[Head("Action"), Head("Montant HT", "right")],
        rows=[
            (Cell(LONG, "#", note="portée par la direction de la lecture publique"), "128 900 €"),
            (HOSTILE, "inconnu"),
            ("Total", "128 900 €"),
        ],
        totals=(2,),
        source="délibération du 12 février 2027",
        confidence=Confidence.TO_CONFIRM,
    )


def empty() -> Listing:
    return Listing(
        caption="Marchés",
        heads=[Head("Marché")],
        rows=[],
        empty="Aucun marché pour l’instant. Un marché regroupe les dépenses d’un même besoin.",
        empty_link=Link("Ajouter un marché", "#", "primary", "plus"),
    )


def facts() -> list[Fact]:
    return [
        Fact("Responsable", "Directrice de la lecture publique"),
        Fact("Axe", LONG, "#"),
        Fact("Fin prévue", "inconnu"),
        Fact("Statut", "", badge=Badge("en cours", Tone.INFO)),
        Fact("Notes", f"{HOSTILE}\nDeuxième ligne"),
    ]


def tree() -> list[TreeItem]:
    modify = [Link("Modifier", "#")]
    under_way = [Badge("en cours", Tone.INFO)]
    actions = [
        TreeItem("A1. Former les équipes", "#", euros(12_000), under_way, modify),
        TreeItem(f"A2. {LONG}", "#", euros(24_000), under_way, modify),
    ]
    objectives = [
        TreeItem("O1. Rendre le numérique accessible à tous", "#", "2 actions", children=actions),
        TreeItem(HOSTILE, "#"),
    ]
    adding = [Link("Ajouter un objectif", "#", icon="plus")]
    first = Badge("prioritaire", Tone.GOOD)
    return [
        TreeItem("Axe 1. Médiation et formation", "#", "428 900 €", [first], adding, objectives),
        TreeItem("Axe 2. Outils partagés", "#"),
    ]


def entries() -> list[Entry]:
    return [
        Entry(DAY, "Comité de pilotage", "#", "Plan de financement", Badge("dans 10 jours", Tone.WARNING)),
        Entry(DAY + timedelta(days=20), LONG, "#"),
        Entry(DAY + timedelta(days=40), HOSTILE, "", HOSTILE, Badge("voté", Tone.GOOD)),
    ]
