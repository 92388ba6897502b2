"""Pages of the inventory: who sees them, filters, bad input, a library that is gone, a pasted list."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from existing_samples import DAY, existing_network

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.workbooks import read_sheets
from maillage.territory.models import Connection, Equipment, InventoryItem, Library
from web import text_of

HOME = "/18/reseau/inventaire/"
SCRIPT = '<script>alert("x")</script>'
PAGES = (
    "", "elements/I1/", "elements/I1/historique/", "materiel/", "materiel/lignes/EQ1/", "materiel/lignes/EQ4/",
    "connexions/CX1/",
)  # fmt: skip


@pytest.fixture
def visited(request: pytest.FixtureRequest, db: None, settings: Any) -> Network:
    if "demo_network" in request.fixturenames:
        demo: Network = request.getfixturevalue("demo_network")
        return demo
    settings.MAILLAGE_TODAY = DAY
    return existing_network()


def shown(client: Client, path: str = "", **params: Any) -> str:
    answer = client.get(f"{HOME}{path}", params)
    assert answer.status_code == 200, answer.status_code
    return text_of(answer)


@pytest.mark.parametrize("path", PAGES)
def test_those_of_the_network_see_the_inventory_and_no_stranger_does(
    path: str, lead: Client, reader: Client, stranger: Client
) -> None:
    assert text_of(lead.get(f"{HOME}{path}")).count("<h1") == 1
    assert reader.get(f"{HOME}{path}").status_code == 200
    assert stranger.get(f"{HOME}{path}").status_code == 404
    assert Client().get(f"{HOME}{path}").status_code == 302


def test_a_reader_is_offered_no_edit_and_may_not_edit(reader: Client) -> None:
    for path in PAGES:
        text = shown(reader, path)
        assert "modifier/" not in text, path
        assert "ajouter/" not in text, path
    for path in (
        "elements/ajouter/",
        "elements/I1/modifier/",
        "materiel/coller/",
        "materiel/lignes/EQ1/supprimer/",
    ):
        assert reader.get(f"{HOME}{path}").status_code == 403
    assert reader.post(f"{HOME}materiel/coller/", {"text": "a"}).status_code == 403


def test_totals_never_go_without_what_they_miss(lead: Client) -> None:
    text = shown(lead)
    assert "1 201 € (2 éléments sur 5)" in text
    assert "2 éléments sur 5 : le reste est inconnu" in text
    assert "0 €" in text


def test_what_ends_soon_is_listed_with_the_day_to_act(lead: Client) -> None:
    text = shown(lead)
    ending = text[text.index("dernier jour pour agir") :]
    assert ending.index("Films") < ending.index("Presse en ligne")
    assert "31/05/2026" in ending
    assert "préavis dépassé" in ending
    assert "à décider" in ending


def test_filters_and_search_narrow_the_list(lead: Client) -> None:
    def first(text: str) -> str:
        return text[text.index('id="elements"') : text.index("Ce qui finit bientôt")]

    assert "Films" not in first(shown(lead, nature="portal"))
    assert "SIGB" in first(shown(lead, q="unimarc"))
    assert "Presse" not in first(shown(lead, fin="over"))
    assert "Aucun élément ne correspond" in shown(lead, q="zzz")
    assert "Presse" in first(shown(lead, nature="licorne", tri="-cout"))


def test_a_place_that_nobody_knows_is_shown_as_written(lead: Client) -> None:
    assert "Point lecture et ailleurs" in shown(lead, "elements/I4/")


def item_form(**given: str) -> dict[str, str]:
    return {
        "code": "I9",
        "kind": "tool",
        "name": "Visio",
        "scope": "network",
        "certainty": "to_confirm",
    } | given


def test_an_item_is_written_and_unknown_stays_unknown(lead: Client, visited: Network) -> None:
    assert lead.post(f"{HOME}elements/ajouter/", item_form(standards="LDAP\nSIP2")).status_code == 302
    row = InventoryItem.objects.get(network=visited, code="I9")
    assert (row.yearly_cost_ht, row.tacit, row.users, row.standards) == (None, None, None, ["LDAP", "SIP2"])
    assert AuditEntry.objects.filter(network=visited, target="territory.InventoryItem/I9").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"starts_on": "2026-02-01", "ends_on": "2026-01-01"}, "avant son début"),
        ({"yearly_cost_ht": "-5"}, "moins que 0"),
        ({"yearly_cost_ht": "beaucoup"}, "n'est pas un montant"),
        ({"users": "12,5"}, "nombre entier"),
        ({"cost_year": "26"}, "moins que 1980"),
        ({"ends_on": "31 février"}, "n'est pas une date"),
        ({"code": "I1"}, "est déjà celui de"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    given: dict[str, str], said: str, lead: Client, visited: Network
) -> None:
    answer = lead.post(f"{HOME}elements/ajouter/", item_form(**given))
    assert answer.status_code == 422
    text = text_of(answer).replace("&#x27;", "'")
    assert said in text
    assert 'value="Visio"' in text
    assert not InventoryItem.objects.filter(network=visited, code="I9").exists()


def test_a_script_in_a_name_is_only_a_name(lead: Client) -> None:
    assert lead.post(f"{HOME}elements/ajouter/", item_form(name=SCRIPT, note=SCRIPT)).status_code == 302
    for path in ("", "elements/I9/"):
        assert SCRIPT not in shown(lead, path)


# -- equipment


def test_the_matrix_says_what_each_library_has_and_what_nobody_said(lead: Client) -> None:
    text = shown(lead, "materiel/")
    row = text[text.index("Médiathèque</a>") : text.index("</tr>", text.index("Médiathèque</a>"))]
    assert "310,5 Mb/s" in row
    assert "conforme" in row
    village = text[text.index("Point lecture</a>") :]
    assert village[: village.index("</tr>")].count("inconnu") >= 5
    assert "Matériel gardé par le service" in text


def test_filters_find_the_libraries_to_call(lead: Client) -> None:
    def names(**params: str) -> str:
        text = shown(lead, "materiel/", **params)
        return text[text.index('id="materiel"') : text.index("Par intercommunalité")]

    assert "Médiathèque</a>" not in names(equipement="inconnu")
    assert "Point lecture</a>" not in names(equipement="a-renouveler")
    assert "Point lecture</a>" not in names(connexion="fibre")
    assert "Aucune bibliothèque ne correspond" in names(q="zzz")


def test_the_page_of_a_library_shows_its_equipment(lead: Client, reader: Client) -> None:
    text = text_of(lead.get("/18/reseau/bibliotheques/LI1/"))
    assert "Équipement et connexion" in text
    assert "310,5 Mb/s, mesuré le 02/03/2026" in text
    assert "?library=LI1" in text
    assert "?library=LI1" not in text_of(reader.get("/18/reseau/bibliotheques/LI1/"))


def test_a_form_proposes_the_libraries_by_town_and_takes_the_one_asked(lead: Client) -> None:
    text = shown(lead, "materiel/lignes/ajouter/", library="LI2")
    assert '<option value="LI2" selected>Achères, Point lecture (LI2)</option>' in text
    assert text.index("Achères, ") < text.index("Bourges, ")


def test_a_line_of_a_library_that_is_gone_is_kept_told_and_still_edited(
    lead: Client, visited: Network
) -> None:
    Library.objects.filter(network=visited, code="LI1").delete()
    text = shown(lead, "materiel/")
    assert "absente du registre" in text
    assert Equipment.objects.filter(network=visited, library="LI1").count() == 2
    assert "LI1, absente du registre" in shown(lead, "materiel/lignes/EQ1/")
    form = shown(lead, "materiel/lignes/EQ1/modifier/")
    assert '<option value="LI1" selected>LI1 (introuvable)</option>' in form
    version = form[form.index('name="_version" value="') + len('name="_version" value="') :].split('"')[0]
    typed = {"_version": version, "code": "EQ1", "library": "LI1", "kind": "computer", "quantity": "5"}
    assert lead.post(f"{HOME}materiel/lignes/EQ1/modifier/", typed).status_code == 302
    assert Equipment.objects.get(network=visited, code="EQ1").quantity == 5


def test_a_code_that_is_none_is_refused(lead: Client) -> None:
    form = {"code": "EQ9", "library": "../x y", "kind": "tablet"}
    assert lead.post(f"{HOME}materiel/lignes/ajouter/", form).status_code == 422


def test_a_second_connection_of_a_library_is_refused(lead: Client, visited: Network) -> None:
    form = {"code": "CX9", "library": "LI1", "technology": "adsl"}
    answer = lead.post(f"{HOME}connexions/ajouter/", form)
    assert answer.status_code == 422
    assert "a déjà une connexion" in text_of(answer)
    assert Connection.objects.filter(network=visited).count() == 1


# -- a pasted list

LIST = "Bibliothèque;Matériel;Quantité\nLI2;tablette;6\nNulle part;tablette;1\n"


def test_a_list_is_read_before_it_is_written(lead: Client, visited: Network) -> None:
    before = Equipment.objects.filter(network=visited).count()
    text = text_of(lead.post(f"{HOME}materiel/coller/", {"text": LIST}))
    assert "1 ligne à ajouter, 0 ligne à modifier et 1 ligne refusée." in text
    assert "n'est pas une bibliothèque" in text.replace("&#x27;", "'")
    assert Equipment.objects.filter(network=visited).count() == before
    answer = lead.post(f"{HOME}materiel/coller/", {"text": LIST, "_save": "1"}, follow=True)
    assert "1 ligne ajoutée, 0 ligne modifiée." in text_of(answer)
    assert Equipment.objects.get(network=visited, library="LI2").quantity == 6


@pytest.mark.parametrize("text", ["", "n'importe quoi", "x" * 300_001, "a\tb\n" * 3])
def test_what_is_no_list_is_refused_with_words(text: str, lead: Client) -> None:
    answer = lead.post(f"{HOME}materiel/coller/", {"text": text, "_save": "1"})
    assert answer.status_code == 422


@pytest.mark.parametrize("path", ["", "materiel/"])
def test_the_lists_take_few_queries_whatever_the_number_of_libraries(
    path: str, demo_network: Network, reader: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        shown(reader, path)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_inventory_opens_in_a_spreadsheet_as_its_filters_leave_it(reader: Client, form: str) -> None:
    assert f"exporter.{form}" in shown(reader)
    answer = reader.get(f"{HOME}exporter.{form}")
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    sheets = read_sheets(answer.content, f"a.{form}")
    assert [*sheets] == ["Inventaire", "Équipements", "Connexions", "Dictionnaire"]
    heads, *rows = sheets["Inventaire"]
    assert len(rows) == InventoryItem.objects.count()
    assert len(sheets["Équipements"]) == Equipment.objects.count() + 1
    told = dict(zip(heads, next(row for row in rows if row[0] == "I1"), strict=True))
    stored = InventoryItem.objects.get(code="I1")
    assert (told["Nom"], told["Coût annuel HT"], told["Fin du contrat"]) == (
        stored.name,
        stored.yearly_cost_ht,
        stored.ends_on,
    )
    # What is unknown is an empty cell; each column is explained.
    assert None in {cell for row in rows for cell in row}
    assert {row[1] for row in sheets["Dictionnaire"][1:] if row[0] == "Inventaire"} == set(heads)
    narrowed = read_sheets(reader.get(f"{HOME}exporter.{form}", {"q": stored.name}).content, "a")
    assert len(narrowed["Inventaire"]) < len(sheets["Inventaire"])


def test_no_stranger_downloads_the_inventory_and_a_csv_runs_nothing(stranger: Client, reader: Client) -> None:
    assert stranger.get(f"{HOME}exporter.csv").status_code == 404
    InventoryItem.objects.filter(code="I1").update(name="=HYPERLINK(1)")
    assert b"'=HYPERLINK" in reader.get(f"{HOME}exporter.csv").content
