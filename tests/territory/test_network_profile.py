"""Key figures: what is known out of what, and never a zero for an unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from export_samples import export_2024, export_2025, places, register

from maillage.statistics.strata import strata
from maillage.territory.domain.exports import Export
from maillage.territory.domain.profile import KeyFigure, declared_size, key_figures

BOURGES = {"code_bib": "1", "ville": "Bourges", "cp": "18000", "code_insee_commune": "18033"}
CLASSES = strata((500, 1000, 2000, 5000))


def figures(*exports: Export, communes: bool = True) -> dict[str, KeyFigure]:
    found = key_figures(register(*exports), places() if communes else None, classes=CLASSES)
    by_name = {figure.name: figure for figure in found}
    assert len(by_name) == len(found), "two figures have one name"
    return by_name


def test_only_open_buildings_are_libraries() -> None:
    shut = {"code_bib": "8", "type_adresse": "Lieu uniquement administratif"}
    assert figures(export_2024({}, shut))["libraries.open"].value == 1


def test_a_median_says_how_many_values_it_rests_on() -> None:
    median = figures(export_2024({}, {"code_bib": "8", "surface": ""}, {"code_bib": "9", "surface": "65"}))[
        "surface_m2.median"
    ]
    assert (median.value, median.n_known, median.n_total, median.vintage) == (Decimal(100), 2, 3, "2024")
    assert median.quartiles == (Decimal("82.5"), Decimal(100), Decimal("117.5"))


def test_nothing_known_is_unknown_and_not_zero() -> None:
    empty = figures(export_2024({"surface": "0", "amplitude_horaire": ""}))
    assert empty["surface_m2.median"].value is None
    assert empty["surface_m2.total"].value is None
    assert empty["weekly_hours.mean"].value is None
    assert empty["seats.median"].value is None
    assert empty["wifi.yes"].value is None
    assert empty["wifi.unknown"].value is None
    assert {figure.name: figure.value for figure in key_figures(register())}["libraries.open"] is None


def test_a_doubtful_value_stays_out_of_the_figures() -> None:
    doubtful = figures(export_2025({}, {"Code_bib": "LI8", "nombre_de_places": "677"}))
    assert (doubtful["seats.mean"].value, doubtful["seats.mean"].n_known) == (Decimal(12), 1)


def test_yes_no_and_unknown_add_up() -> None:
    answers = figures(
        export_2025(
            {}, {"Code_bib": "LI8", "connexion_wi_fi": "Non"}, {"Code_bib": "LI9", "connexion_wi_fi": ""}
        )
    )
    assert [answers[f"wifi.{ending}"].value for ending in ("yes", "no", "unknown")] == [1, 1, 1]
    assert answers["wifi.yes"].n_known == 2


def test_a_website_s_address_is_a_yes() -> None:
    assert figures(export_2025({}))["website.yes"].value == 1


def test_libraries_are_counted_by_status_and_by_epci() -> None:
    found = figures(export_2024({}, BOURGES | {"statut": ""}))
    assert found["libraries.status.bibliotheque_municipale"].value == 1
    assert found["libraries.status.unknown"].value == 1
    assert found["libraries.epci.200"].label == "CC FerCher"
    assert (found["libraries.epci.201"].value, found["libraries.epci.201"].n_total) == (1, 2)


def test_communes_and_inhabitants_are_split_by_presence_of_a_library() -> None:
    found = figures(export_2024({}, BOURGES))
    assert (found["communes.with_library"].value, found["communes.without_library"].value) == (2, 2)
    assert found["inhabitants.with_library"].value == 65_500
    assert found["inhabitants.without_library"].value == 515


def test_a_library_without_commune_is_told_beside_the_figure() -> None:
    lost = {"code_bib": "8", "code_insee_commune": "18999", "cp": "18000"}
    assert "1 lieux" in figures(export_2024({}, lost))["communes.with_library"].note


def test_without_communes_no_figure_by_epci_is_made_up() -> None:
    names = figures(export_2024({}), communes=False).keys()
    assert not [name for name in names if name.startswith(("communes", "inhabitants", "libraries.epci"))]


def test_a_commune_with_two_libraries_counts_its_inhabitants_once() -> None:
    found = figures(export_2025({}, {"Code_bib": "LI8"}))["document_spend_eur.per_inhabitant"]
    assert (found.value, found.n_known) == (Decimal("6.524"), 2)


def test_the_share_without_employee_rests_on_believable_answers() -> None:
    nobody = {"nombre_de_salaries": "0", "nombre_de_benevoles": "0"}
    volunteers = {"nombre_de_salaries": "0", "nombre_de_benevoles": "3"}
    found = figures(export_2024({}, {"code_bib": "8"} | nobody, {"code_bib": "9"} | volunteers))
    share = found["employees.none_share"]
    assert (share.value, share.n_known, share.n_total) == (Decimal("0.5"), 2, 3)


def test_classes_of_size_follow_the_commune_s_population() -> None:
    found = figures(export_2024({}, BOURGES))
    assert found["stratum.from_1000_to_1999.libraries"].value == 1
    assert found["stratum.from_5000.libraries"].value == 1
    assert found["stratum.under_500.libraries"].value == 0
    assert found["stratum.under_500.surface_m2.median"].value is None
    assert found["stratum.from_5000.libraries"].label.startswith("Communes de 5\u202f000 habitants et plus")


def test_without_communes_classes_follow_the_export_s_population() -> None:
    found = figures(export_2024({"population_commune": "499"}), communes=False)
    assert found["stratum.under_500.libraries"].value == 1


def test_a_declared_size_is_set_beside_the_count_with_hypotheses() -> None:
    opened = {"Code_bib": "LI8", "Ville": "Achères", "CP": "18250"}
    compared = declared_size(1, date(2025, 9, 1), register(export_2024({}), export_2025({}, opened)))
    assert (compared.counted, compared.difference) == (2, 1)
    assert compared.facts[0].startswith("Taille déclarée du réseau au 1er septembre 2025")
    assert any("Achères (LI8)" in fact for fact in compared.facts)
    assert any("Achères (LI8)" in hypothesis for hypothesis in compared.hypotheses)
    assert sum(line.startswith("Hypothèse à vérifier") for line in compared.lines) == len(compared.hypotheses)


def test_a_declared_size_that_agrees_needs_no_hypothesis() -> None:
    assert declared_size(1, date(2025, 9, 1), register(export_2024({}))).hypotheses == ()


def test_a_declared_size_above_the_count_has_its_own_hypothesis() -> None:
    assert "bibliobus" in declared_size(5, date(2025, 9, 1), register(export_2024({}))).hypotheses[-1]
