"""Two libraries of the Cher, surveyed twice: what most tests of pages need, in a tenth of the time of the demo."""

from __future__ import annotations

from export_samples import COMMUNES, csv_2024, csv_2025

from builders import empty_network
from maillage.accounts.models import Network
from maillage.territory.files import read_libraries, read_places
from maillage.territory.services import import_libraries, replace_communes

LUNERY, BOURGES = "LI672", "LI674"
_TOWN = {"nom_de_l_etablissement": "Médiathèque", "code_insee_commune": "18033", "adresse": "Quai"}
_TOWN |= {
    "code_bib": "674.0",
    "ville": "Bourges",
    "cp": "18000",
    "population_commune": "64000",
    "surface": "2000",
}
_TOWN_2025 = {"nom_de_l_etablissement": "Médiathèque", "Code_bib": BOURGES, "Ville": "Bourges", "CP": "18000"}
_TOWN_2025 |= {"Adresse": "Quai", "Population commune": "64000", "connexion_wi_fi": "Non"}


def two_libraries() -> Network:
    """LI672 in Lunery (8 h, 1 851 visits) and LI674 in Bourges, in two EPCI."""
    network = empty_network("18")
    replace_communes(network=network, files=[read_places(COMMUNES.encode(), "communes.csv")])
    exports = {"2024.csv": csv_2024({}, _TOWN), "2025.csv": csv_2025({}, _TOWN_2025)}
    import_libraries(
        network=network, files=[read_libraries(text.encode(), name) for name, text in exports.items()]
    )
    return network
