"""What an address of the register asks for, and what is kept of it from page to page."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from maillage.territory.domain.directory import (
    Wanted,
)
from maillage.territory.register_columns import DEFAULT

LONGEST_SEARCH = 100
# The parameters of the register's address, in the order in which a saved view writes them.
PARAMETERS = (
    "q", "epci", "nature", "statut", "strate", "classe", "wifi", "contact", "a_verifier", "sans_reponse", "service", "colonne",
    "tri",
)  # fmt: skip


def wanted(params: Mapping[str, str]) -> Wanted:
    """What the address asks for. An unknown value matches nothing, and the page says so."""
    return Wanted(
        text=params.get("q", "")[:LONGEST_SEARCH],
        epci=params.get("epci", ""),
        kind=params.get("nature", ""),
        status=params.get("statut", ""),
        stratum=params.get("strate", ""),
        grade=params.get("classe", ""),
        wifi=params.get("wifi", ""),
        contact=params.get("contact", ""),
        doubtful=bool(params.get("a_verifier")),
        silent=bool(params.get("sans_reponse")),
        given=bool(params.get("service")),
    )


def kept_query(params: QueryDict) -> str:
    """The query string of what the register understands, and of nothing else."""
    kept = QueryDict(mutable=True)
    for name in PARAMETERS:
        values = [value for value in params.getlist(name) if value]
        if values and not (name == "colonne" and set(values) == set(DEFAULT)):
            kept.setlist(name, values if name == "colonne" else values[-1:])
    return kept.urlencode()
