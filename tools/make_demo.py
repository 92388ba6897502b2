"""Writes `demo/`: an invented network of 143 libraries, placed on the real communes of the Cher.

Of real communes it keeps the name, the INSEE code, the EPCI, the municipal population, and a position rounded to
0.01°. Everything about libraries is drawn at random, around orders of magnitude by size of commune; no file of
real libraries is read. The same bytes come out of each run:

    python tools/make_demo.py --communes ../shared/data/territoire/communes-18-2026.csv --out demo
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import random
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
COMMUNES = PROJECT.parent / "shared" / "data" / "territoire" / "communes-18-2026.csv"
SEED = "maillage, démonstration 3"
FIRST_CODE = 90001  # real codes stop near 21000
LIBRARIES = 143
MAIN_TOWN = "18033"

COMMUNE_COLUMNS = (
    "code_insee", "nom", "population_municipale_2023", "epci_code", "epci_nom", "latitude", "longitude",
)  # fmt: skip
COLUMNS_2024 = (
    "cp", "code_bib", "surface", "amplitude_horaire", "nom_de_l_etablissement", "libelle_2", "complement", "adresse",
    "code_region", "region", "code_departement", "departement", "ville", "cedex", "code_insee_commune",
    "population_commune", "longitude", "latitude", "statut", "type_adresse", "nombre_de_salaries",
    "nombre_de_benevoles", "geolocalisation",
)  # fmt: skip
COLUMNS_2025 = (
    "Code_bib", "nom_de_l_etablissement", "Adresse", "code_region", "Région", "code_departement", "Département",
    "CP", "Ville", "Population commune", "Longitude", "Latitude", "type_adresse", "site_internet",
    "site_internet_accessible", "nombre_de_places", "ouverture_le_dimanche", "connexion_wi_fi", "nombre_de_livres",
    "nombre_d_entrees", "depenses_action_culturelle", "depenses_documentaires", "etp_salaries",
    "etp_salaries_non_titulaires", "Nombre de bénévoles", "temps_de_travail_des_benevoles", "Nombre de salariés",
    "gratuite_des_services", "nombre_actions_culturelles", "pop_touchee_actions_culturelles",
)  # fmt: skip
COMMON_COLUMNS = {
    "nom_de_l_etablissement": "nom_de_l_etablissement", "adresse": "Adresse", "code_departement": "code_departement",
    "departement": "Département", "ville": "Ville", "population_commune": "Population commune",
    "longitude": "Longitude", "latitude": "Latitude", "type_adresse": "type_adresse",
}  # fmt: skip
NUMBERS_2024 = ("surface", "amplitude_horaire", "nombre_de_salaries", "nombre_de_benevoles")
ACTIVITY_2025 = COLUMNS_2025[COLUMNS_2025.index("site_internet") :]
NUMBERS_2025 = tuple(
    name for name in ACTIVITY_2025 if not name.startswith(("site_", "ouverture_", "connexion_", "gratuite_"))
)

FIRST_WORDS = (
    "La Page", "Le Chapitre", "L'Encrier", "La Plume", "Le Conte", "Le Signet", "La Virgule", "Le Feuillet",
    "La Veilleuse", "Le Grimoire", "L'Étagère", "La Lanterne", "Le Carnet", "La Marelle",
)  # fmt: skip
LAST_WORDS = (
    "du lavoir", "des tilleuls", "du vieux puits", "de la halle", "du chemin creux", "des hirondelles", "du verger",
    "de la cour d'école", "des quatre vents", "du moulin perdu", "de la fontaine", "des coquelicots",
)  # fmt: skip
STREETS = (
    "rue des Marque-Pages", "place du Conte", "impasse du Chapitre", "chemin des Écritoires", "allée du Folio",
    "rue de la Virgule", "place de l'Alphabet", "rue du Point-Final", "ruelle des Guillemets", "cour du Brouillon",
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """What a library is like in communes of a size: medians, shares between 0 and 1, how many say nothing."""

    low: int
    communes: int
    middle: int
    surface: float
    hours: float
    volunteers: float
    employees: float
    unpaid: float
    books: float
    wifi: float
    website: float
    silent: int


SIZES = (
    Size(0, 42, 300, 45, 5.0, 3, 1, 0.82, 1500, 0.22, 0.05, 24),
    Size(500, 44, 700, 56, 7.0, 4, 1, 0.70, 2600, 0.42, 0.14, 10),
    Size(1000, 30, 1400, 100, 9.0, 5, 1.3, 0.42, 4800, 0.62, 0.30, 5),
    Size(2000, 13, 3000, 200, 16.0, 3, 2.5, 0.20, 9500, 0.85, 0.60, 1),
    Size(5000, 7, 10000, 850, 27.0, 0, 7, 0.0, 26000, 1.0, 0.95, 0),
)
# Further sites of the largest towns, the largest first: 136 communes, 143 libraries.
FURTHER_SITES = (3, 2, 1, 1)

# One library each, among those that answered: what a quality report must find.
DEFECTS: tuple[tuple[int, int, dict[str, str]], ...] = (
    (0, 2024, {"amplitude_horaire": "96.0"}),
    (1, 2024, {"surface": "env. 40"}),
    (0, 2024, {"surface": "6.0"}),
    (0, 2024, {"surface": "8.0"}),
    (1, 2024, {"surface": "0.0"}),
    (2, 2024, {"surface": "0.0"}),
    (1, 2024, {"amplitude_horaire": "0.0"}),
    (1, 2024, {"nombre_de_salaries": "0.0", "nombre_de_benevoles": "0.0"}),
    (2, 2024, {"nombre_de_salaries": "0.0", "nombre_de_benevoles": "0.0"}),
    (2, 2024, {"type_adresse": "Inconnue"}),
    (1, 2025, {"nombre_de_places": "640"}),
    (0, 2025, {"nombre_d_entrees": "48000"}),
    (1, 2025, {"nombre_actions_culturelles": "25", "pop_touchee_actions_culturelles": "12"}),
    (2, 2025, {"nombre_actions_culturelles": "140", "pop_touchee_actions_culturelles": "6"}),
    (0, 2025, {"site_internet": "oui"}),
    (1, 2025, {"site_internet": "en projet"}),
    (1, 2025, {"site_internet": "NC"}),
    (2, 2025, {"site_internet": "voir la mairie"}),
)


@dataclass(frozen=True)
class Town:
    """The facts kept of a real commune."""

    insee: str
    name: str
    population: int
    epci_code: str
    epci_name: str
    latitude: str
    longitude: str


@dataclass
class Library:
    """An invented library: where it is, how many people it serves, its lines in both exports."""

    code: int
    town: Town
    served: float
    rank: int
    size: int
    lines: dict[int, dict[str, str]]


def read_towns(path: Path) -> list[Town]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = [
            Town(
                insee=row["code_insee"],
                name=row["nom"],
                population=int(row["population_municipale_2023"]),
                epci_code=row["epci_code"],
                epci_name=row["epci_nom"],
                latitude=f"{float(row['latitude']):.2f}",
                longitude=f"{float(row['longitude']):.2f}",
            )
            for row in csv.DictReader(file)
        ]
    return sorted(found, key=lambda town: town.insee)


def size_of(people: float) -> int:
    return max(rank for rank, size in enumerate(SIZES) if people >= size.low)


def place(towns: Sequence[Town], rng: random.Random) -> list[Library]:
    """Libraries without lines yet: communes drawn in each size, then further sites in the largest towns."""
    chosen: list[Town] = []
    for rank, size in enumerate(SIZES):
        members = [town for town in towns if size_of(town.population) == rank]
        chosen += rng.sample(members, size.communes)
    largest = sorted(chosen, key=lambda town: -town.population)
    further = {town.insee: sites for town, sites in zip(largest, FURTHER_SITES, strict=False)}
    found: list[Library] = []
    for town in sorted(chosen, key=lambda town: town.insee):
        sites = further.get(town.insee, 0)
        for rank in range(sites + 1):
            share = (0.3 / sites if rank else 0.7) if sites else 1.0
            served = town.population * share
            found.append(Library(FIRST_CODE + len(found), town, served, rank, size_of(served), {}))
    return found


def around(rng: random.Random, median: float, spread: float) -> float:
    """A log-normal draw: half of them below `median`."""
    return median * math.exp(spread * rng.gauss(0, 1))


def yes(rng: random.Random, share: float) -> bool:
    return rng.random() < share


def word(answer: bool) -> str:
    return "Oui" if answer else "Non"


def slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def position(library: Library) -> tuple[str, str]:
    """Further sites stand one hundredth of a degree away: two places never share a point by accident."""
    east, north = ((0, 0), (0.01, 0), (-0.01, 0), (0, 0.01))[library.rank]
    return f"{float(library.town.longitude) + east:.2f}", f"{float(library.town.latitude) + north:.2f}"


def identity(library: Library, name: str, rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    town = library.town
    longitude, latitude = position(library)
    address = f"{rng.randint(1, 30)} {rng.choice(STREETS)}" if yes(rng, 0.75) else ""
    status = rng.choices(
        ("Bibliothèque municipale", "Bibliothèque associative", "Bibliothèque intercommunale"), (86, 8, 6)
    )[0]
    old = {
        "code_bib": f"{library.code}.0",
        "nom_de_l_etablissement": name,
        "adresse": address,
        "code_departement": "18",
        "departement": "Cher",
        "ville": town.name,
        "code_insee_commune": town.insee,
        "population_commune": str(town.population),
        "longitude": longitude,
        "latitude": latitude,
        "statut": status,
        "type_adresse": "Bâtiment ouvert",
    }
    new = {"Code_bib": f"LI{library.code}"}
    new |= {theirs: old[ours] for ours, theirs in COMMON_COLUMNS.items()}
    return old, new


@dataclass(frozen=True)
class Means:
    """What a library has: m², hours a week, people."""

    surface: int
    hours: float
    volunteers: int
    employees: int


def means(library: Library, rng: random.Random) -> Means:
    size = SIZES[library.size]
    grown = (library.served / size.middle) ** 0.6
    spread = 0.5 - 0.07 * library.size  # larger places are more alike
    unpaid = yes(rng, size.unpaid)
    volunteers = round(around(rng, size.volunteers, 0.6)) if size.volunteers else 0
    return Means(
        surface=max(12, round(around(rng, size.surface * grown, spread))),
        hours=min(46.0, max(1.0, round(2 * around(rng, size.hours * grown**0.4, spread)) / 2)),
        # Someone has to open the door.
        volunteers=max(1, volunteers) if unpaid else volunteers,
        employees=0 if unpaid else max(1, round(around(rng, size.employees * grown, 0.35))),
    )


def answers_2024(had: Means) -> dict[str, str]:
    return {
        "surface": f"{had.surface}.0",
        "amplitude_horaire": f"{had.hours}",
        "nombre_de_salaries": f"{had.employees}.0",
        "nombre_de_benevoles": f"{had.volunteers}.0",
    }


def answers_2025(library: Library, had: Means, rng: random.Random) -> dict[str, str]:
    """Activity two years later; each question has its own chance of being left empty."""
    size = SIZES[library.size]
    website = yes(rng, size.website)
    volunteers = max(0 if had.employees else 1, had.volunteers + rng.randint(-1, 1))
    actions = round(around(rng, 4 + had.employees * 6, 0.7))
    visits = round(around(rng, had.hours * 50 * (4 + had.employees), 0.5))
    full_time = had.employees * (0.45 if library.size < 3 else 0.85) * around(rng, 1, 0.15)
    # Column: value, share of those who answered the form but left it empty.
    drawn: dict[str, tuple[object, float]] = {
        "site_internet": (f"https://{slug(library.town.name)}.example" if website else "non", 0.1),
        "site_internet_accessible": (word(website and yes(rng, 0.3)), 0.15),
        "nombre_de_places": (max(2, round(had.surface * around(rng, 0.14, 0.35))), 0.08),
        "ouverture_le_dimanche": (word(yes(rng, 0.04)), 0.05),
        "connexion_wi_fi": (word(yes(rng, size.wifi)), 0.05),
        "nombre_de_livres": (
            round(around(rng, size.books * (library.served / size.middle) ** 0.7, 0.35)),
            0.08,
        ),
        "nombre_d_entrees": (min(visits, 20 * library.town.population), 0.25),
        "depenses_action_culturelle": (round(actions * around(rng, 60, 0.8)), 0.3),
        "depenses_documentaires": (round(library.served * around(rng, 1.5, 0.4)), 0.1),
        "etp_salaries": (f"{full_time:.2f}", 0.08),
        "etp_salaries_non_titulaires": (f"{full_time * rng.random() * 0.5:.2f}", 0.45),
        "Nombre de bénévoles": (volunteers, 0.04),
        "temps_de_travail_des_benevoles": (f"{volunteers * around(rng, 0.04, 0.3):.2f}", 0.25),
        "Nombre de salariés": (had.employees, 0.04),
        "gratuite_des_services": (word(yes(rng, 0.7)), 0.1),
        "nombre_actions_culturelles": (actions, 0.15),
        "pop_touchee_actions_culturelles": (round(actions * around(rng, 14, 0.4)), 0.25),
    }
    return {column: "" if yes(rng, missing) else str(value) for column, (value, missing) in drawn.items()}


def silences(libraries: Sequence[Library], rng: random.Random) -> tuple[list[int], list[int]]:
    """Codes of those who answered neither form: 40 in 2024 (28 %), and six others changed places in 2025."""
    then: list[int] = []
    for rank, size in enumerate(SIZES):
        members = [library.code for library in libraries if library.size == rank]
        then += rng.sample(members, size.silent)
    talkative = [library.code for library in libraries if library.size < 3 and library.code not in then]
    now = [*rng.sample(then, len(then) - 6), *rng.sample(talkative, 6)]
    return then, now


def names(rng: random.Random) -> list[str]:
    """More names than libraries, none twice."""
    found = [f"{first} {last}" for first in FIRST_WORDS for last in LAST_WORDS]
    return rng.sample(found, len(found))


def kind_of(library: Library, rng: random.Random) -> str:
    if library.size == 4 and not library.rank:
        return "Médiathèque fictive"
    return "Point lecture fictif" if library.size < 2 and yes(rng, 0.2) else "Bibliothèque fictive"


def furnish(libraries: Sequence[Library], rng: random.Random) -> None:
    """Gives every library its lines; each has its own generator, so that one more draw moves nothing else."""
    then, now = silences(libraries, rng)
    zeros = {2024: then[:20:3], 2025: now[:2]}
    for library, name in zip(libraries, names(rng), strict=False):
        own = random.Random(f"{SEED}/{library.code}")
        old, new = identity(library, f"{kind_of(library, own)} {name}", own)
        had = means(library, own)
        old |= {} if library.code in then else answers_2024(had)
        new |= {} if library.code in now else answers_2025(library, had, own)
        old |= dict.fromkeys(NUMBERS_2024, "0.0") if library.code in zeros[2024] else {}
        new |= dict.fromkeys(NUMBERS_2025, "0") if library.code in zeros[2025] else {}
        library.lines = {2024: old, 2025: new}
    spoil([library for library in libraries if library.code not in {*then, *now}], rng)


def spoil(answering: Sequence[Library], rng: random.Random) -> None:
    """Puts each defect in a library of its own, loses two positions, and makes two namesakes in one town."""
    sound = list(answering)
    for size, year, change in DEFECTS:
        victim = rng.choice([library for library in sound if library.size == size])
        victim.lines[year] |= change
        sound.remove(victim)
    for library in [library for library in sound if library.size == 1][:2]:
        library.lines[2024] |= {"longitude": "", "latitude": ""}
        library.lines[2025] |= {"Longitude": "", "Latitude": ""}
    one, other = [library for library in answering if library.rank][:2]
    for year in (2024, 2025):
        other.lines[year]["nom_de_l_etablissement"] = one.lines[year]["nom_de_l_etablissement"]


def departmental(town: Town) -> dict[int, dict[str, str]]:
    """The départemental library: without code in the older export, as in the real one."""
    name = "Bibliothèque départementale fictive"
    kind = "Bibliothèque départementale"
    longitude, latitude = f"{float(town.longitude):.2f}", f"{float(town.latitude) - 0.02:.2f}"
    old = {"nom_de_l_etablissement": name, "adresse": "1 place de l'Alphabet", "code_departement": "18"}
    old |= {"departement": "Cher", "ville": town.name, "code_insee_commune": town.insee, "statut": kind}
    old |= {"population_commune": str(town.population), "longitude": longitude, "latitude": latitude}
    old |= {"type_adresse": kind, "surface": "1850.0", "nombre_de_salaries": "19.0"}
    new = {
        "Code_bib": "BD90000",
        "nombre_de_livres": "165000",
        "etp_salaries": "17.5",
        "Nombre de salariés": "19",
    }
    new |= {theirs: old[ours] for ours, theirs in COMMON_COLUMNS.items()}
    return {2024: old, 2025: new}


def written(columns: Sequence[str], rows: Iterable[Mapping[str, object]], delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def files(communes: Path) -> dict[str, bytes]:
    """Name -> content of the three files of the demo."""
    towns = read_towns(communes)
    rng = random.Random(SEED)
    libraries = place(towns, rng)
    assert len(libraries) == LIBRARIES
    furnish(libraries, rng)
    service = departmental(next(town for town in towns if town.insee == MAIN_TOWN))
    facts = [dict(zip(COMMUNE_COLUMNS, astuple(town), strict=True)) for town in towns]
    return {
        "communes.csv": written(COMMUNE_COLUMNS, facts, ","),
        "bibliotheques-fictives-2024.csv": written(
            COLUMNS_2024, [service[2024], *(library.lines[2024] for library in libraries)], ";"
        ),
        "bibliotheques-fictives-2025.csv": written(
            COLUMNS_2025, [service[2025], *(library.lines[2025] for library in libraries)], ","
        ),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--communes", type=Path, default=COMMUNES)
    arguments.add_argument("--out", type=Path, default=PROJECT / "demo")
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for name, content in files(given.communes).items():
        (given.out / name).write_bytes(content)
        print(f"{name} : {len(content)} octets")


if __name__ == "__main__":
    main()
