"""Communes to and from their table, without loss."""

from __future__ import annotations

from maillage.accounts.models import Network
from maillage.territory import models
from maillage.territory.domain.communes import Commune, Places

_COMMUNE = (
    "name",
    "department",
    "department_name",
    "population",
    "population_year",
    "epci_code",
    "epci_name",
    "epci_type",
    "latitude",
    "longitude",
)


def commune_row(network: Network, commune: Commune) -> models.Commune:
    given = {name: getattr(commune, name) for name in _COMMUNE}
    lists = {"postcodes": list(commune.postcodes), "former_codes": list(commune.former_codes)}
    return models.Commune(network=network, insee=commune.code, **lists, **given)


def places_of(network: Network) -> Places | None:
    """The communes of a network, or None when none was ever imported. One query."""
    communes = [
        Commune(
            code=row.insee,
            postcodes=tuple(row.postcodes),
            former_codes=tuple(row.former_codes),
            **{name: getattr(row, name) for name in _COMMUNE},
        )
        for row in models.Commune.objects.filter(network=network)
    ]
    return Places(communes) if communes else None
