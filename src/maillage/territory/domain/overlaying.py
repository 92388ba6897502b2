"""What the service says of a library's figures stands over what open data publish of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from maillage.territory.domain.corrections import library_code
from maillage.territory.domain.own_values import OwnValue, newest_by_variable
from maillage.territory.domain.register import Observation, Record, Register, State
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.domain.vintages import OWN


def with_own_values(register: Register, values: Iterable[OwnValue]) -> Register:
    """The register with own values in place of the published ones; the cell as published stays in `raw`.

    A value stands in the newest vintage that publishes its variable, so that key figures read one vintage only;
    a variable that no vintage publishes has a vintage of its own (`OWN`). Values of unknown libraries or variables
    are left out.
    """
    given: dict[str, list[OwnValue]] = defaultdict(list)
    for value in values:
        if value.variable in BY_CODE:
            given[value.library].append(value)
    if not given:
        return register
    slots = {value.variable: "" for found in given.values() for value in found}
    slots = {variable: register.vintage_of(variable) or OWN for variable in slots}
    return replace(
        register,
        records=tuple(
            _said(record, given[code], slots) if (code := library_code(record)) in given else record
            for record in register.records
        ),
    )


def _said(record: Record, values: Iterable[OwnValue], slots: Mapping[str, str]) -> Record:
    newest = newest_by_variable(values)
    observations = [
        said(newest.pop(seen.variable), seen.vintage, seen.raw)
        if seen.variable in newest and seen.vintage == slots[seen.variable]
        else seen
        for seen in record.observations
    ]
    return replace(
        record,
        observations=(*observations, *(said(own, slots[variable]) for variable, own in newest.items())),
    )


def said(own: OwnValue, vintage: str, raw: str = "") -> Observation:
    """The observation that an own value makes; `raw` is what the vintage published, "" for nothing."""
    return Observation(
        variable=own.variable,
        vintage=vintage,
        value=own.value,
        state=State.MISSING if own.value is None else State.ANSWERED,
        raw=raw,
        doubt="",
        source_line=0,
        source_name=own.source,
        own=own,
    )
