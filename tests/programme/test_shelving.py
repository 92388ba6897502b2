"""An archived action counts nowhere, keeps its page, and comes back as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.ui.editing.saving import value_of
from maillage.programme.models import Action
from maillage.programme.readings import programme_of
from maillage.rulebook.projects import project_of
from web import text_of

pytestmark = pytest.mark.django_db

AT = "/18/strategie"


def in_force(network: Network, settings: Any) -> set[str]:

    project = project_of(network, settings.MAILLAGE_TODAY or date(2026, 1, 15))
    return {action.code for _, _, action in programme_of(project).actions()}


def test_an_archived_action_leaves_every_list_and_its_page_offers_to_bring_it_back(
    team: Client, network: Network, settings: Any
) -> None:
    page = text_of(team.post(f"{AT}/actions/A11/archiver/", follow=True))
    assert "archivée" in page
    assert "Remettre en vigueur" in page
    assert f"{AT}/actions/A11/modifier/" not in page
    assert "A11" not in in_force(network, settings)
    assert "Acheter cent liseuses" in text_of(team.get(f"{AT}/archivees/"))
    assert team.get(f"{AT}/etapes/A11-1/")["Location"].startswith(f"{AT}/actions/A11/")


def test_an_action_comes_back_exactly_as_it_was(team: Client, network: Network, settings: Any) -> None:
    before = value_of(Action.objects.get(network=network, code="A11"))
    team.post(f"{AT}/actions/A11/archiver/")
    team.post(f"{AT}/actions/A11/remettre-en-vigueur/")
    assert value_of(Action.objects.get(network=network, code="A11")) == before
    assert "A11" in in_force(network, settings)
    assert AuditEntry.objects.filter(verb="change", target="programme.Action/A11").count() == 2
    assert "Archivée le" in text_of(team.get(f"{AT}/actions/A11/historique/"))


def test_archiving_twice_changes_nothing_more(team: Client, network: Network) -> None:
    team.post(f"{AT}/actions/A11/archiver/")
    team.post(f"{AT}/actions/A11/archiver/")
    assert AuditEntry.objects.filter(verb="change", target="programme.Action/A11").count() == 1


def test_a_reader_archives_nothing_and_an_unknown_action_is_not_found(
    reader: Client, lead: Client, network: Network
) -> None:
    for verb in ("archiver", "remettre-en-vigueur"):
        assert reader.post(f"{AT}/actions/A11/{verb}/").status_code == 403
        assert lead.post(f"{AT}/actions/RIEN/{verb}/").status_code == 404
    assert lead.get(f"{AT}/actions/RIEN/").status_code == 404


def test_without_archived_actions_the_page_says_so(reader: Client, network: Network) -> None:
    assert "est archivée. On archive une action depuis sa page." in text_of(reader.get(f"{AT}/archivees/"))
