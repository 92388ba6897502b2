"""Improvement plans: three steps at most, followed, reviewed the next time; wishes gathered for other rooms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from campaigns.conftest import OpenCampaign
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.campaigns.models import ImprovementStep, Participation, StepState, Wish, WishKind
from maillage.campaigns.plan_readings import gathered, is_late, plan_dates, plan_of, plans_of, wishes_of
from maillage.campaigns.plans import (
    PlanRefused,
    StepGiven,
    choose_step,
    follow_step,
    forget_wish,
    make_wish,
)
from maillage.campaigns.submitting import submit
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from web import text_of


def choose(campaign: OpenCampaign, title: str, **more: Any) -> ImprovementStep:
    library = campaign.participation().library_code
    return choose_step(campaign=campaign.row, library=library, given=StepGiven(title=title, **more))


def test_a_plan_holds_three_steps_and_an_abandoned_one_frees_its_place(open_grid: OpenCampaign) -> None:
    first, *_ = [choose(open_grid, f"Pas {rank}") for rank in range(3)]
    with pytest.raises(PlanRefused, match="déjà 3 pas"):
        choose(open_grid, "Un quatrième")
    follow_step(step=first, given=StepGiven(title="Pas 0", state=StepState.DROPPED))
    choose(open_grid, "Un autre")
    with pytest.raises(PlanRefused):
        follow_step(step=first, given=StepGiven(title="Pas 0", state=StepState.STARTED))
    assert [step.title for step in plan_of(open_grid.network, first.library_code)] == [
        "Pas 0", "Pas 1", "Pas 2", "Un autre",
    ]  # fmt: skip


def test_a_step_has_a_title_and_is_chosen_once(open_grid: OpenCampaign) -> None:
    choose(open_grid, "Ouvrir le samedi")
    with pytest.raises(PlanRefused, match="déjà dans votre plan"):
        choose(open_grid, " Ouvrir le samedi ")
    with pytest.raises(PlanRefused, match="quelques mots"):
        choose(open_grid, "   ")


def test_every_change_of_a_plan_is_in_the_trail(open_grid: OpenCampaign) -> None:
    step = choose(open_grid, "Ouvrir le samedi")
    follow_step(step=step, given=StepGiven(title=step.title, state=StepState.DONE, review="C'est fait."))
    verbs = list(
        AuditEntry.objects.filter(verb__startswith="plan.").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["plan.choose", "plan.follow"]


def test_a_step_is_late_when_its_day_has_gone_by_and_nothing_came_of_it(open_grid: OpenCampaign) -> None:
    yesterday = open_grid.today - timedelta(days=1)
    step = choose(open_grid, "Ouvrir le samedi", due=yesterday)
    assert is_late(step, open_grid.today)
    assert not is_late(step, yesterday)
    done = follow_step(step=step, given=StepGiven(title=step.title, due=yesterday, state=StepState.DONE))
    assert not is_late(done, open_grid.today)


def test_the_calendar_has_one_line_a_day_however_many_steps_are_due(demo_network: Network) -> None:
    project = project_of(demo_network, DEMO_TODAY)
    events = list(plan_dates(project))
    assert events
    assert len({event.uid for event in events}) == len(events)
    left = [step for step in plans_of(project).steps if step.due and step.state in ("chosen", "started")]
    assert len(events) == len({step.due for step in left}) < len(left)


def test_the_same_wish_twice_is_one_and_wishes_are_gathered_by_how_many_make_them(
    open_grid: OpenCampaign,
) -> None:
    Wish.objects.all().delete()
    libraries = [open_grid.participation(rank).library_code for rank in range(3)]
    for library in (*libraries, libraries[0]):
        make_wish(campaign=open_grid.row, library=library, kind=WishKind.TRAINING, text="Les ressources")
    alone = make_wish(
        campaign=open_grid.row, library=libraries[0], kind=WishKind.EQUIPMENT, text="Une tablette"
    )
    project = project_of(open_grid.network, open_grid.today)
    found = gathered(wishes_of(project))
    assert [(kind, text, len(codes)) for (kind, text), codes in found.items()] == [
        ("training", "Les ressources", 3), ("equipment", "Une tablette", 1),
    ]  # fmt: skip
    assert {wish.kind for wish in wishes_of(project, WishKind.TRAINING)} == {"training"}
    forget_wish(wish=alone)
    assert not Wish.objects.filter(kind="equipment").exists()


def _sent(campaign: OpenCampaign) -> str:
    row = campaign.participation()
    campaign.answer(row, {item.code: 1 for item in campaign.framework.items if item.levels})
    submit(participation=row, today=campaign.today)
    return campaign.token(row)


def test_a_library_chooses_its_steps_by_its_link(open_grid: OpenCampaign, client: Client) -> None:
    url = f"/questionnaire/{_sent(open_grid)}/resultats/plan/"
    page = text_of(client.get(f"{url}?pas=acces-debit"))
    assert 'value="acces-debit"' in page
    assert "Mesurer le débit" in page
    posted = {
        "acte": "ajouter",
        "title": "Mesurer le débit",
        "owner": "Jeanne",
        "due": "2027-09-01",
        "level": "1",
    }
    answer = client.post(url, {**posted, "item": "acces-debit"})
    assert answer.status_code == 302
    step = ImprovementStep.objects.get(campaign=open_grid.row)
    assert (step.title, step.owner, step.item, step.from_level) == (
        "Mesurer le débit",
        "Jeanne",
        "acces-debit",
        1,
    )
    followed = {
        f"pas-{step.pk}-title": step.title,
        f"pas-{step.pk}-state": "done",
        f"pas-{step.pk}-review": "Fait.",
    }
    assert client.post(url, {"acte": "suivre", "pas": str(step.pk), **followed}).status_code == 302
    step.refresh_from_db()
    assert (step.state, step.review) == ("done", "Fait.")
    client.post(url, {"acte": "souhait", "kind": "visit", "text": "Une visite"})
    assert Wish.objects.get(campaign=open_grid.row).library_code == step.library_code
    assert not client.cookies


def test_what_is_wrong_in_a_plan_is_told_and_nothing_is_lost(open_grid: OpenCampaign, client: Client) -> None:
    url = f"/questionnaire/{_sent(open_grid)}/resultats/plan/"
    wrong = client.post(url, {"acte": "ajouter", "title": "", "owner": "Jeanne", "due": "hier"})
    assert wrong.status_code == 422
    assert "Jeanne" in text_of(wrong)
    for posted in ({"acte": "suivre", "pas": "999"}, {"acte": "oublier", "souhait": "²"}, {"acte": "?"}, {}):
        assert client.post(url, posted).status_code == 200
    assert not ImprovementStep.objects.filter(campaign=open_grid.row).exists()


def test_a_link_never_touches_the_plan_of_another_library(open_grid: OpenCampaign, client: Client) -> None:
    token = _sent(open_grid)
    other = open_grid.participation(1).library_code
    theirs = choose_step(campaign=open_grid.row, library=other, given=StepGiven(title="À eux"))
    url = f"/questionnaire/{token}/resultats/plan/"
    posted = {f"pas-{theirs.pk}-title": "Volé", f"pas-{theirs.pk}-state": "done"}
    client.post(url, {"acte": "suivre", "pas": str(theirs.pk), **posted})
    theirs.refresh_from_db()
    assert (theirs.title, theirs.state) == ("À eux", "chosen")


def test_the_next_campaign_shows_what_was_chosen_the_last_time(demo_network: Network, lead: Client) -> None:
    step = ImprovementStep.objects.filter(campaign__code="AUT26").order_by("pk")[0]
    page = text_of(lead.get(f"/18/campagnes/plans-de-progres/{step.library_code}/"))
    assert step.title in page


def test_the_next_questionnaire_recalls_what_was_chosen(open_grid: OpenCampaign, client: Client) -> None:
    step = ImprovementStep.objects.filter(campaign__code="AUT26").order_by("pk")[0]
    rows = Participation.objects.select_related("campaign").filter(campaign=open_grid.row)
    row = rows.get(library_code=step.library_code)
    token = open_grid.token(row)
    page = text_of(client.get(f"/questionnaire/{token}/"))
    assert "vous aviez choisi" in page
    assert step.title in page
    assert plan_of(open_grid.network, step.library_code, besides=step.campaign) == ()


def test_the_list_of_plans_filters_and_exports(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        page = text_of(lead.get("/18/campagnes/plans-de-progres/?retard=oui"))
    assert "en retard" in page
    table = lead.get("/18/campagnes/plans-de-progres/pas.csv?etat=done").content.decode("utf-8-sig")
    lines = table.splitlines()
    done = ImprovementStep.objects.filter(state="done").count()
    assert len(lines) == done + 1
    assert all(";fait;" in line for line in lines[1:])
    assert "Souhaits de formation" in text_of(lead.get("/18/campagnes/plans-de-progres/souhaits/"))
    assert lead.get("/18/campagnes/plans-de-progres/souhaits.csv").status_code == 200


def test_a_reader_sees_plans_and_changes_none(demo_network: Network, reader: Client) -> None:
    library = ImprovementStep.objects.order_by("pk")[0].library_code
    url = f"/18/campagnes/plans-de-progres/{library}/"
    page = text_of(reader.get(url))
    assert "Le plan" in page
    assert "Mettre au plan" not in page
    assert reader.post(url, {"acte": "souhait", "kind": "visit", "text": "x"}).status_code == 403


def test_training_shows_what_libraries_wish_to_learn(demo_network: Network, reader: Client) -> None:
    page = text_of(reader.get("/18/formation/"))
    assert "Souhaits des bibliothèques" in page
    assert "Préparer un atelier tablettes" in page
