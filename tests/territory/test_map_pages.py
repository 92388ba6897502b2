"""The map: any figure, unknown never zero, coverage in words and in tables, everything exported, in every case."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from export_samples import COMMUNES, csv_2024, csv_2025

from builders import empty_network
from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.base.plugs import Project
from maillage.base.values.tree import Picture, Table
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from maillage.territory.chapter import chapters
from maillage.territory.domain.covering import Cover, Tally
from maillage.territory.domain.mapping import MapAsked
from maillage.territory.figures import figures
from maillage.territory.maps.asking import asked_of
from maillage.territory.maps.drawn import map_picture
from maillage.territory.maps.scene import Scene, distances_of
from maillage.territory.maps.words import conclusion, share_text
from maillage.territory.models import Contour, Library
from maillage.territory.readings import key_figures_of, meshes_of
from maillage.territory.services import import_communes, import_libraries, read_files
from web import person, signed_in, text_of

pytestmark = pytest.mark.django_db

URL = "/18/reseau/"
# Lunery answers everything; Bourges is open 100 h a week, which nobody believes; Achères said nothing.
LIBRARIES_2024: tuple[dict[str, str], ...] = (
    {},
    {"code_bib": "674.0", "nom_de_l_etablissement": "Médiathèque", "ville": "Bourges", "cp": "18000",
     "code_insee_commune": "18033", "adresse": "Quai", "amplitude_horaire": "100", "population_commune": "64000",
     "latitude": "47.08", "longitude": "2.40"},
    {"code_bib": "673.0", "nom_de_l_etablissement": "Point lecture", "ville": "Achères", "cp": "18250",
     "code_insee_commune": "18001", "adresse": "Place", "surface": "", "amplitude_horaire": "",
     "nombre_de_salaries": "", "nombre_de_benevoles": "", "latitude": "", "longitude": ""},
)  # fmt: skip
LIBRARIES_2025: tuple[dict[str, str], ...] = (
    {},
    {"Code_bib": "LI674", "nom_de_l_etablissement": "Médiathèque", "Ville": "Bourges", "CP": "18000",
     "Adresse": "Quai", "connexion_wi_fi": "Non", "Population commune": "64000", "Latitude": "47.08",
     "Longitude": "2.40"},
    {"Code_bib": "LI673", "nom_de_l_etablissement": "Point lecture", "Ville": "Achères", "CP": "18250",
     "Adresse": "Place", "connexion_wi_fi": "", "Nombre de bénévoles": "", "Latitude": "", "Longitude": ""},
)  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Network]:
    def make(communes: str = COMMUNES, department: str = "18") -> Network:
        network = empty_network(department)
        if communes:
            path = tmp_path / "communes.csv"
            path.write_text(communes, "utf-8")
            import_communes(network=network, paths=[path])
        paths = [tmp_path / "export-2024.csv", tmp_path / "export-2025.csv"]
        for path, text in zip(paths, (csv_2024(*LIBRARIES_2024), csv_2025(*LIBRARIES_2025)), strict=True):
            path.write_text(text, "utf-8")
        import_libraries(network=network, files=read_files(paths))
        return network

    return make


@pytest.fixture
def small(db: Any, made: Callable[..., Network]) -> Network:
    return made()


@pytest.fixture
def visited(request: pytest.FixtureRequest) -> Network:
    demo = "demo_network" in request.fixturenames
    found: Network = request.getfixturevalue("demo_network" if demo else "small")
    return found


def project(network: Network) -> Project:
    return project_of(network, DEMO_TODAY)


def scene(network: Network, **asked: Any) -> Scene:
    return Scene(project(network), MapAsked(**asked))


def words(picture: Picture | None) -> list[str]:
    assert picture is not None
    return [
        row["text"]
        for layer in picture.spec["layer"]
        for row in layer["data"]["values"]
        if "text" in row  # type: ignore[attr-defined]
    ]


def shown(client: Client, **params: Any) -> str:
    answer = client.get(URL, params)
    assert answer.status_code == 200
    return text_of(answer)


def csv_rows(client: Client, name: str, **params: Any) -> list[list[str]]:
    answer = client.get(f"{URL}carte/{name}.csv", params)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


# -- figures


def test_unknown_and_doubtful_answers_are_drawn_apart_and_never_as_zero(small: Network) -> None:
    picture = map_picture(scene(small, figure="weekly_hours"))
    legend = [text for text in words(picture) if text.endswith("(1)")]
    assert legend[:3] == ["8 h (1)", "Douteux, à vérifier (1)", "Inconnu (1)"]
    assert "1\u00a0réponses sur\u00a03" in " ".join(words(picture))


def test_a_yes_or_no_is_a_circle_or_a_square(small: Network) -> None:
    picture = map_picture(scene(small, figure="wifi"))
    assert {"Oui (1)", "Non (1)", "Inconnu (1)"} <= set(words(picture))
    shapes = {layer["mark"]["shape"] for layer in picture.spec["layer"] if layer["mark"]["type"] == "point"}  # type: ignore[union-attr, index, attr-defined]
    assert {"circle", "square"} <= shapes


def test_the_table_of_the_picture_counts_every_library_once(demo_network: Network) -> None:
    for figure in ("", "weekly_hours", "wifi", "volunteers"):
        for natural in (False, True):
            picture = map_picture(scene(demo_network, figure=figure, natural=natural))
            assert picture is not None
            assert picture.data is not None
            assert sum(int(row[1]) for row in picture.data.rows) == 143


def test_only_figures_that_someone_answered_are_offered(lead: Client) -> None:
    text = shown(lead)
    assert '<option value="weekly_hours">' in text
    assert '<option value="loans">' not in text


@pytest.mark.parametrize(
    "params",
    [
        {"chiffre": "inconnu'; drop"}, {"distance": "-3"}, {"distance": "31"}, {"distance": "5,5"}, {"heures": "²"},
        {"heures": "999"}, {"epci": "000"}, {"taille": "géante"}, {"nature": "château"}, {"fond": "?"},
        {"tri": "x", "tri_c": "-y", "tri_b": "z"}, {"distance": "9" * 4000},
    ],
)  # fmt: skip
def test_an_address_that_asks_for_nonsense_gives_the_first_map(
    params: dict[str, str], small: Network, lead: Client
) -> None:
    assert asked_of(params, project(small)) == MapAsked()
    assert 'role="img"' in shown(lead, **params)


def test_what_the_address_asks_is_kept_in_the_form(lead: Client) -> None:
    text = shown(lead, chiffre="wifi", distance="12", heures="7", epci="201", tri="-lieux")
    for kept in (
        'value="wifi" selected',
        'value="12" selected',
        'value="7" selected',
        'value="201" selected',
    ):
        assert kept in text
    assert '<input type="hidden" name="tri" value="-lieux">' in text
    assert "Revenir à la première carte" in text


# -- filters


def test_an_epci_zooms_and_its_distances_still_know_the_libraries_next_door(small: Network) -> None:
    found = scene(small, epci="200", hours=8)
    assert [mapped.line.library.town for mapped in found.libraries] == ["Achères", "Lunery"]
    assert {commune.code for commune in found.communes} == {"18133", "18001", "18002"}
    assert scene(small, epci="200").covers[-1].communes == 3


def test_a_class_of_size_keeps_its_libraries_and_its_communes(small: Network) -> None:
    asked = asked_of({"taille": "under_500"}, project(small))
    found = Scene(project(small), asked)
    assert [mapped.line.library.town for mapped in found.libraries] == ["Achères"]
    assert {commune.name for commune in found.communes} == {"Achères", "Ainay-le-Vieil"}


def test_filters_that_leave_nothing_say_so(lead: Client) -> None:
    text = shown(lead, epci="201", taille="under_500")
    assert "Rien à dessiner" in text
    assert "Aucune bibliothèque ne correspond" in text


# -- coverage


def test_in_the_commune_the_map_says_what_the_key_figures_say(demo_network: Network) -> None:
    known, whole = key_figures_of(project(demo_network)), scene(demo_network).whole
    assert whole is not None
    assert whole.covered.communes == known["communes.with_library"].value
    assert whole.far.communes == known["communes.without_library"].value
    assert whole.far.people == known["inhabitants.without_library"].value
    mesh = meshes_of(project(demo_network))[-1]
    assert (mesh.inhabitants, mesh.covered) == (whole.people, whole.covered.people)


def test_coverage_is_that_computed_by_hand(small: Network) -> None:
    # Ainay-le-Vieil (46.664 ; 2.545) is 36.8 km from Lunery (46.94 ; 2.27).
    places = {d.commune.name: d for d in distances_of(project(small))}
    nearest = places["Ainay-le-Vieil"].sure
    assert nearest is not None
    assert nearest.site.town == "Lunery"
    assert nearest.km == pytest.approx(37.1, abs=0.4)
    whole = scene(small).whole
    assert whole is not None
    assert (whole.covered.people, whole.far.people) == (65826, 189)


def test_hours_that_are_not_known_or_not_believed_leave_coverage_unknown(small: Network) -> None:
    found = scene(small, hours=8)
    assert found.whole is not None
    assert (found.whole.covered.people, found.whole.unknown.people, found.whole.far.people) == (
        1500,
        64326,
        189,
    )
    assert "De 2 à 99,7 % des habitants" in conclusion(found).replace("\u00a0", " ") or "De 2" in conclusion(
        found
    )
    assert "on ne sait pas pour 2" in conclusion(found)


def test_a_population_that_is_not_known_is_counted_apart(made: Callable[..., Network], db: Any) -> None:
    network = made(COMMUNES.replace(",189,", ",,"))
    whole = scene(network).whole
    assert whole is not None
    assert (whole.uncounted, whole.people) == (1, 65826)
    text = shown(signed_in(person("lise", network, Role.LEAD)))
    assert "1 commune de population inconnue" in text


def test_a_position_that_is_not_known_is_counted_apart(made: Callable[..., Network], db: Any) -> None:
    network = made(COMMUNES.replace("46.664,2.545", ","))
    whole = scene(network, within=30).whole
    assert whole is not None
    assert whole.unknown.communes == 1
    assert "1 commune de position inconnue" in shown(
        signed_in(person("lise", network, Role.LEAD)), distance=30
    )


def test_crow_flies_are_explained_in_words(lead: Client) -> None:
    text = shown(lead, distance=10)
    assert "À vol d&#x27;oiseau" in text or "À vol d'oiseau" in text
    assert "La route est toujours plus longue" in text
    assert "départements voisins ne sont pas comptées" in text


def test_a_library_stands_where_it_says_unless_that_is_nowhere_near_its_commune(small: Network) -> None:
    owned = {found.line.library.town: found.own for found in scene(small).libraries}
    assert owned == {"Achères": False, "Bourges": True, "Lunery": True}
    Library.objects.filter(network=small, town="Bourges").update(latitude="43.3", longitude="5.4")
    bourges = scene(small).libraries[1]
    assert (bourges.own, bourges.position) == (False, (47.081, 2.399))


# -- tables and exports


def test_the_tables_show_everything_the_map_shows(demo_network: Network, lead: Client) -> None:
    text = shown(lead, chiffre="weekly_hours")
    assert text.count('role="img"') == 2
    assert "Les chiffres en tableau" in text
    assert "150 lignes" in text
    assert "143 lignes" in text
    assert "Préveranges" in text
    first = re.search(r'id="communes".*?<th scope="row"[^>]*>([^<]+)', text, re.DOTALL)
    assert first is not None
    assert first[1].strip() == "Préveranges"


@pytest.mark.parametrize("name", ["tri=-habitants", "tri_c=habitants", "tri_b=-chiffre&chiffre=weekly_hours"])
def test_each_table_is_sorted_by_its_own_parameter(name: str, lead: Client) -> None:
    answer = lead.get(f"{URL}?{name}")
    assert answer.status_code == 200
    assert text_of(answer).count("aria-sort") == 1


def test_the_exports_are_what_the_map_shows(lead: Client) -> None:
    heads, *rows = csv_rows(lead, "communes", distance=10)
    assert heads[:5] == ["Code INSEE", "Commune", "Intercommunalité", "Habitants", "Desservie"]
    assert {row[1]: row[4] for row in rows} == {
        "Lunery": "oui",
        "Bourges": "oui",
        "Achères": "oui",
        "Ainay-le-Vieil": "non",
    }
    heads, *rows = csv_rows(lead, "bibliotheques", chiffre="weekly_hours")
    assert {row[1]: row[5:7] for row in rows} == {
        "Bibliothèque Boris Vian": ["8", "non"], "Médiathèque": ["", "oui"], "Point lecture": ["", "non"]
    }  # fmt: skip
    heads, *rows = csv_rows(lead, "intercommunalites", epci="200")
    assert [row[:3] for row in rows] == [["200", "CC FerCher", "2"], ["", "Ensemble", "2"]]


def test_exports_belong_to_those_of_the_network(stranger: Client, small: Network) -> None:
    for name in ("communes", "bibliotheques", "intercommunalites"):
        assert stranger.get(f"{URL}carte/{name}.csv").status_code == 404
        assert Client().get(f"{URL}carte/{name}.csv").status_code != 200


def test_a_script_in_a_name_is_only_text(made: Callable[..., Network], db: Any) -> None:
    network = made(COMMUNES.replace("Ainay-le-Vieil", "<script>alert(1)</script>"))
    text = shown(signed_in(person("lise", network, Role.LEAD)))
    assert "<script>alert" not in text


# -- what is missing


def test_without_communes_libraries_are_drawn_and_coverage_is_unknown(
    made: Callable[..., Network], db: Any
) -> None:
    network = made("")
    text = shown(signed_in(person("lise", network, Role.LEAD)), chiffre="weekly_hours")
    assert 'role="img"' in text
    assert "les communes n&#x27;ont pas été importées" in text
    assert "Population desservie" not in text
    found = {figure.name: figure.text for figure in figures(project(network))}
    assert found["territory.population_within_10_km_share"] == "inconnu"


def test_an_empty_network_has_no_map_and_no_false_zero(db: Any) -> None:
    network = empty_network("36")
    text = text_of(signed_in(person("lise", network, Role.LEAD)).get("/36/reseau/"))
    assert "Importer les données ouvertes" in text
    found = {figure.name: figure.value for figure in figures(project(network))}
    assert found["territory.population_within_5_km"] is None


# -- outlines


def outlines(network: Network) -> None:
    """A square around each commune of the sample, side by side by pairs."""
    corners = {"18133": (2.2, 46.9), "18033": (2.3, 46.9), "18001": (2.2, 47.0), "18002": (2.3, 47.0)}
    for code, (x, y) in corners.items():
        ring = [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]
        Contour.objects.create(
            network=network, insee=code, geometry={"type": "Polygon", "coordinates": [ring]}
        )


def test_with_outlines_communes_are_filled_and_epci_are_bordered(small: Network) -> None:
    outlines(small)
    picture = map_picture(scene(small))
    assert "Limite d'intercommunalité" in words(picture)
    assert "Avec bibliothèque ouverte (3)" in words(picture)
    by_size = map_picture(
        scene(small, ground=next(g for g in type(MapAsked().ground) if g.value == "population"))
    )
    assert "Population des communes" in words(by_size)


def test_an_epci_alone_is_bordered_by_its_own_outline(small: Network) -> None:
    outlines(small)
    found = scene(small, epci="200")
    lines = found.outline.between({commune.code: commune.epci_code for commune in found.communes})
    assert lines
    assert map_picture(found) is not None


# -- the dossier, the figures


def test_the_dossier_shows_the_maps_with_their_figures_in_a_table(demo_network: Network) -> None:
    told = [chapter for chapter in chapters(project(demo_network)) if chapter.slot == "diagnosis"]
    parts = [part for chapter in told for part in chapter.blocks]
    blocks = [block for part in parts for block in getattr(part, "blocks", [part])]
    captions = [block.caption for block in blocks if isinstance(block, Picture)]
    assert "Amplitude d'ouverture hebdomadaire, tout le réseau" in captions
    assert "Habitants qui ont une bibliothèque ouverte, selon la distance" in captions
    tables = {block.caption: block for block in blocks if isinstance(block, Table)}
    assert len(tables["Habitants qui ont une bibliothèque ouverte, selon la distance"].rows) == 5
    by_epci = tables["Communes avec et sans bibliothèque ouverte, par intercommunalité"]
    assert by_epci.rows[-1][0] == "Ensemble"


def test_the_population_covered_may_be_cited_and_grows_with_distance(demo_network: Network) -> None:
    found = {figure.name: figure for figure in figures(project(demo_network))}
    people = [found[f"territory.population_within_{km}_km"].value for km in (5, 10, 15)]
    assert people == sorted(people)  # type: ignore[type-var]
    whole = scene(demo_network, within=10).whole
    assert whole is not None
    assert people[1] == whole.covered.people


def test_the_text_of_the_picture_gives_its_conclusion(demo_network: Network) -> None:
    picture = map_picture(scene(demo_network, figure="weekly_hours"))
    assert picture is not None
    told = picture.alt.replace("\u00a0", " ").replace("\u202f", " ")
    for said in ("143 bibliothèques ouvertes", "médiane 9 h", "inconnues sur 143", "150 communes sur 286",
                 "Préveranges : 11,5 km"):  # fmt: skip
        assert said in told


# -- speed


def test_any_map_of_the_demo_asks_few_queries(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        lead.get(URL, {"chiffre": "weekly_hours", "distance": 10, "heures": 8})
    with django_assert_max_num_queries(12):
        lead.get(URL, {"chiffre": "wifi"})


# -- words


@pytest.mark.parametrize(
    ("covered", "unknown", "far", "text"),
    [
        (664, 0, 336, "66 %"),
        (600, 120, 280, "de 60 à 72 %"),
        (996, 0, 4, "99,6 %"),
        (998, 2, 0, "de 99,8 à 100 %"),
        (9998, 0, 2, "99,9 %"),
        (4, 0, 996, "0,4 %"),
        (1000, 0, 0, "100 %"),
        (0, 0, 1000, "0 %"),
        (0, 0, 0, "inconnu"),
    ],
)
def test_a_share_is_written_as_precisely_as_it_is_known(
    covered: int, unknown: int, far: int, text: str
) -> None:
    cover = Cover(
        code="", name="", covered=Tally(people=covered), unknown=Tally(people=unknown), far=Tally(people=far)
    )
    assert share_text(cover).replace("\u00a0", " ") == text


def test_nobody_left_out_is_said_in_words_and_not_as_zero(small: Network) -> None:
    assert "aucune commune n'en est privée" in conclusion(scene(small, epci="201"))
