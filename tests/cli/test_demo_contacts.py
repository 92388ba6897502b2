"""What the demo's team typed: enough to look at, invented throughout, allowed by the rules that it shows."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from maillage.accounts.models import Network
from maillage.cli.demo import DEMO_TODAY
from maillage.cli.demo_contacts import add_demo_contacts
from maillage.rulebook.projects import project_of
from maillage.territory.contacting import announced, contacts_of
from maillage.territory.models import SavedView
from maillage.territory.readings import directory_of, values_given
from maillage.territory.register_filters import vanished
from maillage.territory.register_options import CLASSES
from maillage.territory.register_search import kept_query, wanted
from web import Role, person


@pytest.mark.django_db
def test_the_demo_shows_contacts_of_roles_and_people_figures_and_views_that_find_something(
    demo_network: Network,
) -> None:
    person("lou", demo_network, Role.LEAD)
    add_demo_contacts(demo_network, DEMO_TODAY)
    project = project_of(demo_network, DEMO_TODAY)
    contacts = contacts_of(project, of_people=True)
    assert len([one for one in contacts if not one.personal]) > 50
    assert all(one.email.endswith(".example") for one in contacts)
    assert all("fictif" in one.label or "fictive" in one.label for one in contacts if one.personal)
    assert len(announced(contacts, DEMO_TODAY)) == 3
    assert len({value.library for value in values_given(project)}) == 10
    lines = directory_of(project)
    for view in SavedView.objects.all():
        params = QueryDict(view.query)
        assert kept_query(params) == view.query
        assert vanished(lines, wanted(params), params.getlist("colonne")) == []
        assert any(wanted(params).keeps(line, CLASSES) for line in lines), view.name
