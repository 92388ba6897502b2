"""Decisions on the data: accepted, rejected, put off, taken back, one or many, and never over a colleague's work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from export_samples import COMMUNES, csv_2024, csv_2025

from builders import empty_network
from maillage.accounts.domain import Role
from maillage.accounts.models import Network, User
from maillage.base.models import AuditEntry
from maillage.base.plugs import Project
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from maillage.territory.checks import checks
from maillage.territory.deciding import decide
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.proposals import Act
from maillage.territory.domain.register import Observation, State
from maillage.territory.domain.worklist import Answer, Case, CaseState
from maillage.territory.giving import forget_values, give_values
from maillage.territory.models import Library, QualityDecision
from maillage.territory.readings import cases_of, directory_of, register_of, values_given
from maillage.territory.services import import_communes, import_libraries, read_files
from maillage.territory.taking_back import Outcome, Wish, take_back
from web import person

pytestmark = [pytest.mark.database, pytest.mark.django_db]

# One library with impossible hours, too many seats and no volunteers any more; one lost; one written twice.
FAULTY = {"amplitude_horaire": "99", "nombre_de_benevoles": "4"}
FAULTY_2025 = {"nombre_de_places": "677", "Nombre de bénévoles": "", "temps_de_travail_des_benevoles": ""}
LOST = {"code_bib": "673", "nom_de_l_etablissement": "Point lecture", "ville": "Achères", "cp": "18250",
        "code_insee_commune": "18999", "adresse": "Place", "latitude": "", "longitude": ""}  # fmt: skip
LOST_2025 = {"Code_bib": "LI673", "nom_de_l_etablissement": "Point lecture", "Ville": "Achères", "CP": "18250",
             "Adresse": "Place", "Latitude": "", "Longitude": "", "nombre_de_livres": "812",
             "nombre_d_entrees": "301", "pop_touchee_actions_culturelles": "17"}  # fmt: skip
TWIN = {"code_bib": "674", "surface": "", "amplitude_horaire": "", "nombre_de_salaries": "",
        "nombre_de_benevoles": ""}  # fmt: skip


@pytest.fixture
def faulty(db: Any, tmp_path: Any) -> Network:
    network = empty_network("18")
    (tmp_path / "communes.csv").write_text(COMMUNES, "utf-8")
    import_communes(network=network, paths=[tmp_path / "communes.csv"])
    publish(network, tmp_path, csv_2024(FAULTY, LOST, TWIN), csv_2025(FAULTY_2025, LOST_2025))
    return network


def publish(network: Network, folder: Any, *texts: str) -> None:
    paths = []
    for rank, text in enumerate(texts):
        paths.append(folder / f"export-{rank}-{len(text)}.csv")
        paths[-1].write_text(text, "utf-8")
    import_libraries(network=network, files=read_files(paths))


@pytest.fixture
def lea(faulty: Network) -> User:
    return person("lea", faulty, Role.LEAD)


def today(network: Network, day: date = DEMO_TODAY) -> Project:
    return project_of(network, day)


def case_of(network: Network, rule: str, place: str = "LI672", day: date = DEMO_TODAY) -> Case:
    found = [case for case in cases_of(today(network, day)) if (case.rule.id, case.place) == (rule, place)]
    assert len(found) == 1, [case.key for case in cases_of(today(network, day))]
    return found[0]


def wish(case: Case) -> Wish:
    return Wish(key=case.key, version=case.version)


def settle(network: Network, answer: Answer, *cases: Case, **more: Any) -> Outcome:
    return decide(project=today(network), answer=answer, wishes=[wish(case) for case in cases], **more)


def seen(network: Network, variable: str, place: str = "LI672") -> Observation:
    record = register_of(today(network)).by_code(place)
    assert record is not None
    found = record.observation(variable)
    assert found is not None
    return found


# -- proposals


@pytest.mark.parametrize(
    ("rule", "place", "act"),
    [
        ("hours_too_long", "LI672", Act.UNKNOWN),
        ("seats_too_many", "LI672", Act.UNKNOWN),
        ("missing_after_value", "LI672", Act.REUSE),
        ("insee_obsolete", "LI673", Act.CORRECT),
        ("coordinates_missing", "LI673", Act.CORRECT),
        ("duplicate_site", "LI674", Act.DUPLICATE),
        ("single_vintage", "LI674", Act.ASK),
    ],
)
def test_a_remark_proposes_what_open_data_allow(faulty: Network, rule: str, place: str, act: Act) -> None:
    proposal = case_of(faulty, rule, place).proposal
    assert proposal is not None
    assert proposal.act is act
    assert proposal.why


def test_no_proposal_ever_invents_a_figure(faulty: Network) -> None:
    published = {seen.value for record in register_of(today(faulty)).records for seen in record.observations}
    for case in cases_of(today(faulty)):
        for change in case.proposal.values if case.proposal else ():
            assert change.value is None or change.value in published


# -- accepting


def test_accepting_says_the_impossible_value_is_unknown_and_keeps_what_was_published(
    faulty: Network, lea: User
) -> None:
    case = case_of(faulty, "hours_too_long")
    outcome = settle(faulty, Answer.ACCEPTED, case, actor=lea, note="Appelée le 3.")
    assert [done.key for done in outcome.done] == [case.key]
    found = seen(faulty, "weekly_hours")
    assert (found.state, found.raw, found.number) == (State.MISSING, "99", None)
    assert found.own is not None
    assert found.own.source == "correction acceptée : Plus de 80 heures par semaine"
    after = case_of(faulty, "hours_too_long")
    assert after.state is CaseState.ACCEPTED
    assert after.settlement is not None
    assert (after.settlement.by, after.settlement.note) == (lea.shown_name, "Appelée le 3.")


def test_accepting_takes_the_answer_of_the_survey_before_with_its_year(faulty: Network) -> None:
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "missing_after_value"))
    found = seen(faulty, "volunteers")
    assert found.number == Decimal(4)
    assert found.own is not None
    assert found.own.year == 2021


def test_accepting_a_commune_attaches_the_library_to_it(faulty: Network) -> None:
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "insee_obsolete", "LI673"))
    row = Library.objects.get(code="LI673")
    assert (row.insee, row.commune and row.commune.name) == ("18001", "Achères")
    assert case_of(faulty, "insee_obsolete", "LI673").state is CaseState.ACCEPTED
    # Its commune is known now: its centre can be proposed.
    centre = case_of(faulty, "coordinates_missing", "LI673")
    settle(faulty, Answer.ACCEPTED, centre)
    row.refresh_from_db()
    assert (float(row.latitude), float(row.longitude)) == (47.283, 2.459)


def test_accepting_a_duplicate_removes_it_and_taking_back_brings_it_again(faulty: Network) -> None:
    case = case_of(faulty, "duplicate_site", "LI674")
    settle(faulty, Answer.ACCEPTED, case)
    assert not Library.objects.filter(code="LI674").exists()
    take_back(project=today(faulty), wishes=[wish(case_of(faulty, "duplicate_site", "LI674"))])
    assert Library.objects.filter(code="LI674").exists()
    assert case_of(faulty, "duplicate_site", "LI674").state is CaseState.OPEN


def test_a_question_to_ask_changes_nothing_and_waits_among_the_accepted(faulty: Network) -> None:
    before = values_given(today(faulty))
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "single_vintage", "LI674"))
    assert case_of(faulty, "single_vintage", "LI674").state is CaseState.ACCEPTED
    assert values_given(today(faulty)) == before


def test_many_are_accepted_at_once_in_one_transaction_with_one_line_in_the_trail(faulty: Network) -> None:
    chosen = [case for case in cases_of(today(faulty)) if case.proposal and case.proposal.act is Act.UNKNOWN]
    assert len(chosen) >= 2
    outcome = settle(faulty, Answer.ACCEPTED, *chosen)
    assert len(outcome.done) == len(chosen)
    verbs = AuditEntry.objects.filter(network=faulty).values_list("verb", flat=True)
    assert list(verbs).count("territory.remarks-accepted") == 1
    assert list(verbs).count("territory.values") == 1


# -- rejecting and postponing


def test_rejecting_a_doubt_says_the_published_value_is_right_and_counts_it_again(faulty: Network) -> None:
    assert seen(faulty, "seats").number is None
    settle(faulty, Answer.REJECTED, case_of(faulty, "seats_too_many"))
    assert seen(faulty, "seats").number == Decimal(677)
    assert case_of(faulty, "seats_too_many").state is CaseState.REJECTED
    take_back(project=today(faulty), wishes=[wish(case_of(faulty, "seats_too_many"))])
    assert seen(faulty, "seats").number is None
    assert case_of(faulty, "seats_too_many").state is CaseState.OPEN


def test_a_rejected_remark_is_silent_until_the_published_value_changes(
    faulty: Network, tmp_path: Any
) -> None:
    settle(faulty, Answer.REJECTED, case_of(faulty, "insee_obsolete", "LI673"))
    line = next(line for line in directory_of(today(faulty)) if line.library.code == "LI673")
    assert "insee_obsolete" not in {remark.rule for remark in line.remarks}
    again = LOST | {"adresse": "Autre place"}
    publish(faulty, tmp_path, csv_2024(FAULTY, again, TWIN))
    assert case_of(faulty, "insee_obsolete", "LI673").state is CaseState.REJECTED
    publish(faulty, tmp_path, csv_2024(FAULTY, LOST | {"code_insee_commune": "18998"}, TWIN))
    assert case_of(faulty, "insee_obsolete", "LI673").state is CaseState.OPEN


def test_a_corrected_value_whose_published_one_changes_comes_back_to_be_looked_at(
    faulty: Network, tmp_path: Any
) -> None:
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "hours_too_long"))
    publish(faulty, tmp_path, csv_2024(FAULTY | {"amplitude_horaire": "9"}, LOST, TWIN))
    case = case_of(faulty, "hours_too_long")
    assert case.state is CaseState.CHANGED
    assert case.proposal is not None
    assert case.proposal.act is Act.REVERT
    settle(faulty, Answer.ACCEPTED, case)
    assert seen(faulty, "weekly_hours").number == Decimal(9)
    assert not QualityDecision.objects.filter(rule="hours_too_long").exists()


def test_a_correction_may_be_kept_over_the_new_published_value(faulty: Network, tmp_path: Any) -> None:
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "hours_too_long"))
    publish(faulty, tmp_path, csv_2024(FAULTY | {"amplitude_horaire": "9"}, LOST, TWIN))
    settle(faulty, Answer.REJECTED, case_of(faulty, "hours_too_long"))
    assert case_of(faulty, "hours_too_long").state is CaseState.ACCEPTED
    assert seen(faulty, "weekly_hours").number is None


def test_a_postponed_remark_hides_until_its_day(faulty: Network) -> None:
    until = DEMO_TODAY + timedelta(days=10)
    settle(faulty, Answer.POSTPONED, case_of(faulty, "hours_too_long"), until=until)
    assert case_of(faulty, "hours_too_long").state is CaseState.POSTPONED
    assert case_of(faulty, "hours_too_long", day=until).state is CaseState.OPEN


@pytest.mark.parametrize("until", [None, DEMO_TODAY, DEMO_TODAY - timedelta(days=1)])
def test_a_remark_is_put_off_to_a_day_to_come(faulty: Network, until: date | None) -> None:
    with pytest.raises(ValueError, match="date à venir"):
        settle(faulty, Answer.POSTPONED, case_of(faulty, "hours_too_long"), until=until)
    assert not QualityDecision.objects.exists()


def test_the_linter_counts_only_what_is_not_settled(faulty: Network) -> None:
    def codes() -> set[str]:
        return {remark.code for remark in checks(today(faulty))}

    assert "TER-05" in codes()
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "hours_too_long"))
    assert "TER-05" not in codes()


# -- taking back


def test_taking_back_shows_the_published_value_again_and_leaves_a_trace(faulty: Network) -> None:
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "seats_too_many"))
    outcome = take_back(project=today(faulty), wishes=[wish(case_of(faulty, "seats_too_many"))])
    assert len(outcome.done) == 1
    assert seen(faulty, "seats").own is None
    assert case_of(faulty, "seats_too_many").state is CaseState.OPEN
    assert AuditEntry.objects.filter(verb="territory.remarks-reopened").count() == 1


def test_taking_back_an_identity_restores_what_stood_before(faulty: Network) -> None:
    before = Library.objects.get(code="LI673")
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "insee_obsolete", "LI673"))
    take_back(project=today(faulty), wishes=[wish(case_of(faulty, "insee_obsolete", "LI673"))])
    row = Library.objects.get(code="LI673")
    assert (row.insee, row.commune) == ("18999", before.commune)


def test_taking_back_leaves_what_somebody_typed_since_and_says_so(faulty: Network) -> None:
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "hours_too_long"))
    typed = OwnValue(library="LI672", variable="weekly_hours", value=Decimal(12), year=2021, source="saisie")
    give_values(network=faulty, values=[typed])
    outcome = take_back(project=today(faulty), wishes=[wish(case_of(faulty, "hours_too_long"))])
    assert "reste comme il est" in outcome.notes[0]
    assert seen(faulty, "weekly_hours").number == Decimal(12)


def test_a_value_of_the_service_that_a_correction_replaced_comes_back(faulty: Network) -> None:
    typed = OwnValue(
        library="LI672", variable="active_borrowers", value=Decimal(9000), year=2026, source="saisie"
    )
    give_values(network=faulty, values=[typed])
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "users_above_population"))
    assert seen(faulty, "active_borrowers").value is None
    take_back(project=today(faulty), wishes=[wish(case_of(faulty, "users_above_population"))])
    back = seen(faulty, "active_borrowers")
    assert back.own is not None
    assert (back.number, back.own.source) == (Decimal(9000), "saisie")


# -- two people


def test_a_remark_that_a_colleague_decided_meanwhile_is_told_and_left(faulty: Network, lea: User) -> None:
    stale = case_of(faulty, "hours_too_long")
    settle(faulty, Answer.REJECTED, stale, actor=lea)
    outcome = settle(faulty, Answer.ACCEPTED, stale)
    assert outcome.done == []
    assert "Déjà écartée par" in outcome.skipped[0][1]
    assert case_of(faulty, "hours_too_long").state is CaseState.REJECTED


def test_a_value_that_changed_since_it_was_seen_is_told_and_left(faulty: Network, tmp_path: Any) -> None:
    stale = case_of(faulty, "hours_too_long")
    publish(faulty, tmp_path, csv_2024(FAULTY | {"amplitude_horaire": "120"}, LOST, TWIN))
    outcome = settle(faulty, Answer.ACCEPTED, stale)
    assert outcome.done == []
    assert "a changé depuis" in outcome.skipped[0][1]
    assert not QualityDecision.objects.exists()


def test_a_remark_that_is_no_more_is_told(faulty: Network, tmp_path: Any) -> None:
    stale = case_of(faulty, "hours_too_long")
    publish(faulty, tmp_path, csv_2024(FAULTY | {"amplitude_horaire": "9"}, LOST, TWIN))
    outcome = settle(faulty, Answer.ACCEPTED, stale)
    assert "n'existe plus" in outcome.skipped[0][1]


def test_the_others_are_done_when_one_of_a_bulk_is_refused(faulty: Network) -> None:
    stale = replace(case_of(faulty, "hours_too_long"), message="")
    wishes = [Wish(stale.key, "autre"), wish(case_of(faulty, "seats_too_many"))]
    outcome = decide(project=today(faulty), answer=Answer.ACCEPTED, wishes=wishes)
    assert [case.rule.id for case in outcome.done] == ["seats_too_many"]
    assert len(outcome.skipped) == 1


def test_a_decision_taken_back_twice_is_told_once(faulty: Network) -> None:
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "hours_too_long"))
    settled = case_of(faulty, "hours_too_long")
    take_back(project=today(faulty), wishes=[wish(settled)])
    outcome = take_back(project=today(faulty), wishes=[wish(settled)])
    assert outcome.done == []
    assert "déjà été reprise" in outcome.skipped[0][1]


def test_a_correction_that_somebody_removed_settles_nothing_any_more(faulty: Network) -> None:
    settle(faulty, Answer.ACCEPTED, case_of(faulty, "hours_too_long"))
    forget_values(network=faulty, keys=[("LI672", "weekly_hours", 2021)])
    assert case_of(faulty, "hours_too_long").state is CaseState.OPEN


def test_a_library_that_others_use_is_not_removed_as_a_duplicate(faulty: Network, monkeypatch: Any) -> None:
    monkeypatch.setattr("maillage.territory.correcting.told_fate", lambda row: ["4 réponses"])
    outcome = settle(faulty, Answer.ACCEPTED, case_of(faulty, "duplicate_site", "LI674"))
    assert "Elle sert déjà (4 réponses)" in outcome.skipped[0][1]
    assert Library.objects.filter(code="LI674").exists()
    assert not QualityDecision.objects.exists()
