"""The verb behind "garder ce scénario": a hypothesis that was looked at becomes one that is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction

from maillage.base.models import one_writer
from maillage.base.ui.editing.saving import next_code, save_thing
from maillage.base.values.fields import specs
from maillage.funding.domain import WhatIf
from maillage.funding.models import WhatIf as Row
from maillage.funding.section import SECTION

START = "S1"


@transaction.atomic
def keep_scenario(*, network: Any, what_if: WhatIf, actor: Any) -> Any:
    """Write a scenario under a free code; its row. Raises Refused, and then nothing is changed."""
    with one_writer(network):
        codes = Row.objects.filter(network=network).order_by("position", "pk").values_list("code", flat=True)
        value = replace(what_if, code=next_code(Row, network, codes, START))
        return save_thing(
            row=Row(network=network),
            value=value,
            section=SECTION,
            only=specs(WhatIf),
            parents={},
            actor=actor,
        )
