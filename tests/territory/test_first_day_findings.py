"""What a first day with real files showed: every page counts the same open libraries."""

from __future__ import annotations

import pytest
from export_samples import COMMUNES, csv_2024, csv_2025

from builders import empty_network
from maillage.accounts.models import Network
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from maillage.territory.domain.directory import Wanted
from maillage.territory.domain.mapping import MapAsked, sites_of
from maillage.territory.files import read_libraries, read_places
from maillage.territory.readings import directory_of, meshes_of, open_libraries
from maillage.territory.services import import_libraries, replace_communes

pytestmark = [pytest.mark.database, pytest.mark.django_db]

_TOWN = {"nom_de_l_etablissement": "Médiathèque", "code_insee_commune": "18033", "adresse": "Quai"}
_TOWN |= {"code_bib": "674.0", "ville": "Bourges", "cp": "18000", "population_commune": "64000"}


@pytest.fixture
def closed_since(db: None) -> Network:
    """Lunery is in both exports; Bourges, open in 2024, has left the 2025 one."""
    network = empty_network("18")
    replace_communes(network=network, files=[read_places(COMMUNES.encode(), "communes.csv")])
    exports = {"2024.csv": csv_2024({}, _TOWN), "2025.csv": csv_2025({})}
    import_libraries(
        network=network, files=[read_libraries(text.encode(), name) for name, text in exports.items()]
    )
    return network


def test_a_library_that_the_newest_export_lost_is_open_on_no_page(closed_since: Network) -> None:
    project = project_of(closed_since, DEMO_TODAY)
    lines = directory_of(project)
    assert {line.library.code: (line.is_open, line.is_gone) for line in lines} == {
        "LI672": (True, False),
        "LI674": (False, True),
    }
    assert open_libraries(project).count == sum(line.is_open for line in lines) == 1
    assert [line.library.code for line in lines if Wanted(kind="open").keeps(line)] == ["LI672"]
    assert [line.library.code for line in lines if MapAsked().shows(line)] == ["LI672"]


def test_the_communes_served_on_the_map_are_those_of_the_key_figures(closed_since: Network) -> None:
    project = project_of(closed_since, DEMO_TODAY)
    served = {site.commune for site in sites_of(directory_of(project), None)}
    assert served == {"18133"}
    assert meshes_of(project)[-1].equipped == len(served)
