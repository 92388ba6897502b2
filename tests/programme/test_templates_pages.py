"""The pages of model actions: look, pick, add, adapt, undo."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.programme.model_library import packaged_models
from maillage.programme.models import Action, Axis, Objective, Programme, Risk, Step
from web import person, signed_in, text_of

pytestmark = pytest.mark.database


def url(network: Network, rest: str = "") -> str:
    return f"/{network.department}/strategie/modeles/{rest}"


def added(client: Client, network: Network, **posted: Any) -> Any:
    return client.post(url(network, "ajouter/"), posted, follow=True)


def test_the_library_shows_the_cells_first_then_every_model(reader: Client, network: Network) -> None:
    text = text_of(reader.get(url(network)))
    assert text.index("Modèles par nature et par périmètre") < text.index("Formation, interne")
    assert all(code in text for code in packaged_models())
    assert "Ajouter au programme" not in text


def test_filters_keep_what_is_asked(lead: Client, network: Network) -> None:
    text = text_of(lead.get(url(network), {"nature": "tool", "perimetre": "network", "q": "portail"}))
    assert "Ouvrir un portail commun à tout le réseau" in text
    assert "Proposer des livres numériques" not in text
    assert "Aucun modèle ne répond" in text_of(lead.get(url(network), {"q": "zzz"}))
    assert "44 modèles" in text_of(lead.get(url(network), {"nature": "<b>", "constat": "'"}))


def test_models_are_found_by_the_finding_that_they_answer(lead: Client, network: Network) -> None:
    text = text_of(lead.get(url(network), {"constat": "equipment"}))
    assert "M25" in text
    assert "Écrire la politique des ressources numériques" not in text


def test_the_page_of_a_model_shows_it_whole(reader: Client, network: Network) -> None:
    text = text_of(reader.get(url(network, "M24/")))
    for told in ("Quand la reprendre", "Risques et parades", "Dépenses à prévoir", "Sur quoi ce modèle"):
        assert told in text
    assert "Ajouter et adapter" not in text


def test_a_model_goes_to_the_objective_chosen_without_dates_and_with_free_codes(
    lead: Client, network: Network
) -> None:
    objective = Objective.objects.filter(network=network).earliest("position", "pk")
    before = set(Action.objects.filter(network=network).values_list("code", flat=True))
    page = text_of(added(lead, network, modele=["M05", "M24"], objectif=objective.code))
    new = Action.objects.filter(network=network).exclude(code__in=before).order_by("pk")
    assert [action.title for action in new] == [packaged_models()[code].title for code in ("M05", "M24")]
    assert {action.objective_id for action in new} == {objective.pk}
    assert not Step.objects.filter(action__in=new, planned_start__isnull=False).exists()
    assert Step.predecessors.through.objects.filter(from_step__action__in=new).exists()
    assert Risk.objects.filter(action__in=new).exists()
    assert all(action.code in page for action in new)
    assert "Annuler cet ajout" in page
    assert AuditEntry.objects.filter(
        network=network, verb="create", target__startswith="programme.Action/"
    ).count() == len(new)


def test_all_models_are_added_at_once_fast_and_taken_back_at_once(
    lead: Client, network: Network, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    before = Action.objects.filter(network=network).count(), Axis.objects.filter(network=network).count()
    began = time.process_time()
    page = added(lead, network, modele=list(packaged_models()), objectif="auto")
    assert time.process_time() - began < 5
    assert Action.objects.filter(network=network).count() == before[0] + len(packaged_models())
    pk = AuditEntry.objects.filter(network=network, verb="programme.plan-import").latest("pk").pk
    assert f"annuler/{pk}/" in text_of(page)
    text = text_of(lead.post(url(network, f"annuler/{pk}/"), follow=True))
    assert "Ajout annulé" in text
    assert (
        Action.objects.filter(network=network).count(),
        Axis.objects.filter(network=network).count(),
    ) == before
    assert lead.post(url(network, f"annuler/{pk}/")).status_code == 404


def test_the_library_costs_few_queries_once_all_is_taken(
    lead: Client, network: Network, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    added(lead, network, modele=list(packaged_models()), objectif="auto")
    with django_assert_max_num_queries(30):
        text = text_of(lead.get(url(network)))
    assert text.count("déjà repris") == len(packaged_models())


def test_a_model_stays_marked_when_its_action_was_renamed(lead: Client, network: Network) -> None:
    added(lead, network, modele=["M28"], objectif="auto")
    action = Action.objects.get(network=network, title=packaged_models()["M28"].title)
    Action.objects.filter(pk=action.pk).update(title="Nos liseuses")
    AuditEntry.objects.create(network=network, verb="change", target=f"programme.Action/{action.code}")
    assert "déjà repris" in text_of(lead.get(url(network, "M28/")))


def test_what_was_changed_since_is_kept_by_the_undo(lead: Client, network: Network) -> None:
    added(lead, network, modele=["M28", "M29"], objectif="auto")
    pk = AuditEntry.objects.filter(network=network, verb="programme.plan-import").latest("pk").pk
    Action.objects.filter(network=network, title=packaged_models()["M28"].title).update(title="Nos liseuses")
    text = text_of(lead.post(url(network, f"annuler/{pk}/"), follow=True))
    assert "modifiée depuis" in text
    assert Action.objects.filter(network=network, title="Nos liseuses").exists()
    assert not Action.objects.filter(network=network, title=packaged_models()["M29"].title).exists()


def test_adding_to_adapt_leads_to_the_form_of_the_new_action(team: Client, network: Network) -> None:
    answer = team.post(url(network, "ajouter/"), {"modele": "M11", "objectif": "auto", "adapter": "1"})
    action = Action.objects.get(network=network, title=packaged_models()["M11"].title)
    assert answer["Location"] == f"/{network.department}/strategie/actions/{action.code}/modifier/"
    assert team.get(answer["Location"]).status_code == 200


def test_a_new_objective_is_created_on_the_fly(lead: Client, network: Network) -> None:
    added(lead, network, modele=["M11"], titre="Prêter  partout", axe="")
    made = Objective.objects.get(network=network, title="Prêter partout")
    assert made.axis.title == "Prêter partout"
    assert made.actions.count() == 1


def test_a_programme_that_has_its_axes_gets_the_four_typical_ones_once(
    lead: Client, network: Network
) -> None:
    before = Axis.objects.filter(network=network).count()
    text = text_of(lead.post(url(network, "commencer/"), follow=True))
    assert "Quatre axes" in text
    assert Axis.objects.filter(network=network).count() == before + 4
    assert "déjà ces axes" in text_of(lead.post(url(network, "commencer/"), follow=True))


def test_an_empty_programme_is_offered_four_axes_then_takes_a_model_of_each_cell(db: None) -> None:
    network = Network.objects.create(
        department="36", name="Réseau de l'Indre", owner="Département de l'Indre"
    )
    Programme.objects.create(network=network, title="Projet", start=date(2027, 1, 1))
    client = signed_in(person("ines", network, Role.LEAD))
    assert "Le programme est encore vide" in text_of(client.get(url(network)))
    client.post(url(network, "commencer/"))
    text = text_of(added(client, network, modele=list(packaged_models())[::5], objectif="auto"))
    assert "n'a pas de séance" in text or "n&#x27;a pas de séance" in text
    assert Axis.objects.filter(network=network).count() == 4
    assert Action.objects.filter(network=network).count() == len(list(packaged_models())[::5])


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"modele": "M99"},
        {"modele": "M01", "objectif": "<script>"},
        {"modele": "M01", "objectif": "Z" * 500},
        {"modele": "M01", "titre": "Un titre", "axe": "'; DROP"},
    ],
)
def test_hostile_or_empty_choices_add_nothing_and_say_why(
    lead: Client, network: Network, posted: dict[str, str]
) -> None:
    before = Action.objects.filter(network=network).count()
    text = text_of(added(lead, network, **posted))
    assert Action.objects.filter(network=network).count() == before
    assert "cochez-en au moins un" in text or "n'existe plus" in text or "n&#x27;existe plus" in text
    assert "« <script>" not in text


def test_strange_numbers_of_a_batch_are_no_error(lead: Client, network: Network) -> None:
    for asked in ("0", "-1", "abc", "9" * 40, "²"):
        assert lead.get(url(network), {"ajout": asked}).status_code == 200
    assert lead.post(url(network, "annuler/999999/")).status_code == 404
    assert lead.get(url(network, "M99/")).status_code == 404


def test_readers_add_nothing_and_strangers_see_nothing(
    reader: Client, stranger: Client, network: Network
) -> None:
    before = Action.objects.filter(network=network).count()
    for rest in ("ajouter/", "commencer/", "annuler/1/"):
        assert reader.post(url(network, rest), {"modele": "M01"}).status_code == 403
        assert stranger.post(url(network, rest), {"modele": "M01"}).status_code == 404
    assert stranger.get(url(network)).status_code == 404
    assert stranger.get(url(network, "M01/")).status_code == 404
    assert Action.objects.filter(network=network).count() == before


def test_a_programme_of_models_has_no_blocking_contradiction(lead: Client, network: Network) -> None:
    added(lead, network, modele=list(packaged_models()), objectif="auto")
    assert lead.get(f"/{network.department}/strategie/").status_code == 200
