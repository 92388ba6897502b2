"""Who sees what: the people of a network see all of its rows, and nobody else sees any."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, models

from builders import one_of_each_file, people, saved_network
from maillage.accounts.domain import Role
from maillage.accounts.models import Membership, Network, User
from maillage.base.models import AuditEntry, Record
from maillage.evaluation.models import Indicator, Measure
from maillage.rulebook.models import RuleOverride
from maillage.territory.models import Commune, Library

pytestmark = pytest.mark.django_db

OF_A_NETWORK = [
    model for model in apps.get_models() if issubclass(model, Record) or model in (Network, AuditEntry)
]


def filled_network() -> Network:
    """A row of each table: those of a programme file, and those that none fills."""
    network = saved_network(file=one_of_each_file())
    commune = Commune.objects.create(network=network, insee="18033", name="Bourges")
    assert Library.objects.filter(network=network).update(commune=commune) == 1
    indicator = Indicator.objects.filter(network=network).order_by("pk").first()
    Measure.objects.create(network=network, indicator=indicator, day=date(2026, 12, 31), value=Decimal(3))
    RuleOverride.objects.create(
        network=network,
        rule="funding.fctva.lag",
        value=1,
        by="Finances",
        on=date(2026, 1, 5),
        why="Convention",
    )
    return network


def visible(model: Any, user: Any) -> list[Any]:
    return sorted(model.objects.visible_to(user).values_list("pk", flat=True))


def of(model: Any, network: Network) -> list[Any]:
    owner = {"pk": network.pk} if model is Network else {"network": network}
    return sorted(model.objects.filter(**owner).values_list("pk", flat=True))


def test_the_check_of_access_covers_every_table_of_a_network() -> None:
    assert len(OF_A_NETWORK) >= 12
    unruled = {
        model.__name__
        for model in apps.get_models()
        if any(field.name == "network" for field in model._meta.get_fields())
        and not hasattr(model._default_manager.all(), "visible_to")
    }
    # Roles are read through the person; a draft is read by the person who typed it, and by nobody else.
    assert unruled <= {"Membership", "Draft"}


@pytest.mark.parametrize("model", OF_A_NETWORK, ids=lambda model: model.__name__)
def test_a_table_shows_its_rows_to_the_people_of_its_network_only(model: Any) -> None:
    network = filled_network()
    lead, reader, stranger = people(network)
    rows = of(model, network)
    assert rows, f"{model.__name__} has no row: the check would prove nothing"
    assert visible(model, lead) == rows
    assert visible(model, reader) == rows
    assert not set(visible(model, stranger)) & set(rows)
    assert visible(model, AnonymousUser()) == []


def test_a_person_of_two_networks_sees_each_row_once() -> None:
    network = saved_network()
    lead, _, stranger = people(network)
    Membership.objects.create(user=stranger, network=network, role=Role.READER.value)
    assert Network.objects.visible_to(stranger).count() == 2
    assert Network.objects.visible_to(lead).count() == 1
    audit = AuditEntry.objects.filter(network=network)
    assert visible(AuditEntry, stranger) == sorted(audit.values_list("pk", flat=True))


def test_a_person_who_leaves_a_network_no_longer_sees_it() -> None:
    network = saved_network()
    lead, *_ = people(network)
    lead.memberships.all().delete()
    assert not Network.objects.visible_to(lead).exists()


def test_a_superuser_without_a_role_sees_no_network() -> None:
    saved_network()
    assert not Network.objects.visible_to(User.objects.create_superuser("root")).exists()


def test_a_person_has_one_role_in_a_network() -> None:
    network = saved_network()
    lead, *_ = people(network)
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=lead, network=network, role=Role.READER.value)


def test_there_is_one_network_for_a_departement() -> None:
    saved_network()
    with pytest.raises(IntegrityError):
        Network.objects.create(department="18", name="Autre", owner="Autre")


def test_a_role_is_shown_by_its_french_label() -> None:
    lead, reader, _ = people(saved_network())
    assert str(lead.memberships.get()) == "lead-18 (responsable)"
    assert str(reader.memberships.get()) == "reader-18 (lecture)"


def test_a_network_is_called_by_its_name() -> None:
    assert str(saved_network()) == "Réseau de lecture publique (exemple)"


# Open data of the whole country: one copy serves every network, and none writes there (decision on the national
# reference). A row that people type, or that tells of one network, never belongs here.
OF_THE_COUNTRY = {
    "NationalDepartment",
    "NationalExport",
    "NationalLibrary",
    "NationalReference",
    "NationalSpread",
}


def test_every_table_of_a_network_hangs_on_it_by_a_key_that_cannot_be_empty() -> None:
    checked = 0
    for model in apps.get_models():
        if model.__name__ in OF_THE_COUNTRY:
            assert model.__module__ == "maillage.territory.models.national"
            assert not any(field.is_relation for field in model._meta.get_fields()), model
        elif model.__module__.startswith("maillage.") and model not in (User, Network):
            key = model._meta.get_field("network")
            assert isinstance(key, models.ForeignKey), model
            assert not key.null, model
            checked += 1
    assert checked >= 25
