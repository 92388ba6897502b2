"""Opening a network: who may, and how it begins."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from maillage.accounts.domain import NetworkSection, Role
from maillage.accounts.models import Membership, Network
from maillage.base.models import record
from maillage.base.ui.editing.plain import plain
from maillage.base.values.fields import specs


class AlreadyThere(ValueError):
    """The département has its network; the message says whom to ask."""


def found_network(*, identity: NetworkSection, actor: Any) -> Network:
    """A new network, led by whoever opens it. Raises AlreadyThere."""
    try:
        with transaction.atomic():
            network = Network(**{name: getattr(identity, name) for name in specs(NetworkSection)})
            network.save(force_insert=True)
            Membership.objects.create(user=actor, network=network, role=Role.LEAD.value)
            record(
                network=network,
                actor=actor,
                verb="create",
                target=target_of(network),
                label=identity.name,
                before=None,
                after=plain(identity),
            )
    except IntegrityError as error:
        raise AlreadyThere(
            f"Le département {identity.department} a déjà son réseau. Demandez à la personne qui en est responsable "
            "de vous ajouter depuis sa page « Équipe et accès »."
        ) from error
    return network


def identity_of(network: Network) -> NetworkSection:
    return NetworkSection(**{name: getattr(network, name) for name in specs(NetworkSection)})


def target_of(network: Network) -> str:
    return f"accounts.Network/{network.department}"


@transaction.atomic
def rename(*, network: Network, identity: NetworkSection, actor: Any) -> None:
    """Change what a network is called, never which département it is of. Raises ValueError."""
    if identity.department != network.department:
        raise ValueError("Un réseau ne change pas de département : ouvrez-en un autre.")
    stored = Network.objects.select_for_update().get(pk=network.pk)
    before, after = plain(identity_of(stored)), plain(identity)
    if before == after:
        return
    for name in specs(NetworkSection):
        setattr(stored, name, getattr(identity, name))
    stored.save()
    record(
        network=stored,
        actor=actor,
        verb="change",
        target=target_of(stored),
        label=identity.name,
        before=before,
        after=after,
    )
