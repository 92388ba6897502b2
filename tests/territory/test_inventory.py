"""The inventory: contracts and their notice days, equipment by library, pasted lists, dates and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from existing_samples import DAY, TERRITORY, existing_network, existing_project

from builders import minimal_text, read_text
from maillage.base.plugs import Project, figures_of
from maillage.base.values.files.nodes import UnreadableFile
from maillage.base.values.known import known_total
from maillage.portability.services import programme_text, save_programme, sections_of
from maillage.territory.chapter import chapters
from maillage.territory.dates import dates
from maillage.territory.domain.contracts import Contract, ContractState, contracts, ending
from maillage.territory.domain.equipping import SERVICE
from maillage.territory.domain.errors import UnknownExport
from maillage.territory.domain.inventory import (
    Connection,
    Equipment,
    EquipmentKind,
    InventoryItem,
    ItemKind,
    RenewalDecision,
    Technology,
)
from maillage.territory.domain.pasting import read_pasted
from maillage.territory.domain.sheet import Library
from maillage.territory.equipping import give_equipment, read_list
from maillage.territory.inventory import contracts_of, groups_of, kits_of, yearly_cost
from maillage.territory.inventory_checks import inventory_checks
from maillage.territory.models import Equipment as StoredEquipment
from maillage.territory.models import Library as StoredLibrary


def item(**given: Any) -> InventoryItem:
    return InventoryItem(**{"code": "I1", "kind": ItemKind.RESOURCE, "name": "Presse"} | given)


def contract(today: date = DAY, **given: Any) -> Contract:
    return Contract(item=item(**given), today=today, horizon=12)


# -- contracts


def test_notice_is_counted_back_from_the_end_and_clipped_to_the_month() -> None:
    assert contract(ends_on=date(2026, 8, 31), tacit=True, notice_months=3).notice_on == date(2026, 5, 31)
    assert contract(ends_on=date(2027, 5, 31), tacit=True, notice_months=3).notice_on == date(2027, 2, 28)
    assert contract(ends_on=date(2026, 8, 31), tacit=True, notice_months=0).notice_on == date(2026, 8, 31)


def test_no_notice_is_needed_without_tacit_renewal_and_none_is_guessed() -> None:
    assert contract(ends_on=date(2026, 8, 31), tacit=False, notice_months=3).notice_on is None
    assert contract(ends_on=date(2026, 8, 31), tacit=True).notice_on is None
    assert contract(tacit=True, notice_months=3).notice_on is None


def test_the_notice_is_missed_only_when_the_contract_will_go_on_by_itself() -> None:
    ends = {"ends_on": date(2026, 5, 31), "notice_months": 2}
    assert contract(**ends, tacit=True).notice_missed
    assert contract(**ends, tacit=True, decision=RenewalDecision.STOP).notice_missed
    assert not contract(**ends, tacit=True, decision=RenewalDecision.RENEW).notice_missed
    assert not contract(**ends, tacit=True, notice_given=date(2026, 2, 1)).notice_missed
    assert not contract(**ends).notice_missed
    # The last day itself is still a day to give notice.
    assert not contract(today=date(2026, 3, 31), **ends, tacit=True).notice_missed


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (None, ContractState.UNDATED),
        (date(2026, 4, 19), ContractState.OVER),
        (DAY, ContractState.ENDING),
        (date(2027, 4, 20), ContractState.ENDING),
        (date(2027, 4, 21), ContractState.RUNNING),
    ],
)
def test_the_state_of_a_contract_follows_its_end(end: date | None, state: ContractState) -> None:
    assert contract(ends_on=end).state is state


def test_contracts_come_by_the_day_one_must_act() -> None:
    late = item(code="A", ends_on=date(2026, 9, 30))
    soon = item(code="B", ends_on=date(2026, 12, 31), tacit=True, notice_months=6)
    undated = item(code="C")
    found = contracts([undated, late, soon], today=DAY, horizon=12)
    assert [one.item.code for one in found] == ["B", "A", "C"]
    assert [one.item.code for one in ending(found)] == ["B", "A"]


def test_a_contract_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="avant son début"):
        item(starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1))


def test_a_place_without_a_connection_has_no_speed() -> None:
    with pytest.raises(ValueError, match="pas de débit"):
        Connection(code="CX1", library="LI1", technology=Technology.NONE, down_mbps=Decimal(2))


def test_a_total_says_how_many_it_knows_and_an_unknown_total_is_not_zero() -> None:
    assert known_total([Decimal(2), None, 0]) == known_total([0, Decimal(2), None])
    total = known_total([Decimal(2), None, 0])
    assert (total.value, total.known, total.of, total.missing, total.is_whole) == (2, 2, 3, 1, False)
    assert known_total([None]).value is None
    assert not known_total([]).is_whole


# -- what is stored


@pytest.fixture
def project(db: None) -> Project:
    return existing_project(existing_network())


def test_the_yearly_cost_counts_what_is_free_and_leaves_what_is_unknown(project: Project) -> None:
    cost = yearly_cost(project)
    assert (cost.value, cost.known, cost.of) == (Decimal("1200.5"), 2, 5)


def test_everything_that_exists_travels_in_the_programme_file_and_comes_back(project: Project) -> None:
    network = project.network
    text = programme_text(network)
    before = sections_of(network)["territory"]
    save_programme(file=read_text(text))
    assert sections_of(network)["territory"] == before
    assert programme_text(network) == text
    assert "yearly_cost_ht: 1200.5\n" in text


def test_a_file_without_a_register_keeps_the_libraries_and_their_equipment(project: Project) -> None:
    start = TERRITORY.index("  libraries:")
    bare = TERRITORY[:start] + TERRITORY[TERRITORY.index("  inventory:") :]
    save_programme(file=read_text(minimal_text() + bare))
    assert StoredLibrary.objects.filter(network=project.network).count() == 2
    assert kits_of(existing_project(project.network)).by_library["LI1"].is_known


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ends_on: 2026-08-31", "ends_on: 2024-06-30", "avant son début"),
        ("yearly_cost_ht: 1200.50", "yearly_cost_ht: -3", "moins que 0"),
        ("quantity: 4,", "quantity: -4,", "moins que 0"),
        ("notice_months: 3", "notice_months: 300", "plus que 60"),
        ("technology: fibre", "technology: none", "pas de débit"),
        ("kind: portal", "kind: licorne", "n'est pas une valeur"),
        (
            "code: B2, year: 2025, nature: hardware",
            "code: B2, year: 2025, nature: resources",
            "a déjà une ligne",
        ),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    text = minimal_text() + TERRITORY
    assert old in text
    with pytest.raises(UnreadableFile) as refused:
        read_text(text.replace(old, new, 1))
    assert said in str(refused.value)


def test_two_connections_of_one_library_are_refused() -> None:
    more = "    - { code: CX2, library: LI1 }\n  posts:"
    with pytest.raises(UnreadableFile, match="a déjà une connexion"):
        read_text((minimal_text() + TERRITORY).replace("  posts:", more, 1))


def test_the_calendar_gets_each_end_and_each_last_day_to_give_notice(project: Project) -> None:
    found = {event.uid: event for event in dates(project)}
    assert found["territory-I1-end"].day == date(2026, 8, 31)
    assert found["territory-I1-notice"].day == date(2026, 5, 31)
    assert found["territory-I1-notice"].target == "territory.InventoryItem/I1"
    assert "1\u202f201\u00a0€ HT par an" in found["territory-I1-end"].detail
    # Nobody decided: nobody can say that it was missed.
    assert not found["territory-I2-notice"].missed
    assert "territory-I3-end" not in found
    assert "territory-I5-notice" not in found


def test_a_decision_to_leave_without_notice_is_a_missed_date(db: None) -> None:
    text = (minimal_text() + TERRITORY).replace("notice_months: 2 }", "notice_months: 2, decision: stop }")
    made = existing_project(save_programme(file=read_text(text)).network)
    assert {event.uid for event in dates(made) if event.missed} == {"territory-I2-notice"}


def test_remarks_name_what_ended_what_goes_on_and_what_is_not_known(project: Project) -> None:
    found = {remark.code: remark for remark in inventory_checks(project)}
    assert found["TER-10"].target == "territory.InventoryItem/I2"
    assert found["TER-14"].target == "territory.InventoryItem/I4"
    assert "Films" in found["TER-12"].message
    assert "LI9" in found["TER-13"].message
    assert "1\u00a0engagement sur 4 a un résultat inconnu" in found["TER-15"].message
    assert "TER-11" not in found


# -- equipment


def test_what_nobody_said_of_a_library_is_unknown_and_what_has_no_quantity_is_not_zero(
    project: Project,
) -> None:
    found = kits_of(project)
    town, village = found.by_library["LI1"], found.by_library["LI2"]
    computers, tablets = town.quantity(EquipmentKind.COMPUTER), town.quantity(EquipmentKind.TABLET)
    assert computers is not None
    assert computers.value == 4
    assert tablets is not None
    assert tablets.value is None
    assert town.quantity(EquipmentKind.READER) is None
    assert not village.is_known
    assert village.technology is Technology.UNKNOWN
    assert [line.code for line in found.lost] == ["EQ4"]
    assert [line.code for line in found.service.equipment] == ["EQ3"]
    assert found.service.library == SERVICE


def test_a_machine_is_old_by_its_year_or_because_it_is_out_of_order(project: Project) -> None:
    whole = groups_of(project)[-1]
    assert whole.to_renew(year=2026, life=5).value == 4
    assert whole.to_renew(year=2022, life=5).value is None
    assert (whole.described, whole.connection_known, whole.of) == (1, 1, 2)


def test_named_figures_give_what_is_known_and_say_unknown_for_the_rest(project: Project) -> None:
    found = figures_of(project)
    assert found["territory.inventory_cost"].text == "1\u202f201\u00a0€"
    assert found["territory.inventory_cost_known"].value == 2
    assert found["territory.public_computers"].value == 4
    assert found["territory.tablets"].text == "inconnu"
    assert found["territory.past_partly"].value == 1


def test_an_empty_inventory_is_unknown_not_zero(db: None) -> None:
    made = existing_project(save_programme(file=read_text(minimal_text())).network)
    found = figures_of(made)
    for name in ("resources", "inventory_cost", "contracts_ending", "public_computers", "fibre", "past_kept"):
        assert found[f"territory.{name}"].text == "inconnu", name
    assert not list(dates(made))
    assert not [chapter for chapter in chapters(made) if chapter.order == 12]


def test_the_dossier_has_the_inventory_the_equipment_the_service_and_the_past_plan(project: Project) -> None:
    found = {(chapter.slot, chapter.order): chapter for chapter in chapters(project)}
    titles = [part.title for part in found["diagnosis", 12].blocks]  # type: ignore[union-attr]
    assert titles == [
        "Ce qui existe déjà",
        "Équipement et connexion des bibliothèques",
        "Le service départemental",
        "Le bilan du schéma précédent (2019-2024)",
    ]
    assert len(found["annexes", 35].blocks) == 2


# -- pasted lists

PLACES = (
    Library(code="LI1", name="Médiathèque", town="Bourges"),
    Library(code="LI2", name="Point lecture", town="Achères"),
    Library(code="LI3", name="Annexe", town="Bourges"),
)
HEAD = "Bibliothèque\tMatériel\tQuantité\tAnnée d'achat\tÉtat\n"


def pasted(lines: str, stored: tuple[Equipment, ...] = ()) -> list[Any]:
    return list(read_pasted(HEAD + lines, libraries=PLACES, stored=stored))


def test_a_line_is_read_whatever_names_its_library() -> None:
    found = pasted(
        "LI1\tPostes publics\t3\t2020\tusé\nmédiathèque\tliseuse\t\t\t\nacheres\tTablettes\t6\t2024\tBon\n"
    )
    assert [line.equipment.library for line in found] == ["LI1", "LI1", "LI2"]
    assert [line.equipment.kind.value for line in found] == ["computer", "reader", "tablet"]
    assert found[1].equipment.quantity is None
    assert [line.number for line in found] == [2, 3, 4]


def test_a_line_that_cannot_be_read_says_why_and_the_others_stand() -> None:
    found = pasted(
        "Bourges\ttablette\t2\t\t\nNulle part\ttablette\t2\t\t\nLI1\tlicorne\t2\t\t\nLI1\ttablette\t-2\t\t\nLI2\tPC\t1\t\t\n"
    )
    assert [bool(line.wrong) for line in found] == [True, True, True, True, False]
    assert "plusieurs bibliothèques" in found[0].wrong
    assert "n'est pas une bibliothèque" in found[1].wrong
    assert found[4].equipment.kind is EquipmentKind.COMPUTER


def test_the_same_line_again_changes_the_one_there_is_and_an_empty_cell_says_nothing() -> None:
    stored = Equipment(
        code="EQ7", library="LI1", kind=EquipmentKind.TABLET, quantity=2, bought_in=2020, owner="Commune"
    )
    (line,) = pasted("LI1\ttablette\t5\t2020\t\n", (stored,))
    assert line.known
    assert not line.same
    (again,) = pasted("LI1\ttablette\t2\t2020\t\n", (stored,))
    assert again.same
    assert (line.equipment.code, line.equipment.quantity, line.equipment.owner) == ("EQ7", 5, "Commune")


def test_a_list_without_known_columns_is_refused() -> None:
    with pytest.raises(UnknownExport):
        read_pasted("a;b\n1;2\n", libraries=PLACES, stored=())


def test_pasting_twice_never_doubles(project: Project) -> None:
    network = project.network
    before = StoredEquipment.objects.filter(network=network).count()
    text = HEAD + "LI2\tposte public\t2\t2021\tbon\nLI2\ttablette\t\t\t\n"
    assert give_equipment(network=network, lines=read_list(network, text)) == (2, 0)
    assert give_equipment(network=network, lines=read_list(network, text)) == (0, 0)
    changed = text.replace("\t2\t2021", "\t3\t2021")
    assert give_equipment(network=network, lines=read_list(network, changed)) == (0, 1)
    assert StoredEquipment.objects.filter(network=network).count() == before + 2


def test_contracts_of_a_project_rest_on_its_own_horizon(project: Project) -> None:
    assert {one.horizon for one in contracts_of(project)} == {12}
