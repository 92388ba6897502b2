"""Pages of the network: who sees them, what the register finds, what a library's page says and keeps."""

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
from maillage.base.models import AuditEntry
from maillage.base.plugs import Project
from maillage.base.ui.pages import thing_url
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from maillage.territory.domain.directory import Wanted
from maillage.territory.models import ImportRun, Library
from maillage.territory.readings import directory_of, key_figures_of, meshes_of, quality_of
from maillage.territory.services import import_communes, import_libraries, read_files
from web import person, signed_in

pytestmark = pytest.mark.django_db

LISTS = ("", "bibliotheques/", "qualite/", "imports/")
SCRIPT = '<script>alert("x")</script>'


def get(client: Client, path: str, **params: Any) -> Any:
    return client.get(f"/18/reseau/{path}", params)


def shown(client: Client, path: str, **params: Any) -> str:
    answer = get(client, path, **params)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def rows(text: str) -> list[str]:
    """The first column of the register, in the order shown."""
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]*">([^<]+)', text)


@pytest.fixture
def small(db: Any, import_text: Callable[..., None]) -> Network:
    """Three libraries in two EPCI, one of them silent in two surveys."""
    network = empty_network("18")
    silent = {"nom_de_l_etablissement": "Point lecture", "ville": "Achères", "cp": "18250"}
    first = {**silent, "code_bib": "673.0", "code_insee_commune": "18001", "adresse": "Place", "surface": "",
             "amplitude_horaire": "", "nombre_de_salaries": "", "nombre_de_benevoles": ""}  # fmt: skip
    second = dict.fromkeys(
        ("nombre_de_places", "connexion_wi_fi", "nombre_de_livres", "nombre_d_entrees", "ouverture_le_dimanche",
         "depenses_action_culturelle", "depenses_documentaires", "etp_salaries", "Nombre de bénévoles",
         "temps_de_travail_des_benevoles", "Nombre de salariés", "gratuite_des_services", "site_internet",
         "site_internet_accessible", "nombre_actions_culturelles", "pop_touchee_actions_culturelles"), "",
    )  # fmt: skip
    second |= {"Code_bib": "LI673", "nom_de_l_etablissement": "Point lecture", "Ville": "Achères", "CP": "18250",
               "Adresse": "Place"}  # fmt: skip
    town = {"code_bib": "674.0", "nom_de_l_etablissement": "Médiathèque", "ville": "Bourges", "cp": "18000",
            "code_insee_commune": "18033", "adresse": "Quai", "surface": "2000",
            "amplitude_horaire": "30", "population_commune": "64000"}  # fmt: skip
    town_2025 = {"Code_bib": "LI674", "nom_de_l_etablissement": "Médiathèque", "Ville": "Bourges", "CP": "18000",
                 "Adresse": "Quai", "connexion_wi_fi": "Non", "Population commune": "64000"}  # fmt: skip
    import_text(network, csv_2024({}, first, town), csv_2025({}, second, town_2025), communes=COMMUNES)
    return network


@pytest.fixture
def import_text(tmp_path: Any) -> Callable[..., None]:
    def load(network: Network, *exports: str, communes: str = "") -> None:
        if communes:
            path = tmp_path / "communes.csv"
            path.write_text(communes, "utf-8")
            import_communes(network=network, paths=[path])
        paths = []
        for rank, text in enumerate(exports):
            paths.append(tmp_path / f"export-{rank}.csv")
            paths[-1].write_text(text, "utf-8")
        import_libraries(network=network, files=read_files(paths))

    return load


@pytest.fixture
def visited(small: Network) -> Network:
    return small


def project(network: Network) -> Project:
    return project_of(network, DEMO_TODAY)


# -- who sees what


@pytest.mark.parametrize(
    "path", [*LISTS, "bibliotheques/LI672/", "bibliotheques/LI672/historique/", "imports/1/"]
)
def test_those_of_the_network_see_its_pages_and_no_stranger_does(
    path: str, lead: Client, reader: Client, stranger: Client, small: Network
) -> None:
    path = path.replace("imports/1/", f"imports/{ImportRun.objects.filter(network=small).latest('pk').pk}/")
    assert get(lead, path).status_code == 200
    assert get(reader, path).status_code == 200
    assert get(stranger, path).status_code == 404
    assert get(Client(), path).status_code in (302, 401, 403)


def test_a_reader_is_offered_no_edit_and_may_not_edit(reader: Client) -> None:
    for path in (*LISTS, "bibliotheques/LI672/"):
        text = shown(reader, path)
        assert "modifier/" not in text
        assert "ajouter/" not in text
        assert 'type="file"' not in text
    for path in ("bibliotheques/ajouter/", "bibliotheques/LI672/modifier/", "bibliotheques/LI672/supprimer/"):
        assert get(reader, path).status_code == 403
    assert Client().get("/18/reseau/bibliotheques/exporter.csv").status_code != 200


def test_a_library_of_another_network_does_not_exist_here(lead: Client) -> None:
    Library.objects.create(network=empty_network("36"), code="LI9", name="Ailleurs")
    assert get(lead, "bibliotheques/LI9/").status_code == 404
    assert get(lead, "bibliotheques/LI9/modifier/").status_code == 404
    assert "Ailleurs" not in shown(lead, "bibliotheques/")


def test_a_target_leads_to_the_page_of_a_library() -> None:
    assert thing_url("18", "territory.Library/LI672") == "/18/reseau/bibliotheques/LI672/"


# -- the map


def test_the_map_shows_its_figures_beneath_and_each_epci_leads_to_its_libraries(reader: Client) -> None:
    text = shown(reader, "")
    assert text.count("<h1") == 1
    assert 'role="img"' in text
    assert "Les chiffres en tableau" in text
    assert "?epci=200" in text


def test_the_figures_of_the_map_add_up(small: Network) -> None:
    *parts, whole = meshes_of(project(small))
    assert sum(mesh.communes for mesh in parts) == whole.communes == 4
    assert sum(mesh.libraries for mesh in parts) == whole.libraries == 3
    assert (whole.equipped, whole.bare, whole.inhabitants, whole.uncovered) == (3, 1, 66015, 189)


def test_a_population_that_is_not_known_is_not_zero(import_text: Callable[..., None]) -> None:
    network = empty_network("180")
    network.department = "18"
    import_text(network, csv_2024({}), communes=COMMUNES.replace(",189,", ",,"))
    assert meshes_of(project(network))[-1].inhabitants is None


def test_an_empty_network_says_how_to_begin(db: Any) -> None:
    network = empty_network("36")
    lead = signed_in(person("lise", network, Role.LEAD))
    for path in LISTS:
        answer = lead.get(f"/36/reseau/{path}")
        assert answer.status_code == 200
        assert "Importe" in answer.content.decode()


# -- the register


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "mediatheque"}, ["Médiathèque"]),
        ({"q": "ACHERES"}, ["Point lecture"]),
        ({"q": "18250"}, ["Point lecture"]),
        ({"q": "lunery vian"}, ["Bibliothèque Boris Vian"]),
        ({"q": "   "}, ["Point lecture", "Médiathèque", "Bibliothèque Boris Vian"]),
        ({"epci": "201"}, ["Médiathèque"]),
        ({"wifi": "oui"}, ["Bibliothèque Boris Vian"]),
        ({"wifi": "non"}, ["Médiathèque"]),
        ({"wifi": "inconnu"}, ["Point lecture"]),
        ({"sans_reponse": "1"}, ["Point lecture"]),
        ({"nature": "open", "q": "point"}, ["Point lecture"]),
        ({"statut": "Bibliothèque municipale", "epci": "201"}, ["Médiathèque"]),
        ({"epci": "999"}, []),
        ({"q": SCRIPT}, []),
    ],
)
def test_the_register_finds_what_is_asked(reader: Client, asked: dict[str, str], found: list[str]) -> None:
    text = shown(reader, "bibliotheques/", **asked)
    assert rows(text) == found
    assert SCRIPT not in text
    if not found:
        assert "Effacer les filtres" in text


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("nom", "Bibliothèque Boris Vian"),
        ("-nom", "Point lecture"),
        ("commune", "Point lecture"),
        ("-habitants", "Médiathèque"),
        ("surface", "Bibliothèque Boris Vian"),
        ("-surface", "Médiathèque"),
        ("-heures", "Médiathèque"),
        ("n'importe quoi", "Point lecture"),
    ],
)
def test_the_register_is_sorted_and_what_is_unknown_comes_last(reader: Client, sort: str, first: str) -> None:
    found = rows(shown(reader, "bibliotheques/", tri=sort))
    assert len(found) == 3
    assert found[0] == first
    if sort.removeprefix("-") in ("heures", "surface"):
        assert found[-1] == "Point lecture"


def test_the_export_holds_what_the_filters_leave_and_nothing_that_runs(lead: Client, small: Network) -> None:
    Library.objects.create(network=small, code="LIEU-1", name='=HYPERLINK("http://x")', town="Bourges")
    AuditEntry.objects.create(network=small, verb="create", target="territory.Library/LIEU-1")
    answer = get(lead, "bibliotheques/exporter.csv", q="bourges")
    assert answer["Content-Type"].startswith("text/csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in table[1:]] == ["LIEU-1", "LI674"]
    assert table[1][1].startswith("'=")
    by_head = dict(zip(table[0], table[1], strict=True))
    assert by_head["Connexion Wi-Fi"] == ""
    assert by_head["Surface (m²)"] == ""


def test_pages_of_the_demo_ask_little_of_the_base(
    demo_register: Client, django_assert_max_num_queries: Any
) -> None:
    for path in (*LISTS, "bibliotheques/LI90003/"):
        with django_assert_max_num_queries(30):
            assert get(demo_register, path).status_code == 200


@pytest.fixture
def demo_register(db: Any, settings: Any) -> Client:
    """The fictitious register of the demo, without its programme."""
    settings.MAILLAGE_TODAY = DEMO_TODAY
    demo = Path(__file__).parents[2] / "demo"
    network = empty_network("18")
    import_communes(network=network, paths=[demo / "communes.csv"])
    paths = [demo / f"bibliotheques-fictives-{year}.csv" for year in (2024, 2025)]
    import_libraries(network=network, files=read_files(paths))
    return signed_in(person("dora", network, Role.LEAD))


def test_the_register_of_the_demo_shows_all_its_libraries(demo_register: Client) -> None:
    assert len(rows(shown(demo_register, "bibliotheques/"))) == 144
    silent = rows(shown(demo_register, "bibliotheques/", sans_reponse="1"))
    assert len(silent) == 34
    assert "34 bibliothèques sans réponse" in shown(demo_register, "").replace("\u00a0", " ")


# -- a library


def test_a_library_says_its_answers_their_year_and_what_is_unknown(reader: Client) -> None:
    text = shown(reader, "bibliotheques/LI672/")
    assert "2021 (export d" in text
    assert "2023 (export de 2025)" in text
    assert "export-0.csv, ligne 2\u202f; export-1.csv, ligne 2" in text
    assert "135" in text
    silent = shown(reader, "bibliotheques/LI673/")
    assert "inconnu" in silent
    assert "Appeler cette bibliothèque" in silent


def test_a_library_that_no_survey_knows_has_a_page_too(lead: Client, small: Network) -> None:
    Library.objects.create(network=small, code="LIEU-1", name=f"Point {SCRIPT}", town="Lunery")
    AuditEntry.objects.create(network=small, verb="create", target="territory.Library/LIEU-1")
    text = shown(lead, "bibliotheques/LIEU-1/")
    assert "Aucune enquête importée ne parle de ce lieu" in text
    assert "CC FerCher" in text
    assert SCRIPT not in text
    assert "absente de l" in shown(lead, "bibliotheques/")


def test_a_library_leads_to_those_before_and_after_it(reader: Client) -> None:
    text = shown(reader, "bibliotheques/LI674/")
    assert re.search(r'href="/18/reseau/bibliotheques/LI673/" rel="prev"', text)
    assert re.search(r'href="/18/reseau/bibliotheques/LI672/" rel="next"', text)


def test_an_address_that_is_not_of_the_web_is_no_link(import_text: Callable[..., None]) -> None:
    network = empty_network("18")
    import_text(network, csv_2025({"site_internet": "javascript:alert(1)"}))
    client = signed_in(person("ida", network))
    assert 'href="javascript' not in client.get("/18/reseau/bibliotheques/LI672/").content.decode()


# -- editing


def version(client: Client, path: str) -> str:
    return re.findall(r'name="_version" value="([^"]*)"', shown(client, path))[0]


def typed(client: Client, code: str, **changes: str) -> dict[str, str]:
    row = Library.objects.get(code=code)
    fields = ("code", "name", "kind", "status", "town", "postcode", "insee", "latitude", "longitude")
    given = {name: "" if getattr(row, name) is None else str(getattr(row, name)) for name in fields}
    return given | {"_version": version(client, f"bibliotheques/{code}/modifier/")} | changes


def test_what_a_person_types_stands_over_what_the_survey_says(lead: Client, small: Network) -> None:
    path = "/18/reseau/bibliotheques/LI673/modifier/"
    answer = lead.post(path, typed(lead, "LI673", insee="18033", name=f"Point {SCRIPT}"))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    text = shown(lead, "bibliotheques/LI673/")
    assert "CA Bourges Plus" in text
    assert "saisi" in text
    assert SCRIPT not in text
    found = {mesh.code: mesh.libraries for mesh in meshes_of(project(small))}
    assert (found["200"], found["201"]) == (1, 2)


def test_a_library_that_closed_leaves_the_figures(lead: Client, small: Network) -> None:
    before = key_figures_of(project(small))["libraries.open"].value
    lead.post("/18/reseau/bibliotheques/LI673/modifier/", typed(lead, "LI673", kind="storage"))
    assert key_figures_of(project(small))["libraries.open"].value == before - 1  # type: ignore[operator]


def test_a_removed_library_leaves_the_register_and_the_figures(lead: Client, small: Network) -> None:
    lead.post("/18/reseau/bibliotheques/LI673/supprimer/")
    assert len(directory_of(project(small))) == 2
    assert key_figures_of(project(small))["libraries.open"].value == 2
    assert all(remark.town != "Achères" or remark.line for remark in quality_of(project(small)).remarks)


def test_a_refused_form_keeps_what_was_typed(lead: Client) -> None:
    path = "/18/reseau/bibliotheques/LI673/modifier/"
    answer = lead.post(path, typed(lead, "LI673", name="", town="Ville toute neuve", latitude="au nord"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Ville toute neuve" in text
    assert "au nord" in text
    assert Library.objects.get(code="LI673").town == "Achères"


def test_a_new_library_takes_a_code_that_the_survey_never_gives(lead: Client) -> None:
    found = re.search(r'href="([^"]*bibliotheques/ajouter/\?code=[^"]*)"', shown(lead, "bibliotheques/"))
    assert found is not None
    assert found[1].endswith("?code=LIEU-1")
    assert 'value="LIEU-1"' in lead.get(found[1]).content.decode()


def test_an_empty_search_asks_for_nothing() -> None:
    assert Wanted().is_empty
    assert not Wanted(text="x").is_empty
