"""The register: filters, columns, views kept under a name, and files of what the filters leave."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from small_network import BOURGES, LUNERY, two_libraries

from builders import empty_network
from maillage.accounts.models import Network, User
from maillage.base.models import AuditEntry, record
from maillage.cli.demo import DEMO_TODAY
from maillage.portability.archive import BadArchive, export_archive, import_archive
from maillage.portability.kept_tables import VALUES
from maillage.territory.contacting import save_contact
from maillage.territory.domain.contacts import ContactSheet
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.giving import give_values
from maillage.territory.models import Library, SavedView
from maillage.territory.models import OwnValue as Stored
from maillage.territory.register_search import kept_query
from maillage.territory.saved_views import save_view
from web import text_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]

REGISTER = "/18/reseau/bibliotheques/"
VIEWS = f"{REGISTER}vues/"


@pytest.fixture
def small(db: None, settings: Any) -> Network:
    """Lunery has a contact and figures of the service; Bourges has neither."""
    settings.MAILLAGE_TODAY = DEMO_TODAY
    network = two_libraries()
    save_contact(network=network, sheet=ContactSheet(library=LUNERY, role="Accueil", phone="02 48 00 00 00"))
    given = {"weekly_hours": Decimal("12.5"), "grade": "C", "loans": Decimal(900)}
    give_values(
        network=network,
        values=[
            OwnValue(library=LUNERY, variable=code, value=value, year=2026, source="=rapport annuel")
            for code, value in given.items()
        ],
    )
    return network


@pytest.fixture
def visited(small: Network) -> Network:
    return small


def found(client: Client, query: str) -> list[str]:
    text = client.get(f"{REGISTER}?{query}").content.decode()
    return re.findall(r'<th scope="row"[^>]*><a href="/18/reseau/bibliotheques/([^/]*)/">', text)


# -- filters and columns


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("strate=from_1000_to_1999", [LUNERY]),
        ("strate=from_5000", [BOURGES]),
        ("strate=inconnu", []),
        ("contact=avec", [LUNERY]),
        ("contact=sans", [BOURGES]),
        ("service=1", [LUNERY]),
        ("classe=C", [LUNERY]),
        ("classe=inconnu", [BOURGES]),
        ("contact=sans&service=1", []),
    ],
)
def test_the_register_is_filtered_by_size_grade_contact_and_what_the_service_gave(
    reader: Client, query: str, codes: list[str]
) -> None:
    assert found(reader, query) == codes


def test_the_columns_are_those_one_chose_and_sort(reader: Client) -> None:
    text = text_of(reader.get(f"{REGISTER}?colonne=loans&colonne=statut&tri=-loans"))
    heads = re.findall(r'class="sort"[^>]*>\s*([^<]+?)\s*<', text)
    assert heads == ["Bibliothèque", "Statut", "Prêts"]
    assert "900 prêts" in text
    assert 'id="col-loans" name="colonne" value="loans" checked' in text
    assert 'id="col-visits" name="colonne" value="visits">' in text


def test_every_column_can_be_shown(small: Network, lead: Client) -> None:
    keys = re.findall(r'name="colonne" value="([^"]+)"', text_of(lead.get(REGISTER)))
    assert len(keys) > 25
    assert lead.get(REGISTER, {"colonne": keys}).status_code == 200


def test_an_address_that_asks_for_what_is_no_more_says_so(reader: Client) -> None:
    text = text_of(reader.get(f"{REGISTER}?epci=999&colonne=telex"))
    assert "Le filtre « Intercommunalité » demande une valeur qui n'existe plus" in text.replace(
        "&#x27;", "'"
    )
    assert "La colonne « telex »" in text
    assert "n'existe plus" not in text_of(reader.get(REGISTER)).replace("&#x27;", "'")


# -- views


def saved(client: Client, name: str, query: str, **more: str) -> Any:
    return client.post(VIEWS, {"name": name, "query": query, **more})


def test_a_view_is_kept_opened_renamed_shared_and_deleted(
    small: Network, lead: Client, reader: Client
) -> None:
    assert saved(lead, " À  appeler ", "contact=sans&inconnu=1").status_code == 302
    view = SavedView.objects.get()
    assert (view.name, view.query, view.shared) == ("À appeler", "contact=sans", False)
    assert f"{REGISTER}?contact=sans" in text_of(lead.get(REGISTER))
    assert "À appeler" not in text_of(reader.get(REGISTER))
    assert lead.post(f"{VIEWS}{view.pk}/", {"name": "Sans contact", "shared": "1"}).status_code == 302
    assert "Sans contact" in text_of(reader.get(REGISTER))
    assert lead.post(f"{VIEWS}{view.pk}/supprimer/").status_code == 302
    assert not SavedView.objects.exists()


def test_a_view_whose_filter_is_no_more_says_so_when_opened(small: Network, lead: Client) -> None:
    view = save_view(
        network=small, user=User.objects.get(username="lea"), name="CC", query="epci=200", shared=True
    )
    Library.objects.filter(code=LUNERY).delete()
    record(network=small, verb="remove", target=f"territory.Library/{LUNERY}")
    assert "n&#x27;existe plus" in lead.get(f"{REGISTER}?{view.query}").content.decode()


def test_a_reader_keeps_views_for_herself_and_changes_no_other(
    small: Network, lead: Client, team: Client, reader: Client, stranger: Client
) -> None:
    assert saved(reader, "La mienne", "wifi=oui", shared="1").status_code == 302
    mine = SavedView.objects.get()
    assert not mine.shared
    for other in (lead, team):
        assert other.get(f"{VIEWS}{mine.pk}/").status_code == 404
    saved(lead, "Celle de l'équipe", "wifi=non", shared="1")
    theirs = SavedView.objects.get(shared=True)
    assert "non la modifier" in text_of(reader.get(f"{VIEWS}{theirs.pk}/"))
    assert reader.post(f"{VIEWS}{theirs.pk}/", {"name": "Volée"}).status_code == 404
    assert reader.post(f"{VIEWS}{theirs.pk}/supprimer/").status_code == 404
    assert team.post(f"{VIEWS}{theirs.pk}/", {"name": "Renommée", "shared": "1"}).status_code == 302
    for address in (VIEWS, f"{VIEWS}{theirs.pk}/"):
        assert stranger.post(address).status_code == 404
    assert SavedView.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("", "wifi=oui", "Donnez un nom"),
        ("x" * 81, "wifi=oui", "trop longs"),
        ("déjà", "wifi=oui", "Une vue s'appelle déjà"),
        ("Rien", "", "Rien n'est filtré"),
        ("Rien", "inconnu=1", "Rien n'est filtré"),
    ],
)
def test_a_view_that_cannot_be_kept_says_why(
    small: Network, lead: Client, name: str, query: str, said: str
) -> None:
    saved(lead, "Déjà", "contact=sans")
    answer = lead.post(VIEWS, {"name": name, "query": query}, follow=True)
    assert said in text_of(answer).replace("&#x27;", "'")
    assert SavedView.objects.count() == 1


def test_a_view_keeps_only_what_the_register_understands() -> None:
    asked = QueryDict("wifi=oui&colonne=loans&colonne=visits&tri=-loans&page=3&next=//evil.example&epci=")
    assert kept_query(asked) == "wifi=oui&colonne=loans&colonne=visits&tri=-loans"
    usual = QueryDict(
        "&".join(
            f"colonne={key}"
            for key in ("commune", "epci", "habitants", "heures", "surface", "benevoles", "wifi")
        )
    )
    assert kept_query(usual) == ""


def test_figures_and_shared_views_survive_an_archive(small: Network, tmp_path: Path) -> None:
    person = User.objects.create(username="lou")
    for name, shared in (("Équipe", True), ("À moi", False)):
        save_view(network=small, user=person, name=name, query="wifi=oui", shared=shared)
    give_values(
        network=small,
        actor=person,
        values=[
            OwnValue(library=BOURGES, variable="wifi", value=False, year=None, source="« appel »;\n2"),
            OwnValue(library=BOURGES, variable="visits", value=None, year=2026, source="correction"),
            OwnValue(
                library=BOURGES, variable="website", value="https://x.example", year=2026, source="site"
            ),
        ],
    )
    fields = ("library_code", "variable", "year", "value", "is_number", "source", "at")
    before = sorted(map(repr, Stored.objects.values_list(*fields)))
    export_archive(network=small, path=tmp_path / "one.zip")
    Stored.objects.all().delete()
    SavedView.objects.all().delete()
    network = import_archive(path=tmp_path / "one.zip").network
    assert sorted(map(repr, Stored.objects.values_list(*fields))) == before
    assert [(view.name, view.query, view.owner) for view in SavedView.objects.all()] == [
        ("Équipe", "wifi=oui", None)
    ]
    export_archive(network=network, path=tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.parametrize(
    "row",
    [
        'LI674,visits,2026,"""12""",1,x,2027-01-01T00:00:00+00:00,,9',
        'LI674,visits,2026,"{""a"": 1}",0,x,2027-01-01T00:00:00+00:00,',
        'LI674,visits,2026,"""douze""",1,x,2027-01-01T00:00:00+00:00,',
        'LI674,visits,2026,"""12""",1,x,2027-01-01T00:00:00,',
        'LI674,visits,MMXX,"""12""",1,x,2027-01-01T00:00:00+00:00,',
    ],
)
def test_a_table_of_figures_edited_by_hand_is_refused_whole(small: Network, tmp_path: Path, row: str) -> None:
    export_archive(network=small, path=tmp_path / "one.zip")
    with (
        zipfile.ZipFile(tmp_path / "one.zip") as whole,
        zipfile.ZipFile(tmp_path / "two.zip", "w") as damaged,
    ):
        for name in whole.namelist():
            head = whole.read(name).decode().split("\n")[0]
            damaged.writestr(name, f"{head}\n{row}\n" if name == VALUES else whole.read(name))
    before = Stored.objects.count()
    with pytest.raises(BadArchive):
        import_archive(path=tmp_path / "two.zip")
    assert Stored.objects.count() == before


# -- files


def opened(client: Client, form: str, query: str = "") -> dict[str, list[list[Any]]]:
    answer = client.get(f"{REGISTER}exporter.{form}?{query}")
    assert answer.status_code == 200
    assert (
        answer["Content-Disposition"] == f'attachment; filename="bibliotheques-18-{1 if query else 2}.{form}"'
    )
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_workbook_holds_every_figure_with_its_year_its_source_and_what_columns_mean(
    small: Network, reader: Client, form: str
) -> None:
    sheets = opened(reader, form)
    assert list(sheets) == ["Bibliothèques", "Sources", "Dictionnaire"]
    heads, *rows = sheets["Bibliothèques"]
    lunery = next(dict(zip(heads, row, strict=True)) for row in rows if row[0] == LUNERY)
    assert lunery["Amplitude d'ouverture hebdomadaire (h)"] == 12.5
    assert lunery["Amplitude d'ouverture hebdomadaire : année"] == 2026
    assert lunery["Amplitude d'ouverture hebdomadaire : source"] == "service : =rapport annuel"
    assert lunery["Surface (m²)"] == 135
    assert lunery["Surface : source"] == "2024.csv, ligne 2"
    assert lunery["Débit de la connexion (Mb/s)"] == "", "unknown is not zero"
    assert {row[0] for row in sheets["Dictionnaire"][1:]} == set(heads)
    assert ["=rapport annuel", "donnée du service"] in [row[:2] for row in sheets["Sources"]]
    assert "02 48" not in str(sheets), "contacts have a file of their own"


def test_a_file_holds_what_the_filters_leave(reader: Client) -> None:
    rows = opened(reader, "xlsx", "contact=avec")["Bibliothèques"]
    assert [row[0] for row in rows[1:]] == [LUNERY]


def test_no_cell_of_a_file_runs(small: Network, reader: Client) -> None:
    Library.objects.filter(code=LUNERY).update(name='=HYPERLINK("http://x")')
    record(network=small, verb="change", target=f"territory.Library/{LUNERY}")
    page = load_workbook(io.BytesIO(reader.get(f"{REGISTER}exporter.xlsx").content)).worksheets[0]
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    table = reader.get(f"{REGISTER}exporter.csv").content.decode("utf-8-sig")
    names = [row[1] for row in csv.reader(io.StringIO(table), delimiter=";")]
    assert '\'=HYPERLINK("http://x")' in names


def test_the_register_asks_little_of_the_base_and_a_stranger_gets_no_file(
    small: Network, lead: Client, stranger: Client, django_assert_max_num_queries: Any
) -> None:
    person = User.objects.get(username="lea")
    for rank in range(20):
        save_view(network=small, user=person, name=f"Vue {rank}", query="wifi=oui", shared=True)
    for path in ("", "exporter.csv", "exporter.xlsx", "exporter.ods", "contacts/"):
        with django_assert_max_num_queries(30):
            assert lead.get(f"{REGISTER}{path}").status_code == 200
        assert stranger.get(f"{REGISTER}{path}").status_code == 404


# -- several at once


TOGETHER = f"{REGISTER}modifier-ensemble/"


def test_several_libraries_are_changed_at_once_each_with_its_history(small: Network, lead: Client) -> None:
    text = text_of(lead.get(f"{TOGETHER}?contact=avec"))
    assert f'value="{LUNERY}" checked' in text
    assert BOURGES not in text
    given = {"code": [LUNERY, BOURGES], "status": "Bibliothèque intercommunale", "kind": ""}
    assert lead.post(TOGETHER, given).status_code == 302
    assert {row.status for row in Library.objects.all()} == {"Bibliothèque intercommunale"}
    trail = AuditEntry.objects.filter(
        verb="change", target__in=[f"territory.Library/{code}" for code in (LUNERY, BOURGES)]
    )
    assert trail.count() == 2
    assert "Bibliothèque intercommunale" in text_of(lead.get(f"{REGISTER}{LUNERY}/historique/"))
    lead.post(TOGETHER, {"code": [LUNERY], "status": "Bibliothèque intercommunale", "kind": "storage"})
    assert Library.objects.get(code=LUNERY).kind == "storage"
    lead.post(TOGETHER, {"code": [LUNERY, BOURGES], "status": "Bibliothèque intercommunale"})
    assert trail.count() == 3, "what changes nothing leaves no trace"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"status": "X"}, "Aucune bibliothèque n'est cochée"),
        ({"code": [LUNERY]}, "Rien n'est à changer"),
        ({"code": [LUNERY], "kind": "château"}, "Rien n'est à changer"),
    ],
)
def test_what_says_nothing_to_change_changes_nothing(lead: Client, given: dict[str, Any], said: str) -> None:
    answer = lead.post(TOGETHER, given)
    assert answer.status_code == 422
    assert said in text_of(answer).replace("&#x27;", "'")


def test_only_the_team_changes_several_libraries_and_only_its_own(
    small: Network, reader: Client, stranger: Client, lead: Client
) -> None:
    other = Library.objects.create(
        network=empty_network("36"), code="LI9", name="Ailleurs", status="Municipale"
    )
    assert reader.get(TOGETHER).status_code == reader.post(TOGETHER).status_code == 403
    assert stranger.post(TOGETHER, {"code": [LUNERY], "status": "X"}).status_code == 404
    lead.post(TOGETHER, {"code": ["LI9"], "status": "X"})
    other.refresh_from_db()
    assert other.status == "Municipale"
