"""The pages of the programme: what each says, to whom, and what a small change from a page does."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.plugs import Project
from maillage.programme.domain import ActionKind
from maillage.programme.domain.filtering import ActionFilter, branches, leads
from maillage.programme.models import Action, Axis, Objective, Orientation, Step
from maillage.programme.readings import programme_of, progress_of
from maillage.rulebook import projects
from maillage.rulebook.projects import project_of

pytestmark = pytest.mark.django_db

AT = "/18/strategie"
PAGES = (
    f"{AT}/",
    f"{AT}/orientations/",
    f"{AT}/orientations/OR1/",
    f"{AT}/matrice/",
    f"{AT}/axes/A/",
    f"{AT}/objectifs/A1/",
    f"{AT}/actions/A11/",
)


def shown(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return unescape(answer.content.decode())


def body(html: str) -> str:
    """What the page itself says, without its menu."""
    return html[html.index("<main") : html.index("</main>")]


def cold() -> None:
    projects._shared.clear()


def on_demo(network: Network, settings: Any) -> Project:
    return project_of(network, settings.MAILLAGE_TODAY)


# -- who sees what


@pytest.mark.parametrize("url", PAGES)
def test_a_reader_sees_every_page_without_anything_to_edit(reader: Client, url: str) -> None:
    html = body(shown(reader, url))
    assert "<h1>" in html
    for word in ("Modifier", "Supprimer", "Ajouter", "/finie/"):
        assert word not in html, (url, word)


@pytest.mark.parametrize("url", PAGES)
def test_a_stranger_finds_none_of_these_pages(stranger: Client, url: str) -> None:
    assert stranger.get(url).status_code == 404


@pytest.mark.parametrize("url", PAGES)
def test_every_page_has_one_title_a_trail_and_no_style_of_its_own(lead: Client, url: str) -> None:
    html = shown(lead, url)
    assert html.count("<h1>") == 1
    assert "Fil d’Ariane" in html
    assert not re.search(r' style="| onclick=|<style|<script>', html)


@pytest.mark.usefixtures("demo_network")
def test_a_page_takes_few_queries_whatever_the_number_of_actions(
    lead: Client, django_assert_max_num_queries: Any
) -> None:
    for url in PAGES:
        cold()
        with django_assert_max_num_queries(30):
            assert lead.get(url).status_code == 200, url


@pytest.mark.parametrize("kind", ["axes", "objectifs", "actions", "orientations", "etapes"])
@pytest.mark.parametrize("code", ["ZZ9", "<script>", "%00", "é", "A" * 300])
def test_a_thing_that_does_not_exist_is_not_found(lead: Client, kind: str, code: str) -> None:
    assert lead.get(f"{AT}/{kind}/{code}/").status_code == 404


def test_a_network_without_a_programme_is_told_how_to_begin(stranger: Client) -> None:
    for page in ("", "orientations/", "matrice/", "phasage/", "actions/A11/"):
        answer = stranger.get(f"/971/strategie/{page}")
        assert "<h1>" in answer.content.decode()
        assert "Maillage" in answer.content.decode()


# -- the tree


@pytest.mark.usefixtures("demo_network")
def test_the_tree_shows_what_is_late_first_with_its_days(lead: Client) -> None:
    html = body(shown(lead, f"{AT}/"))
    now = html[html.index("que-faire") : html.index("</section>")]
    assert "de retard" in now
    assert f"{AT}/etapes/" in now
    assert "en retard</span>" in html


def test_nothing_is_called_late_in_a_programme_that_nobody_follows(lead: Client, settings: Any) -> None:
    Step.objects.filter(code="A11-1").update(planned_start="2026-01-05", planned_end="2026-01-31")
    settings.MAILLAGE_TODAY = date(2026, 9, 1)
    html = body(shown(lead, f"{AT}/"))
    assert "échue, à suivre" in html or "A11" in html
    assert "en retard</span>" not in html
    assert "etat=late" not in html


def test_a_programme_of_which_nothing_is_written_says_where_to_begin(lead: Client, reader: Client) -> None:
    Action.objects.all().get(code="A11").costs.all().delete()
    for cost in Action.objects.get(code="A12").costs.all():
        cost.delete()
    Axis.objects.get(code="A").objectives.all()[0].indicators.all().delete()
    Axis.objects.all().delete()
    cold()
    assert "Ajouter un axe" in body(shown(lead, f"{AT}/"))
    assert "Ajouter un axe" not in body(shown(reader, f"{AT}/"))


def count_of(html: str) -> int:
    return int(re.search(r"data-announce>(\d+)", html)[1])  # type: ignore[index]


@pytest.mark.usefixtures("demo_network")
def test_filters_narrow_the_tree_and_tell_how_many_are_left(lead: Client) -> None:
    whole = count_of(shown(lead, f"{AT}/"))
    network, own = (count_of(shown(lead, f"{AT}/?perimetre={scope}")) for scope in ("network", "internal"))
    assert 0 < network < whole
    assert network + own == whole
    assert sum(count_of(shown(lead, f"{AT}/?nature={kind.value}")) for kind in ActionKind) == whole
    assert sum(count_of(shown(lead, f"{AT}/?axe={axis}")) for axis in "ABCDE") == whole


@pytest.mark.usefixtures("demo_network")
def test_words_are_found_without_accents_or_case_in_titles_and_steps(lead: Client) -> None:
    assert count_of(shown(lead, f"{AT}/?q=MEDIATHEQUE+departementale")) >= 1
    assert count_of(shown(lead, f"{AT}/?q=m%C3%A9diath%C3%A8que+d%C3%A9partementale")) >= 1
    assert "Aucune action ne répond à ces critères" in shown(lead, f"{AT}/?q=zzzz")


@pytest.mark.parametrize(
    "query", ["axe=ZZ", "nature=<script>", "etat=x", "pilote=%01", "q=" + "a" * 5000, "ordre=1&q=*"]
)
def test_a_filter_that_means_nothing_breaks_nothing(lead: Client, query: str) -> None:
    assert "<script>" not in body(shown(lead, f"{AT}/?{query}"))


def test_the_filter_by_lead_knows_every_lead_once(network: Network) -> None:
    progress = progress_of(project_of(network, date(2026, 1, 15)))
    assert leads(progress) == ["Responsable de la formation", "Responsable du numérique"]
    asked = ActionFilter(lead="Responsable du numérique")
    (branch,) = branches(progress, asked)
    assert branch.actions == 1


def test_without_a_question_an_objective_without_action_is_still_shown(lead: Client) -> None:
    axis = Axis.objects.get(code="A")
    Objective.objects.create(network=axis.network, axis=axis, code="A2", title="Vide encore", position=9)
    cold()
    assert "Vide encore" in shown(lead, f"{AT}/")
    assert "Vide encore" not in body(shown(lead, f"{AT}/?q=liseuses")).split("arbre")[1]


# -- the order


def order(network: Network) -> list[str]:
    found = programme_of(project_of(network, date(2026, 1, 15)))
    return [action.code for _, _, action in found.actions()]


def test_an_action_goes_down_and_up_among_its_siblings_and_the_trail_tells_it(
    lead: Client, network: Network
) -> None:
    assert order(network) == ["A11", "A12"]
    answer = lead.post(f"{AT}/ordre/action/A11/", {"vers": "bas"})
    assert answer["Location"] == f"{AT}/?ordre=1&deplace=Action%2FA11#ordre-action-A11"
    assert order(network) == ["A12", "A11"]
    lead.post(f"{AT}/ordre/action/A11/", {"vers": "haut"})
    assert order(network) == ["A11", "A12"]
    assert AuditEntry.objects.filter(network=network, verb="move", target="programme.Action/A11").count() == 2
    assert "déplacement" in shown(lead, f"{AT}/actions/A11/historique/")


def test_the_first_does_not_go_higher_and_nothing_is_written(lead: Client, network: Network) -> None:
    html = lead.post(f"{AT}/ordre/axe/A/", {"vers": "haut"}, follow=True).content.decode()
    assert "est déjà en tête" in unescape(html)
    assert not AuditEntry.objects.filter(network=network, verb="move").exists()


def test_siblings_that_share_a_rank_are_numbered_anew(lead: Client, network: Network) -> None:
    Action.objects.update(position=3)
    before = order(network)
    lead.post(f"{AT}/ordre/action/{before[0]}/", {"vers": "bas"})
    assert order(network) == before[::-1]


@pytest.mark.parametrize("url", ["ordre/network/A/", "ordre/action/ZZ/", "ordre/etape/ZZ/"])
def test_what_cannot_be_moved_is_not_found(lead: Client, url: str) -> None:
    assert lead.post(f"{AT}/{url}", {"vers": "bas"}).status_code == 404


def test_order_is_changed_by_a_post_of_those_who_write_only(
    lead: Client, reader: Client, stranger: Client
) -> None:
    url = f"{AT}/ordre/action/A11/"
    assert lead.get(url).status_code == 405
    assert reader.post(url, {"vers": "bas"}).status_code == 403
    assert stranger.post(url, {"vers": "bas"}).status_code == 404


# -- the action


@pytest.mark.usefixtures("demo_network")
def test_an_action_shows_its_objective_findings_steps_and_what_other_rooms_know(lead: Client) -> None:
    html = body(shown(lead, f"{AT}/actions/A12/"))
    for told in ("Pilote", "Priorité", "Constats auxquels elle répond", "Étapes de l’action A12", "<svg"):
        assert told in html
    assert 'rel="prev"' in html
    assert 'rel="next"' in html
    assert "jours de retard" in html


def test_the_page_of_a_step_is_its_line_on_that_of_its_action(reader: Client) -> None:
    answer = reader.get(f"{AT}/etapes/A11-2/")
    assert answer["Location"] == f"{AT}/actions/A11/#etape-A11-2"
    assert 'id="etape-A11-2"' in shown(reader, f"{AT}/actions/A11/")


def done(client: Client, day: str, code: str = "A11-1") -> Any:
    return client.post(f"{AT}/etapes/{code}/finie/", {"done": day}, follow=True)


def test_a_step_is_marked_done_then_taken_back_and_the_history_of_its_action_tells_both(
    lead: Client, settings: Any
) -> None:
    settings.MAILLAGE_TODAY = date(2026, 2, 2)
    html = unescape(done(lead, "2026-01-30").content.decode())
    assert "finie le 30 janvier 2026" in html
    assert Step.objects.get(code="A11-1").done == date(2026, 1, 30)
    assert "1 sur 3 finie" in html
    done(lead, "")
    assert Step.objects.get(code="A11-1").done is None
    told = shown(lead, f"{AT}/actions/A11/historique/")
    assert told.count("Finie le") == 2
    assert "30/01/2026" in told


@pytest.mark.parametrize("day", ["2026-02-31", "hier", "2031-01-01", "30/01/2026", "9" * 500])
def test_a_day_that_is_no_past_day_is_refused_and_said(lead: Client, settings: Any, day: str) -> None:
    settings.MAILLAGE_TODAY = date(2026, 2, 2)
    html = unescape(done(lead, day).content.decode())
    assert "est à venir" in html or "n'est pas une date" in html
    assert Step.objects.get(code="A11-1").done is None


def test_only_those_who_write_mark_a_step_done(reader: Client, stranger: Client, lead: Client) -> None:
    assert reader.post(f"{AT}/etapes/A11-1/finie/", {"done": "2026-01-15"}).status_code == 403
    assert stranger.post(f"{AT}/etapes/A11-1/finie/", {"done": "2026-01-15"}).status_code == 404
    assert lead.get(f"{AT}/etapes/A11-1/finie/").status_code == 405
    assert lead.post(f"{AT}/etapes/ZZ/finie/", {"done": ""}).status_code == 404


# -- orientations and balance


def test_an_orientation_that_no_axis_serves_is_seen(lead: Client) -> None:
    axis = Axis.objects.get(code="A")
    Orientation.objects.create(network=axis.network, code="OR2", title="Oubliée", position=5)
    cold()
    html = body(shown(lead, f"{AT}/orientations/"))
    assert "ni axe ni objectif" in html
    assert "Aucun axe ne sert cette orientation" in shown(lead, f"{AT}/orientations/OR2/")
    assert f"{AT}/axes/A/" in shown(lead, f"{AT}/orientations/OR1/")


@pytest.mark.usefixtures("demo_network")
def test_each_number_of_the_matrix_leads_to_as_many_actions(lead: Client) -> None:
    html = body(shown(lead, f"{AT}/matrice/"))
    cells = re.findall(r'<a href="(/18/strategie/\?[^"]+)">(\d+)\u00a0actions?</a>', html)
    assert len(cells) >= 8
    for url, number in cells:
        assert count_of(shown(lead, unescape(url))) == int(number)


def test_an_empty_cell_of_the_matrix_is_seen(lead: Client) -> None:
    assert "aucune action" in body(shown(lead, f"{AT}/matrice/"))


@pytest.mark.usefixtures("demo_network")
def test_the_lists_of_an_axis_and_of_an_objective_can_be_sorted(lead: Client) -> None:
    for url in (f"{AT}/axes/A/", f"{AT}/objectifs/A1/"):
        for key in ("etat", "-fait", "dates", "pilote", "zz"):
            assert lead.get(f"{url}?tri={key}").status_code == 200
