"""The service's own files: columns guessed, lines matched, values planned, and all that is refused told."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from odfdo import Cell, Document, Row, Table

from builders import empty_network, project_for
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.domain.geography import box_of
from maillage.territory.domain.own_files.columns import Around
from maillage.territory.domain.own_files.guessing import all_recognised, bare, fingerprint, guessed, year_in
from maillage.territory.domain.own_files.inputs import AlreadyKnown, Options
from maillage.territory.domain.own_files.inputs import Row as Line
from maillage.territory.domain.own_files.matching import Matcher, Wanted
from maillage.territory.domain.own_files.planning import planned
from maillage.territory.domain.own_files.plans import Graveness, Plan
from maillage.territory.domain.own_files.targets import Column, problem_of
from maillage.territory.domain.own_files.values import Doubtful, Unreadable, figure, identity
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.sheet import Library
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.giving import give_values
from maillage.territory.models import ColumnMapping, ImportRun
from maillage.territory.models import Library as Stored
from maillage.territory.models import OwnValue as StoredValue
from maillage.territory.own.importing import import_own, mapping_named, proposed_columns
from maillage.territory.own.tables import OwnTable, read_own
from maillage.territory.readings import values_given
from maillage.territory.undoing import undo_last

LIBRARIES = (
    Library(code="LI672", name="Bibliothèque Boris Vian", town="Lunery", postcode="18400", insee="18133"),
    Library(code="LI673", name="Médiathèque", town="Bourges", postcode="18000", insee="18033"),
    Library(code="LI674", name="Bibliothèque des Gibjoncs", town="Bourges", postcode="18000", insee="18033"),
)
AROUND = Around(box=box_of("18"), postcodes={"18400", "18000"}, insee={"18133", "18033"})
OPTIONS = Options(year=2025)


def plan(
    text: str,
    columns: Sequence[Column] = (),
    *,
    options: Options = OPTIONS,
    known: AlreadyKnown | None = None,
) -> Plan:
    table = read_own(text.encode(), "a.csv")
    chosen = columns or guessed(table.headers, {h: table.samples(h) for h in table.headers}, {})
    return planned(table.rows, chosen, known or AlreadyKnown(libraries=LIBRARIES), AROUND, options)


def told(found: Plan) -> str:
    return " / ".join(f"{r.line} {r.column} {r.what}" for r in found.remarks)


# -- reading tables


def workbook(rows: Sequence[Sequence[Any]], *others: str) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Données")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for name in others:
        book.add_worksheet(name).write(0, 0, "x")
    book.close()
    return stream.getvalue()


def ods(rows: Sequence[Sequence[Any]]) -> bytes:
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Données")
    for values in rows:
        row = Row()
        for value in values:
            row.append_cell(Cell(value))
        table.append_row(row)
    document.body.append(table)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


ROWS = [["Code", "Prêts"], ["LI672", 1200], ["LI673", 3.5]]


@pytest.mark.parametrize("data", [workbook(ROWS), ods(ROWS)], ids=["xlsx", "ods"])
def test_a_workbook_is_read_with_its_numbers(data: bytes) -> None:
    table = read_own(data, "prets.xlsx")
    assert table.headers == ("Code", "Prêts")
    assert [row.cells["Prêts"] for row in table.rows] == [Decimal(1200), Decimal("3.5")]
    assert [row.number for row in table.rows] == [2, 3]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_separator_and_encoding_is_read(separator: str, encoding: str) -> None:
    text = separator.join(["Code", "Commune", "Prêts"]) + "\n" + separator.join(["LI672", "Lunéry", "12"])
    table = read_own(text.encode(encoding), "a.csv")
    assert table.headers == ("Code", "Commune", "Prêts")
    assert table.rows[0].cells["Commune"] == "Lunéry"


def test_a_title_above_the_table_is_not_its_header() -> None:
    table = read_own("Statistiques 2025;;\n;;\nCode;Commune;Prêts\nLI672;Lunery;12\n".encode(), "a.csv")
    assert table.headers == ("Code", "Commune", "Prêts")
    assert table.rows[0].number == 4


def test_another_sheet_may_be_read_and_all_are_named() -> None:
    data = workbook(ROWS, "Notes")
    assert read_own(data, "a.xlsx").sheets == ("Données", "Notes")
    with pytest.raises(ImportRefused):
        read_own(data, "a.xlsx", sheet="Notes")


def test_repeated_and_empty_headers_get_names_of_their_own() -> None:
    table = read_own(b"Code;;Surface;surface\nLI672;a;1;2\n", "a.csv")
    assert table.headers == ("Code", "Colonne\u00a02", "Surface", "surface (2)")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "vide"),
        (b"Code;Surface\n", "aucune ligne"),
        (b"un seul mot par ligne\nautre\n", "une seule colonne"),
        (b"PK\x03\x04" + bytes(40), "abîmé"),
        (workbook([[]]), "vide"),
        (b"%PDF-1.7 x", "PDF"),
        (b"<!doctype html><html>", "page web"),
    ],
    ids=["empty", "header alone", "one column", "broken", "empty workbook", "pdf", "html"],
)
def test_a_file_that_is_no_table_is_refused_by_name_with_its_remedy(data: bytes, word: str) -> None:
    with pytest.raises(ImportRefused, match=word) as refused:
        read_own(data, "a.xlsx")
    assert "a.xlsx" in refused.value.message
    assert refused.value.remedy


def test_an_archive_is_not_taken_for_a_workbook() -> None:
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("export.csv", "a;b\n1;2\n")
    with pytest.raises(ImportRefused, match="archive ZIP"):
        read_own(stream.getvalue(), "a.zip")


# -- guessing


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Identifiant", "code"),
        ("code_bib", "code"),
        ("Nom de la bibliothèque", "name"),
        ("COMMUNE", "town"),
        ("CP", "postcode"),
        ("Prêts 2024", "loans"),
        ("Surface (m²)", "surface_m2"),
        ("Heures d'ouverture", "weekly_hours"),
        ("Emprunteurs actifs", "active_borrowers"),
        ("nb_postes_informatiques_publics", "public_computers"),
        ("Débit (Mb/s)", "connection_mbps"),
        ("Observations", ""),
    ],
)
def test_a_header_says_what_a_column_holds(header: str, target: str) -> None:
    assert [column.target for column in guessed([header], {}, {})] == [target]


def test_the_year_of_a_header_is_that_of_its_column() -> None:
    columns = guessed(["Prêts 2023", "Prêts 2024", "Prêts 2024 (bis)"], {}, {})
    assert [(c.target, c.year) for c in columns] == [("loans", 2023), ("loans", 2024), ("", None)]
    assert (year_in("2023-2024"), bare("Prêts 2024 (total)")) == (None, "prets")


def test_what_was_chosen_before_wins_over_what_is_guessed() -> None:
    columns = guessed(["Prêts", "Divers"], {}, {"prets": "", "divers": "visits"})
    assert [column.target for column in columns] == ["", "visits"]


def test_codes_are_recognised_by_their_cells() -> None:
    assert guessed(["Réf."], {"Réf.": ["LI672", "LI673", "BD667"]}, {})[0].target == "code"
    assert guessed(["Réf."], {"Réf.": ["1", "2"]}, {})[0].target == ""


def test_the_fingerprint_of_a_file_does_not_follow_the_order_of_its_columns() -> None:
    assert fingerprint(["Code", "Prêts"]) == fingerprint(["prets", "CODE"])
    assert fingerprint(["Code"]) != fingerprint(["Code", "Prêts"])


@pytest.mark.parametrize(
    ("targets", "word"),
    [
        (["loans"], "quelle bibliothèque"),
        (["code"], "Aucune colonne"),
        (["code", "loans", "loans"], "Deux colonnes"),
        (["code", "name", "name"], "Deux colonnes"),
        (["code", "loans"], ""),
        (["name", "town", "loans"], ""),
    ],
)
def test_columns_that_cannot_be_imported_say_why(targets: list[str], word: str) -> None:
    columns = tuple(Column(header=str(n), target=target) for n, target in enumerate(targets))
    problem = problem_of(columns)
    assert word in problem
    assert bool(problem) == bool(word)


# -- which library


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(code="672.0"), "LI672"),
        (Wanted(code=" li 672 "), "LI672"),
        (Wanted(name="BIBLIOTHEQUE BORIS VIAN", town="Lunery"), "LI672"),
        (Wanted(name="Médiathèque", postcode="18000"), "LI673"),
        (Wanted(name="bibliothèque de Gibjoncs", insee="18033"), "LI674"),
        (Wanted(code="LI999", name="Médiathèque", town="BOURGES CEDEX"), "LI673"),
        (Wanted(town="Lunery"), "LI672"),
        (Wanted(town="Bourges"), ""),
        (Wanted(name="Autre nom", town="Lunery"), ""),
        (Wanted(code="LI999"), ""),
        (Wanted(), ""),
    ],
)
def test_a_line_finds_its_library_and_is_never_guessed(wanted: Wanted, code: str) -> None:
    found = Matcher(LIBRARIES).find(wanted)
    assert (found.library.code if found.library else "") == code
    assert bool(found.library) != bool(found.reason)


def test_two_libraries_of_one_name_are_not_chosen_between() -> None:
    twins = (*LIBRARIES, Library(code="LI675", name="Médiathèque", town="Bourges", postcode="18000"))
    found = Matcher(twins).find(Wanted(name="Médiathèque", town="Bourges"))
    assert found.library is None
    assert "LI673" in found.reason
    assert "LI675" in found.reason


def test_a_code_found_in_another_commune_is_told() -> None:
    found = Matcher(LIBRARIES).find(Wanted(code="LI672", town="Bourges"))
    assert found.library is not None
    assert "Lunery" in found.told


# -- one cell


@pytest.mark.parametrize(
    ("variable", "raw", "value"),
    [
        ("loans", "1 234", Decimal(1234)),
        ("loans", "1\u202f234,0", Decimal("1234.0")),
        ("surface_m2", "120 m²", Decimal(120)),
        ("weekly_hours", "12h30", Decimal("12.50")),
        ("weekly_hours", time(12, 30), Decimal("12.5")),
        ("document_spend_eur", "3 500 €", Decimal(3500)),
        ("wifi", "Oui", True),
        ("wifi", False, False),
        ("loans", "NC", None),
        ("loans", "", None),
        ("loans", Decimal(0), Decimal(0)),
    ],
)
def test_a_figure_is_read_as_people_write_it(variable: str, raw: Any, value: Any) -> None:
    assert figure(raw, BY_CODE[variable]) == value


@pytest.mark.parametrize(
    ("variable", "raw", "word"),
    [
        ("loans", "beaucoup", "pas un nombre"),
        ("loans", "25 %", "pourcentage"),
        ("loans", "12/03/2025", "date"),
        ("loans", date(2025, 3, 12), "date"),
        ("loans", True, "oui ou non"),
        ("loans", "-3", "négatif"),
        ("surface_m2", "0", "zéro"),
        ("weekly_hours", "1800", "168 heures"),
        ("wifi", "peut-être", "ni oui ni non"),
    ],
)
def test_a_figure_that_is_something_else_is_refused(variable: str, raw: Any, word: str) -> None:
    found = figure(raw, BY_CODE[variable])
    assert isinstance(found, Unreadable)
    assert word in found.why
    assert found.remedy


def test_an_unlikely_figure_is_taken_and_told() -> None:
    assert isinstance(figure("96", BY_CODE["weekly_hours"]), Doubtful)
    assert isinstance(figure("2,5", BY_CODE["volunteers"]), Doubtful)


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("postcode", Decimal(1200), "01200"),
        ("postcode", "18000", "18000"),
        ("insee", "2a004", "2A004"),
        ("latitude", "47,08123", Decimal("47.0812")),
        ("name", "  Médiathèque ", "Médiathèque"),
        ("kind", "Bibliobus", "bookmobile"),
    ],
)
def test_an_identity_is_read(name: str, raw: Any, value: Any) -> None:
    assert identity(raw, name) == value


@pytest.mark.parametrize(
    ("name", "raw"), [("postcode", "1800"[:3]), ("insee", "x"), ("latitude", "6600123"), ("kind", "moulin")]
)
def test_an_identity_that_is_something_else_is_refused(name: str, raw: str) -> None:
    assert isinstance(identity(raw, name), Unreadable)


# -- swapped columns


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Code;Surface\nLI672;18400\nLI673;18000\n", "codes postaux ou INSEE"),
        ("Code;Prêts\nLI672;12 %\nLI673;40 %\n", "pourcentages"),
        ("Code;Prêts\nLI672;Lunery\nLI673;Bourges\n", "textes"),
        ("Code;CP;Prêts\nLI672;12,5;1\nLI673;8;2\n", "ne sont pas des codes postaux"),
        ("Code;Nom;Prêts\nLI672;12;1\nLI673;15;2\n", "des noms sont attendus"),
        ("Code;INSEE;Prêts\nLI672;18400;1\nLI673;18000;2\n", "sont des codes postaux"),
        ("Code;Latitude;Longitude\nLI672;2,27;46,93\nLI673;2,40;47,08\n", "sont échangées"),
        ("Code;Latitude;Longitude\nLI672;6650000;650000\nLI673;6660000;651000\n", "Lambert 93"),
    ],
)
def test_a_column_that_holds_something_else_is_noticed_and_left_out(text: str, word: str) -> None:
    found = plan(text)
    assert any(word in alarm.message for alarm in found.alarms)
    stopped = {header for alarm in found.alarms for header in alarm.headers}
    labels = {change.field for change in (*found.values, *found.fields)}
    assert not labels & {"surface_m2", "latitude", "longitude", "postcode", "name", "insee"}
    assert stopped
    assert all(remark.remedy for remark in found.remarks)


def test_a_good_file_raises_no_alarm() -> None:
    found = plan(
        "Code;Latitude;Longitude;Surface;CP\nLI672;46,93;2,27;120;18400\nLI673;47,08;2,4;900;18000\n"
    )
    assert found.alarms == ()
    assert len(found.values) == 2


def test_dates_in_a_column_of_numbers_are_noticed() -> None:
    rows = [Line(2, {"C": "LI672", "P": date(2025, 1, 3)}), Line(3, {"C": "LI673", "P": date(2025, 2, 3)})]
    columns = (Column(header="C", target="code"), Column(header="P", target="loans"))
    found = planned(rows, columns, AlreadyKnown(libraries=LIBRARIES), AROUND, OPTIONS)
    assert "dates" in found.alarms[0].message
    assert found.values == []


# -- the plan


def test_a_plan_says_before_and_after() -> None:
    known = AlreadyKnown(
        libraries=LIBRARIES, published={("LI672", "surface_m2"): Decimal(135)}, given={("LI673", "loans", 2025): Decimal(8)}
    )  # fmt: skip
    found = plan("Code;Surface;Prêts\nLI672;140;10\nLI673;;9\n", known=known)
    assert [(c.library, c.field, c.year, c.before, c.after) for c in found.values] == [
        ("LI672", "surface_m2", 2025, Decimal(135), Decimal(140)),
        ("LI672", "loans", 2025, None, Decimal(10)),
        ("LI673", "loans", 2025, Decimal(8), Decimal(9)),
    ]


def test_each_column_may_have_its_year() -> None:
    found = plan("Code;Prêts 2023;Prêts 2024;Entrées\nLI672;1;2;3\n")
    assert [(c.field, c.year) for c in found.values] == [("loans", 2023), ("loans", 2024), ("visits", 2025)]


def test_a_value_that_is_there_already_is_counted_and_not_written() -> None:
    known = AlreadyKnown(libraries=LIBRARIES, given={("LI672", "loans", 2025): Decimal(10)})
    found = plan("Code;Prêts\nLI672;10,0\n", known=known)
    assert (found.same, found.values, found.is_empty) == (1, [], True)


def test_what_people_typed_is_kept_and_told() -> None:
    key = ("LI672", "loans", 2025)
    known = AlreadyKnown(libraries=LIBRARIES, given={key: Decimal(10)}, typed=frozenset({key}))
    found = plan("Code;Prêts\nLI672;12\n", known=known)
    assert found.values == []
    assert [r.graveness for r in found.remarks] == [Graveness.KEPT]
    assert "valeur saisie (10) est gardée" in found.remarks[0].what


def test_a_second_line_for_a_library_is_told_and_left() -> None:
    found = plan("Code;Prêts\nLI672;12\nLI672;13\n")
    assert [change.after for change in found.values] == [Decimal(12)]
    assert "déjà une valeur à la ligne 2" in told(found)


def test_an_unknown_line_is_told_and_never_invented() -> None:
    found = plan("Nom;Commune;Prêts\nInconnue;Bourges;12\n")
    assert (found.lines, found.matched, found.new, found.values) == (1, 0, [], [])
    assert found.remarks[0].line == 2
    assert "aucun lieu de ce nom" in found.remarks[0].what


def test_an_unknown_line_is_created_when_asked() -> None:
    found = plan(
        "Nom;Commune;CP;Prêts\nPoint lecture;Achères;18250;12\n;Achères;;3\n",
        options=Options(year=2025, create=True),
    )
    (made,) = found.new
    assert (made.code, made.name, made.town, made.postcode) == ("LIEU-1", "Point lecture", "Achères", "18250")
    # The second line has no name: it is the only place of Achères, which has its value already.
    assert [change.library for change in found.values] == ["LIEU-1"]
    assert "déjà une valeur" in told(found)


def test_identity_completes_what_is_empty_and_is_kept_otherwise() -> None:
    bare_library = Library(code="LI9", name="Lieu", town="Lunery")
    known = AlreadyKnown(libraries=(*LIBRARIES, bare_library))
    text = "Code;Statut;CP\nLI9;Municipale;18400\nLI672;;18000\n"
    found = plan(text, known=known)
    assert [(c.library, c.field, c.after) for c in found.fields] == [
        ("LI9", "status", "Municipale"),
        ("LI9", "postcode", "18400"),
    ]
    assert "le registre dit « 18400 », le fichier « 18000 »" in told(found)
    over = plan(text, known=known, options=Options(year=2025, identity=True))
    assert ("LI672", "postcode", "18400", "18000") in [
        (c.library, c.field, c.before, c.after) for c in over.fields
    ]


def test_a_hundred_thousand_lines_are_planned_in_seconds() -> None:
    from time import process_time

    libraries = tuple(
        Library(code=f"LI{n}", name=f"Bibliothèque {n}", town=f"Ville {n % 400}") for n in range(600)
    )
    rows = [Line(n, {"Code": f"LI{n % 900}", "Prêts": str(n), "Entrées": "x"}) for n in range(2, 100_002)]
    columns = (Column(header="Code", target="code"), Column(header="Prêts", target="loans"))
    start = process_time()
    found = planned(rows, columns, AlreadyKnown(libraries=libraries), AROUND, Options(year=2025, create=True))
    assert process_time() - start < 15
    assert found.lines == 100_000
    assert found.new == []


# -- written, remembered, undone


@pytest.fixture
def network(db: Any) -> Network:
    found = empty_network("18")
    for library in LIBRARIES:
        Stored.objects.create(
            network=found, code=library.code, name=library.name, town=library.town,
            postcode=library.postcode, insee=library.insee,
        )  # fmt: skip
    return found


def take(network: Network, text: str, name: str = "prets.csv", **options: Any) -> Any:
    table = read_own(text.encode(), name)
    chosen = Options(**{"year": 2025, **options})
    return import_own(
        network=network,
        table=table,
        digest="0" * 64,
        columns=proposed_columns(network, table),
        options=chosen,
        mapping="Prêts",
    )


def test_values_are_written_with_their_year_and_the_name_of_the_file(network: Network) -> None:
    done = take(network, "Code;Prêts;Wi-Fi\nLI672;1 200;oui\n")
    values = {v.variable: (v.value, v.year, v.source) for v in values_given(project_for(network))}
    assert values == {"loans": (Decimal(1200), 2025, "prets.csv"), "wifi": (True, 2025, "prets.csv")}
    assert done.run is not None
    assert done.run.summary["values"] == 2
    assert AuditEntry.objects.filter(network=network, verb="territory.import", target="prets.csv").exists()


def test_a_file_imported_again_changes_nothing(network: Network) -> None:
    take(network, "Code;Prêts\nLI672;1200\n")
    again = take(network, "Code;Prêts\nLI672;1200\n")
    assert (again.run, again.plan.same) == (None, 1)
    assert StoredValue.objects.count() == ImportRun.objects.count() == 1


def test_a_corrected_file_takes_the_place_of_the_values_of_the_former(network: Network) -> None:
    take(network, "Code;Prêts\nLI672;1200\nLI673;5\n")
    take(network, "Code;Prêts\nLI672;1300\n", "bis.csv")
    found = {v.library: (v.value, v.source) for v in values_given(project_for(network))}
    assert found == {"LI672": (Decimal(1300), "bis.csv"), "LI673": (Decimal(5), "prets.csv")}


def test_the_columns_chosen_are_remembered(network: Network) -> None:
    table = read_own(b"Ref;Divers\nLI672;12\n", "a.csv")
    columns = (Column(header="Ref", target="code"), Column(header="Divers", target="visits"))
    import_own(
        network=network, table=table, digest="0", columns=columns, options=OPTIONS, mapping="Fréquentation"
    )
    again = proposed_columns(network, read_own(b"DIVERS;Ref\n13;LI672\n", "b.csv"))
    assert {column.header: column.target for column in again} == {"DIVERS": "visits", "Ref": "code"}
    assert all_recognised(again)
    assert mapping_named(network, "frequentation").targets == {"ref": "code", "divers": "visits"}
    with pytest.raises(ValueError, match="Fréquentation"):
        mapping_named(network, "autre")
    assert ColumnMapping.objects.count() == 1


def test_undoing_an_own_file_brings_the_values_of_before_back(network: Network) -> None:
    take(network, "Code;Prêts\nLI672;1200\n")
    take(
        network,
        "Nom;Commune;Prêts\nBibliothèque Boris Vian;Lunery;1300\nNeuve;Lunery;4\n",
        "bis.csv",
        create=True,
    )
    assert Stored.objects.count() == 4
    undone = undo_last(network=network)
    assert Stored.objects.count() == 3
    assert [(v.value, v.source) for v in values_given(project_for(network))] == [(Decimal(1200), "prets.csv")]
    assert undone.kept == []
    undo_last(network=network)
    assert not StoredValue.objects.exists()


def test_a_value_typed_over_an_imported_one_survives_the_undoing(network: Network) -> None:
    take(network, "Code;Prêts\nLI672;1200\nLI673;4\n")
    typed = OwnValue(library="LI672", variable="loans", value=Decimal(7), year=2025, source="saisie")
    give_values(network=network, values=[typed])
    undone = undo_last(network=network)
    assert [(v.library, v.value) for v in values_given(project_for(network))] == [("LI672", Decimal(7))]
    assert "1\u00a0valeur" in undone.kept[0]


def test_undoing_identities_leaves_what_was_typed_since(network: Network) -> None:
    take(network, "Code;Statut;CP\nLI672;Municipale;18000\n", identity=True)
    Stored.objects.filter(code="LI672").update(status="Intercommunale")
    undone = undo_last(network=network)
    found = Stored.objects.get(code="LI672")
    assert (found.status, found.postcode) == ("Intercommunale", "18400")
    assert any("statut, saisi depuis" in line for line in undone.kept)


def test_a_dry_run_writes_nothing(network: Network) -> None:
    table = read_own(b"Code;Loans\nLI672;12\n", "a.csv")
    columns = (Column(header="Code", target="code"), Column(header="Loans", target="loans"))
    done = import_own(
        network=network, table=table, digest="0", columns=columns, options=OPTIONS, dry_run=True
    )
    assert len(done.plan.values) == 1
    assert not StoredValue.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_table_says_what_a_column_looks_like() -> None:
    table: OwnTable = read_own(b"Code;P\nLI672;1\nLI673;1\nLI674;2\nLI675;3\nLI676;4\n", "a.csv")
    assert table.samples("P") == ["1", "2", "3"]
