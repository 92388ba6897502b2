"""What the objectives serve: the tables, the boxes that people tick, the criteria of the label, the remarks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from builders import TODAY, minimal_file, project_for
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.values.certainty import Certainty
from maillage.programme.checks import checks
from maillage.programme.domain import LabelCriterion as Criterion
from maillage.programme.domain import Orientation as Asked
from maillage.programme.domain.label import missing
from maillage.programme.domain.serving import Serving, criteria_served, idle_objectives, orientations_served
from maillage.programme.domain.ticking import Tick, read_ticks, ticked, ticks_of
from maillage.programme.label import packaged_criteria, take_criteria
from maillage.programme.models import LabelCriterion, Objective, Orientation
from maillage.programme.ticking import set_served
from maillage.rulebook import projects
from web import text_of

AT = "/18/strategie"
SERVES = f"{AT}/ce-que-servent-les-objectifs/"
BOX = Tick("criteria", "A1", "CL1")
OWN = Tick("orientations", "A1", "OR1")


def programme(**changes: Any) -> Any:
    return replace(minimal_file().sections["programme"], **changes)


# -- the tables


def test_an_objective_serves_what_its_axis_serves_and_the_table_says_so() -> None:
    table = orientations_served(programme())
    assert [line.cells for line in table.lines] == [(Serving.BY_AXIS,)]
    assert (table.unserved, table.idle) == ((), ())


def test_what_nothing_serves_and_who_serves_nothing_are_both_found() -> None:
    found = programme(
        orientations=(Asked(code="OR1", title="Une"), Asked(code="OR2", title="Deux")),
        criteria=(Criterion(code="CL1", title="Un"),),
    )
    assert [one.code for one in orientations_served(found).unserved] == ["OR2"]
    assert [one.code for one in criteria_served(found).unserved] == ["CL1"]
    assert [one.code for one in criteria_served(found).idle] == ["A1"]
    assert idle_objectives(found) == ()
    alone = replace(found, axes=tuple(replace(axis, orientations=()) for axis in found.axes))
    assert [one.code for one in idle_objectives(alone)] == ["A1"]


def test_an_axis_without_objective_serves_all_the_same() -> None:
    found = programme()
    bare = replace(found, axes=tuple(replace(axis, objectives=()) for axis in found.axes))
    assert orientations_served(bare).unserved == ()


# -- the boxes


def test_ticks_are_written_and_read_and_what_is_none_is_left_out() -> None:
    assert read_ticks([str(BOX), "", "a|b", "title|A1|x", "|||"]) == {BOX}


def test_ticking_keeps_what_a_person_did_not_touch() -> None:
    objective = next(one for _, one in programme().objectives())
    objective = replace(objective, criteria=("CL2", "CL3"))
    after = ticked(objective, {BOX}, {Tick("criteria", "A1", "CL2")})
    assert after.criteria == ("CL3", "CL1")
    assert ticks_of(programme()) == frozenset()


# -- the packaged criteria


def test_the_five_criteria_have_a_source_and_say_how_sure_they_are() -> None:
    found = packaged_criteria()
    assert len(found) == 5
    assert all(one.source and one.text for one in found)
    assert [one.certainty for one in found[3:]] == [Certainty.TO_CONFIRM, Certainty.TO_CONFIRM]


def test_a_criterion_taken_up_then_reworded_is_not_missing() -> None:
    first, *others = packaged_criteria()
    assert missing(packaged_criteria(), [replace(first, title="Autrement dit")]) == tuple(others)
    assert missing(
        packaged_criteria(), [replace(first, code="X", source="", title=first.title.upper())]
    ) == tuple(others)


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _first_visitor() -> None:
    """Rows written by a test without a trace leave what the processes share as it was."""
    projects.forget()


def test_taking_up_the_criteria_adds_those_that_are_missing_once_with_a_trace_each(network: Network) -> None:
    LabelCriterion.objects.create(network=network, code="CL1", title="Le nôtre", position=0)
    added = take_criteria(network=network, actor=None)
    assert len(added) == 5
    assert len({row.code for row in added} | {"CL1"}) == 6
    assert take_criteria(network=network, actor=None) == []
    assert (
        AuditEntry.objects.filter(verb="create", target__startswith="programme.LabelCriterion/").count() == 5
    )


def test_the_button_takes_them_up_and_the_list_says_which_to_confirm(lead: Client, reader: Client) -> None:
    html = text_of(lead.get(f"{AT}/criteres/"))
    assert "Reprendre les cinq critères" in html
    html = text_of(lead.post(f"{AT}/criteres/reprendre/", follow=True))
    assert "5 critères repris" in html
    assert "à confirmer" in html
    assert "aucun objectif ne le sert" in html
    assert "Reprendre les cinq critères" not in html
    assert "Aucun objectif ne sert ce critère" in text_of(reader.get(f"{AT}/criteres/CL2/"))
    assert reader.post(f"{AT}/criteres/reprendre/").status_code == 403
    assert lead.get(f"{AT}/criteres/reprendre/").status_code == 405


# -- the page


@pytest.fixture
def asked(network: Network) -> Network:
    """A criterion of the label, and an orientation that nothing serves."""
    LabelCriterion.objects.create(network=network, code="CL1", title="Un personnel qualifié", position=0)
    Orientation.objects.create(network=network, code="OR2", title="Oubliée", position=5)
    return network


def served(code: str = "A1") -> tuple[list[str], list[str]]:
    row = Objective.objects.get(code=code)
    return (
        sorted(row.orientations.values_list("code", flat=True)),
        sorted(row.criteria.values_list("code", flat=True)),
    )


def shown_to(client: Client) -> dict[str, Any]:
    """What the form holds when it is opened."""
    html = text_of(client.get(SERVES))
    was = re.search(r'name="vu" value="([^"]*)"', html)
    assert was
    return {"vu": was[1], "sert": re.findall(r'name="sert" value="([^"]+)" checked', html)}


@pytest.mark.usefixtures("asked")
def test_boxes_are_ticked_in_place_and_the_history_of_the_objective_tells_it(lead: Client) -> None:
    form = shown_to(lead)
    html = text_of(lead.post(SERVES, {**form, "sert": [str(BOX), str(OWN)]}, follow=True))
    assert "1 objectif modifié (A1)" in html
    assert served() == (["OR1"], ["CL1"])
    history = text_of(lead.get(f"{AT}/objectifs/A1/historique/"))
    assert "Critères du label servis" in history
    form = shown_to(lead)
    assert sorted(form["sert"]) == [str(BOX), str(OWN)]
    lead.post(SERVES, {**form, "sert": [str(BOX)]})
    assert served() == ([], ["CL1"])


@pytest.mark.usefixtures("asked")
def test_two_people_who_tick_at_once_lose_nothing(lead: Client, team: Client) -> None:
    hers, his = shown_to(lead), shown_to(team)
    lead.post(SERVES, {**hers, "sert": [str(OWN)]})
    team.post(SERVES, {**his, "sert": [str(BOX)]})
    assert served() == (["OR1"], ["CL1"])


def test_a_box_whose_criterion_is_gone_is_told_and_the_others_are_kept(lead: Client, asked: Network) -> None:
    form = shown_to(lead)
    LabelCriterion.objects.filter(network=asked).delete()
    html = text_of(lead.post(SERVES, {**form, "sert": [str(BOX), str(OWN)]}, follow=True))
    assert "n'existe plus" in html.replace("&#x27;", "'")
    assert "A1 → CL1" in html
    assert served() == (["OR1"], [])


@pytest.mark.usefixtures("asked")
def test_nothing_ticked_writes_nothing_and_odd_boxes_are_ignored(lead: Client) -> None:
    before = AuditEntry.objects.count()
    form = shown_to(lead)
    assert "Rien n'a changé" in text_of(lead.post(SERVES, form, follow=True)).replace("&#x27;", "'")
    lead.post(SERVES, {**form, "sert": ["x", "title|A1|y"]})
    assert AuditEntry.objects.count() == before


@pytest.mark.usefixtures("asked")
def test_what_was_ticked_before_a_session_ended_comes_back_and_is_not_saved(lead: Client) -> None:
    form = shown_to(lead)
    html = text_of(lead.post(SERVES, {**form, "sert": [str(BOX)], "_resume": "1"}))
    assert f'value="{BOX}" checked' in html
    assert served() == ([], [])


@pytest.mark.usefixtures("asked")
def test_a_reader_reads_words_instead_of_boxes(reader: Client, stranger: Client) -> None:
    html = text_of(reader.get(SERVES))
    assert "par son axe" in html
    assert 'type="checkbox"' not in html
    assert reader.post(SERVES, {"sert": [str(BOX)]}).status_code == 403
    assert stranger.get(SERVES).status_code == 404


def test_without_anything_to_serve_the_page_says_how_to_begin(lead: Client, network: Network) -> None:
    html = text_of(lead.get(SERVES))
    assert "Aucun critère du label n" in html
    Orientation.objects.filter(network=network).delete()
    projects.forget()
    assert "Aucune orientation n" in text_of(lead.get(SERVES))


@pytest.mark.usefixtures("asked")
def test_the_pages_of_an_objective_and_of_an_axis_say_what_they_serve(lead: Client, network: Network) -> None:
    set_served(network=network, shown=frozenset(), wanted=frozenset({BOX}), actor=None)
    projects.forget()
    for url in (f"{AT}/objectifs/A1/", f"{AT}/axes/A/"):
        html = text_of(lead.get(url))
        assert f"{AT}/criteres/CL1/" in html
        assert f"{AT}/orientations/OR1/" in html
    assert "par son axe" in text_of(lead.get(f"{AT}/objectifs/A1/"))
    assert f"{AT}/objectifs/A1/" in text_of(lead.get(f"{AT}/criteres/CL1/"))


def test_an_orientation_that_only_an_objective_serves_is_served(asked: Network) -> None:
    def codes() -> list[str]:
        found = checks(project_for(asked, TODAY))
        return [one.code for one in found if one.code in ("PRG-07", "PRG-21", "PRG-22")]

    assert codes() == ["PRG-07", "PRG-21"]
    wanted = frozenset({BOX, Tick("orientations", "A1", "OR2")})
    set_served(network=asked, shown=frozenset(), wanted=wanted, actor=None)
    assert codes() == []


@pytest.mark.usefixtures("demo_network")
def test_the_tables_ask_few_queries(lead: Client, django_assert_max_num_queries: Any) -> None:
    for url in (SERVES, f"{AT}/criteres/", f"{AT}/criteres/CL1/", f"{AT}/orientations/"):
        projects.forget()
        with django_assert_max_num_queries(30):
            assert lead.get(url).status_code == 200
