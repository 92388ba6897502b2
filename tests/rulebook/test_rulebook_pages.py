"""Rules on screen: value, source, certainty; a parameter set for a network, law left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.rulebook import projects
from maillage.rulebook.domain.rules import format_value
from maillage.rulebook.models import RuleOverride
from maillage.rulebook.packaged import packaged_rules
from maillage.rulebook.services import reset_value, rules_for, set_value

LIST = "/18/dossier/regles/"
PARAMETER, LAW, FLAG = "evaluation.watch", "governance.report.days", "funding.start.after_notification"
WHY = "Le comité de pilotage l'a décidé."


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def setting(rule: str) -> str:
    return f"{LIST}{rule}/regler/"


def test_every_rule_has_its_line_and_its_page_for_the_people_of_the_network(
    network: Network, reader: Client, stranger: Client
) -> None:
    page = text(reader, LIST)
    for rule in packaged_rules().rules:
        assert f"{LIST}{rule}/" in page
        assert text(reader, f"{LIST}{rule}/")
        assert stranger.get(f"{LIST}{rule}/").status_code == 404
    assert stranger.get(LIST).status_code == 404
    assert reader.get(f"{LIST}aucune.regle/").status_code == 404


def test_pages_of_rules_ask_the_base_no_more_than_thirty_times(
    network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    for page in (LIST, f"{LIST}{PARAMETER}/"):
        projects.forget()
        with django_assert_max_num_queries(15):
            assert lead.get(page).status_code == 200


def test_rules_are_searched_by_words_domain_nature_and_certainty(network: Network, lead: Client) -> None:
    assert f"{LIST}{LAW}/" in text(lead, f"{LIST}?q=ENVOI+seance+l3121")
    for query in ("domaine=funding", "fiabilite=to_confirm", "nature=parameter", "q=zzz"):
        assert f"{LIST}{LAW}/" not in text(lead, f"{LIST}?{query}"), query
    assert "Aucune règle ne répond" in text(lead, f"{LIST}?q=zzz")


def test_a_page_says_how_sure_its_rule_is_and_where_it_comes_from(network: Network, lead: Client) -> None:
    page = text(lead, f"{LIST}{LAW}/")
    assert "12\u00a0jours" in page
    assert "CGCT, art. L3121-19" in page
    assert "vérifié" in page
    assert "depuis le 1er avril 2015" in page
    assert "à confirmer" in text(lead, f"{LIST}{PARAMETER}/")


def test_the_lead_sets_a_parameter_says_why_and_can_come_back(network: Network, lead: Client) -> None:
    answer = lead.post(setting(PARAMETER), {"value": "72,5", "why": WHY})
    assert answer.status_code == 302
    row = RuleOverride.objects.get()
    assert (row.rule, row.value, row.by, row.why) == (PARAMETER, Decimal("0.725"), "responsable", WHY)
    page = text(lead, f"{LIST}{PARAMETER}/")
    assert "72,5\u00a0%" in page
    assert "réglage du réseau" in page
    assert "Le comité de pilotage" in page
    assert lead.post(f"{LIST}{PARAMETER}/retour/").status_code == 302
    assert not RuleOverride.objects.exists()
    page = text(lead, f"{LIST}{PARAMETER}/")
    assert "retour à la valeur fournie" in page  # the history stays
    verbs = AuditEntry.objects.filter(target=f"rulebook.Rule/{PARAMETER}").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["rule.set", "rule.reset"]
    assert lead.post(f"{LIST}{PARAMETER}/retour/").status_code == 302
    assert verbs.count() == 2


def test_what_follows_from_a_rule_follows_its_new_value(network: Network, lead: Client) -> None:
    before = rules_for(network).value(PARAMETER, on=date(2026, 6, 1)).value
    lead.post(setting(PARAMETER), {"value": "50", "why": WHY})
    after = rules_for(network).value(PARAMETER, on=date(2026, 6, 1))
    assert (before, after.value) == (Decimal("0.80"), Decimal("0.5"))
    assert WHY in after.source.title


@pytest.mark.parametrize("value", ["abc", "", "-5", "101", "1e400", "NaN", "12,34567"])
def test_a_value_that_makes_no_sense_is_refused_and_what_was_typed_stays(
    value: str, network: Network, lead: Client
) -> None:
    answer = lead.post(setting(PARAMETER), {"value": value, "why": "À garder <b>"})
    assert answer.status_code == 422
    assert "À garder &lt;b&gt;" in answer.content.decode()
    assert not RuleOverride.objects.exists()


def test_a_value_without_a_reason_is_refused(network: Network, lead: Client) -> None:
    assert lead.post(setting(PARAMETER), {"value": "75", "why": " "}).status_code == 422
    assert not RuleOverride.objects.exists()


def test_law_is_shown_without_a_form_and_refuses_any_value(network: Network, lead: Client) -> None:
    assert "regler/" not in text(lead, f"{LIST}{LAW}/")
    answer = lead.post(setting(LAW), {"value": "3", "why": WHY})
    assert answer.status_code == 422
    assert "il ne se règle pas localement" in answer.content.decode()
    with pytest.raises(ValueError, match="texte en vigueur"):
        set_value(
            network=network, rule=LAW, value=Decimal(3), by="x", why="x", on=date(2026, 1, 1), actor=None
        )
    assert not RuleOverride.objects.exists()
    assert not AuditEntry.objects.filter(verb="rule.set").exists()


def test_only_the_lead_sets_a_parameter(
    network: Network, team: Client, reader: Client, stranger: Client
) -> None:
    for client, status in ((team, 403), (reader, 403), (stranger, 404)):
        assert client.post(setting(PARAMETER), {"value": "75", "why": WHY}).status_code == status
        assert client.post(f"{LIST}{PARAMETER}/retour/").status_code == status
    assert "regler/" not in text(team, f"{LIST}{PARAMETER}/")
    assert not RuleOverride.objects.exists()


def test_what_applies_or_not_is_chosen_and_said(network: Network, lead: Client) -> None:
    assert lead.post(setting(FLAG), {"value": "0", "why": WHY}).status_code == 302
    assert RuleOverride.objects.get().value == 0
    assert "ne s&#x27;applique pas" in text(lead, f"{LIST}{FLAG}/")
    assert format_value(Decimal(1), "flag") == "s'applique"


def test_a_local_value_of_another_network_changes_nothing_here(network: Network, lead: Client) -> None:
    other = Network.objects.create(department="971", name="Ailleurs", owner="Département")
    set_value(
        network=other, rule=PARAMETER, value=Decimal("0.1"), by="x", why="x", on=date(2026, 1, 1), actor=None
    )
    assert "80\u00a0%" in text(lead, f"{LIST}{PARAMETER}/")
    assert not reset_value(network=network, rule=PARAMETER, on=date(2026, 1, 1), actor=None)


def test_the_page_of_a_law_that_was_not_read_says_so_and_takes_a_value(
    network: Network, lead: Client
) -> None:
    unread = "funding.dgd.kind.vehicle.third"
    assert "n’a pas été lu" in text(lead, f"{LIST}{unread}/")
    assert lead.post(setting(unread), {"value": "1", "why": WHY}).status_code == 302
    assert "réglage du réseau" in text(lead, f"{LIST}{unread}/")
