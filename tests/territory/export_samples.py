"""Tiny exports made by hand: a line has plausible cells, a test changes the few it is about."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from maillage.territory.domain.communes import Places, read_communes
from maillage.territory.domain.exports import Export, read_export
from maillage.territory.domain.joining import join
from maillage.territory.domain.quality import QualityReport, quality_report
from maillage.territory.domain.register import Register

COLUMNS_2024 = {
    "cp": "18400",
    "code_bib": "672.0",
    "surface": "135.0",
    "amplitude_horaire": "8.0",
    "nom_de_l_etablissement": "Bibliothèque Boris Vian",
    "adresse": "Rue Jean Jaurès",
    "code_departement": "18",
    "ville": "Lunery",
    "code_insee_commune": "18133",
    "population_commune": "1600",
    "longitude": "2.27",
    "latitude": "46.94",
    "statut": "Bibliothèque municipale",
    "type_adresse": "Bâtiment ouvert",
    "nombre_de_salaries": "1.0",
    "nombre_de_benevoles": "2.0",
}
COLUMNS_2025 = {
    "Code_bib": "LI672",
    "nom_de_l_etablissement": "Bibliothèque Boris Vian",
    "Adresse": "Rue Jean Jaurès",
    "code_departement": "18",
    "CP": "18400",
    "Ville": "Lunery",
    "Population commune": "1600",
    "Longitude": "2.27",
    "Latitude": "46.94",
    "type_adresse": "Bâtiment ouvert",
    "site_internet": "https://lunery.example",
    "site_internet_accessible": "Non",
    "nombre_de_places": "12",
    "ouverture_le_dimanche": "Non",
    "connexion_wi_fi": "Oui",
    "nombre_de_livres": "5803.0",
    "nombre_d_entrees": "1851",
    "depenses_action_culturelle": "0.0",
    "depenses_documentaires": "4893.0",
    "etp_salaries": "0.5",
    "etp_salaries_non_titulaires": "",
    "Nombre de bénévoles": "8",
    "temps_de_travail_des_benevoles": "0.2",
    "Nombre de salariés": "1.0",
    "gratuite_des_services": "Oui",
    "nombre_actions_culturelles": "10.0",
    "pop_touchee_actions_culturelles": "92",
}
COMMUNES = """\
code_insee,nom,code_departement,codes_postaux,population_municipale_2023,epci_code,epci_nom,epci_type,latitude,longitude
18133,Lunery,18,18400,1500,200,CC FerCher,CC,46.936,2.270
18033,Bourges,18,18000|18100,64000,201,CA Bourges Plus,CA,47.081,2.399
18001,Achères,18,18250,326,200,CC FerCher,CC,47.283,2.459
18002,Ainay-le-Vieil,18,18200,189,200,CC FerCher,CC,46.664,2.545
36001,Lunery,36,36400,90,300,CC Ailleurs,CC,46.700,2.000
"""


def _written(header: Iterable[str], lines: Iterable[dict[str, str]], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(header), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def csv_2024(*changes: dict[str, str]) -> str:
    return _written(COLUMNS_2024, [COLUMNS_2024 | change for change in changes], ";")


def csv_2025(*changes: dict[str, str]) -> str:
    return _written(COLUMNS_2025, [COLUMNS_2025 | change for change in changes], ",")


def export_2024(*changes: dict[str, str], name: str = "2024.csv") -> Export:
    return read_export(csv_2024(*changes), name=name)


def export_2025(*changes: dict[str, str], name: str = "2025.csv") -> Export:
    return read_export(csv_2025(*changes), name=name)


def places() -> Places:
    return Places(read_communes(COMMUNES))


def register(*exports: Export, department: str = "18") -> Register:
    return join(exports, department=department)


def report(*exports: Export, department: str = "18", communes: bool = True) -> QualityReport:
    return quality_report(register(*exports, department=department), places() if communes else None)
