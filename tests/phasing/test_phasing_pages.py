"""The calendar on screen: what it shows, and how a new one is computed, read, adopted or left."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.jobs.running import run_job
from maillage.base.models import AuditEntry, Job
from maillage.phasing.domain.moves import action_moves, meeting_moves, redated
from maillage.phasing.models import BudgetCeiling, PhasingSettings
from maillage.phasing.proposals import KIND, Proposal
from maillage.phasing.services import adopt, dates_of, phase
from maillage.programme.models import Step
from maillage.programme.readings import programme_of
from maillage.rulebook import projects
from maillage.rulebook.projects import project_of
from web import text_of

pytestmark = pytest.mark.django_db

AT = "/18/strategie/phasage"
EARLY = date(2026, 1, 15)


@pytest.fixture(autouse=True)
def early(settings: Any) -> None:
    settings.MAILLAGE_TODAY = EARLY


def shown(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return unescape(answer.content.decode())


def planned(network: Network) -> None:
    made = project_of(network, EARLY)
    adopt(project=made, phased=phase(made))


def computed(client: Client) -> Job:
    """A calendar asked for in the browser, and computed as a worker does."""
    answer = client.post(f"{AT}/recalcul/")
    job = Job.objects.latest("pk")
    assert answer["Location"] == f"/18/travaux/{job.pk}/"
    run_job.func(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.message
    return job


def page_of(client: Client, job: Job) -> str:
    return shown(client, f"{AT}/propositions/{job.pk}/")


def starts() -> dict[str, date | None]:
    return dict(Step.objects.order_by("code").values_list("code", "planned_start"))


# -- the calendar in force


def test_before_any_date_the_page_says_how_to_get_a_calendar(lead: Client, reader: Client) -> None:
    assert "Calculer le calendrier" in shown(lead, f"{AT}/")
    html = shown(reader, f"{AT}/")
    assert "Aucune étape n’est encore datée" in html
    assert "Calculer le calendrier" not in html


def test_the_calendar_shows_today_its_years_its_decisions_and_a_table(lead: Client, network: Network) -> None:
    planned(network)
    html = shown(lead, f"{AT}/")
    for told in ("Aujourd’hui", "Des années soutenables", "Décisions qui commandent la suite", "A11 Acheter"):
        assert told in html
    assert html.count("<h1>") == 1
    by_axis = shown(lead, f"{AT}/?axe=A")
    assert "A11-1" in by_axis
    assert shown(lead, f"{AT}/?axe=<x>")


def test_a_stranger_finds_nothing_and_a_reader_changes_nothing(
    lead: Client, reader: Client, stranger: Client, network: Network
) -> None:
    planned(network)
    job = computed(lead)
    proposal = f"{AT}/propositions/{job.pk}"
    for url in (f"{AT}/", f"{AT}/recalcul/", f"{proposal}/", f"{AT}/reglages/modifier/"):
        assert stranger.get(url).status_code == 404
    assert reader.get(f"{AT}/").status_code == 200
    assert reader.get(f"{proposal}/").status_code == 200
    assert "Adopter" not in shown(reader, f"{proposal}/")
    for url in (
        f"{AT}/recalcul/",
        f"{proposal}/adopter/",
        f"{proposal}/ecarter/",
        f"{AT}/reglages/modifier/",
    ):
        assert reader.post(url).status_code == 403
    assert stranger.post(f"/971/strategie/phasage/propositions/{job.pk}/adopter/").status_code == 404


@pytest.mark.usefixtures("demo_network")
def test_the_pages_of_the_phasing_take_few_queries(
    lead: Client, demo_network: Network, settings: Any, django_assert_max_num_queries: Any
) -> None:
    day = settings.MAILLAGE_TODAY = date(2027, 4, 19)
    BudgetCeiling.objects.update(investment_ht=None)
    job = computed(lead)
    for url in (f"{AT}/", f"{AT}/?axe=A", f"{AT}/recalcul/", f"{AT}/propositions/{job.pk}/"):
        projects._shared.clear()
        with django_assert_max_num_queries(30):
            assert lead.get(url).status_code == 200, url
    html = page_of(lead, job)
    assert "Actions dont les dates changent" in html
    assert day == project_of(demo_network, day).today


def test_the_page_of_a_ceiling_is_the_table_of_years(lead: Client) -> None:
    assert lead.get(f"{AT}/plafonds/2026/")["Location"] == f"{AT}/#annees"


def test_a_date_that_no_longer_holds_is_told_on_the_action_and_on_the_calendar(
    lead: Client, network: Network
) -> None:
    planned(network)
    told = "n'a pas été recalculé depuis cette modification"
    action = "/18/strategie/actions/A12/"
    assert told not in shown(lead, action)
    Step.objects.filter(code="A12-1").update(weeks=30)
    projects._shared.clear()
    html = shown(lead, action)
    assert told in html
    assert f'href="{AT}/recalcul/"' in html
    assert "Étape A12-1" in shown(lead, f"{AT}/")
    assert told not in shown(lead, "/18/strategie/actions/A11/")


# -- a new one


def test_asking_changes_nothing_until_it_is_adopted(lead: Client, network: Network) -> None:
    before = starts()
    job = computed(lead)
    assert starts() == before
    html = page_of(lead, job)
    for told in ("Adopter ce calendrier", "Écarter", "A11 Acheter", "Argent et travail", "nouvelle date"):
        assert told in html
    assert "attend votre décision" in shown(lead, f"{AT}/")


def test_adopting_writes_the_dates_leaves_a_trace_and_can_be_done_once(
    lead: Client, network: Network
) -> None:
    job = computed(lead)
    answer = lead.post(f"{AT}/propositions/{job.pk}/adopter/", follow=True)
    assert "Calendrier adopté : les dates de 4 étapes ont changé" in text_of(answer)
    assert None not in starts().values()
    entry = AuditEntry.objects.get(network=network, verb="phasing.adopt")
    assert entry.actor.username == "lea"
    again = lead.post(f"{AT}/propositions/{job.pk}/adopter/", follow=True)
    assert "déjà été adoptée" in unescape(again.content.decode())
    assert "a été adopté" in page_of(lead, job)
    assert "attend votre décision" not in shown(lead, f"{AT}/")
    assert AuditEntry.objects.filter(verb="phasing.adopt").count() == 1


def test_dismissing_leaves_everything_and_a_dismissed_calendar_cannot_be_adopted(lead: Client) -> None:
    job, before = computed(lead), starts()
    lead.post(f"{AT}/propositions/{job.pk}/ecarter/")
    assert "a été écartée" in page_of(lead, job)
    lead.post(f"{AT}/propositions/{job.pk}/adopter/")
    assert starts() == before


def test_a_programme_changed_since_keeps_the_calendar_from_being_adopted_and_says_by_whom(
    lead: Client,
) -> None:
    job, before = computed(lead), starts()
    url = "/18/strategie/orientations/OR1/modifier/"
    html = shown(lead, url)
    version = re.search(r'name="_version" value="(\w+)"', html)[1]  # type: ignore[index]
    lead.post(url, {"_version": version, "code": "OR1", "title": "Sans effet sur les dates", "text": ""})
    assert Proposal(job).is_fresh(project_of(job.network, EARLY))
    Step.objects.filter(code="A12-1").update(weeks=14)
    answer = lead.post(f"{AT}/propositions/{job.pk}/adopter/", follow=True)
    told = unescape(answer.content.decode())
    assert "a changé depuis ce calcul (OR1 Sans effet sur les dates, par Lea" in told
    assert starts() == before
    projects._shared.clear()
    assert "ne peut plus être adopté" in page_of(lead, job)


def test_a_day_that_goes_by_in_a_programme_under_way_asks_for_a_new_calculation(
    lead: Client, network: Network
) -> None:
    planned(network)
    Step.objects.filter(code="A11-1").update(done=EARLY)
    job = computed(lead)
    assert Proposal(job).is_fresh(project_of(network, EARLY))
    assert not Proposal(job).is_fresh(project_of(network, EARLY + timedelta(days=1)))


def test_no_calendar_at_all_is_explained_with_what_would_do(lead: Client, network: Network) -> None:
    PhasingSettings.objects.get_or_create(network=network)
    BudgetCeiling.objects.create(network=network, year=2026, investment_ht=1, running_ht=1)
    BudgetCeiling.objects.create(network=network, year=2027, investment_ht=1, running_ht=1)
    BudgetCeiling.objects.create(network=network, year=2028, investment_ht=1, running_ht=1)
    html = page_of(lead, computed(lead))
    assert "Aucun calendrier possible" in html
    assert "Remède" in html
    assert "15\u202f000\u00a0€" in html
    assert "Adopter" not in html
    assert lead.post(f"{AT}/propositions/{Job.objects.latest('pk').pk}/adopter/").status_code == 302
    assert set(starts().values()) == {None}


def test_a_calendar_that_moves_nothing_says_so(lead: Client, network: Network) -> None:
    planned(network)
    html = page_of(lead, computed(lead))
    assert "Rien ne bouge" in html
    assert "Aucune action ne change de dates" in html


def test_what_moved_gives_the_days_the_meetings_and_the_money_of_each_year(
    lead: Client, network: Network
) -> None:
    planned(network)
    Step.objects.filter(code="A11-1").update(weeks=8)
    html = page_of(lead, computed(lead))
    assert re.search(r"\+\d+\u00a0jours", html)
    assert "Valider le choix en comité de pilotage" in html
    assert "2026, investissement HT" in html


def test_a_job_of_another_kind_is_no_proposal(lead: Client, network: Network) -> None:
    other = Job.objects.create(network=network, kind="autre", label="Autre", state="done")
    assert lead.get(f"{AT}/propositions/{other.pk}/").status_code == 404
    waiting = Job.objects.create(network=network, kind=KIND, label="Recalcul")
    assert lead.get(f"{AT}/propositions/{waiting.pk}/").status_code == 404


def test_asking_twice_gives_one_calculation(lead: Client) -> None:
    first, second = (lead.post(f"{AT}/recalcul/")["Location"] for _ in range(2))
    assert first == second


# -- what moves


def test_moves_are_told_by_action_and_by_meeting(network: Network) -> None:
    planned(network)
    made = project_of(network, EARLY)
    before = programme_of(made)
    dates = dates_of(phase(made))
    assert action_moves(before, redated(before, dates)) == ()
    later = dates | {
        "A11-2": (date(2026, 6, 9), date(2026, 6, 9)),
        "A12-1": (date(2027, 1, 4), date(2027, 3, 27)),
    }
    after = redated(before, later)
    moves = action_moves(before, after)
    assert [(move.after.code, move.steps) for move in moves] == [("A12", 1), ("A11", 1)]
    assert moves[0].days is not None
    assert moves[0].days > 0
    (meeting,) = meeting_moves(before, after)
    assert (meeting.step.code, meeting.before, meeting.after) == (
        "A11-2",
        date(2026, 2, 10),
        date(2026, 6, 9),
    )
