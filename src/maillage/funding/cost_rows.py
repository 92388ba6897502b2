"""A row of the table in which costs are typed: quantity, unit price, amount, year; each row is saved by itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import TextInput
from django.http import QueryDict

from maillage.base.models import one_writer
from maillage.base.models.store import values_of
from maillage.base.ui.editing.conflicts import conflict
from maillage.base.ui.editing.forms import Shape, ThingForm
from maillage.base.ui.editing.plain import version_of
from maillage.base.ui.editing.saving import Refused, save_thing
from maillage.base.values.fields import specs
from maillage.base.values.naming import on_screen
from maillage.funding.costsheet import YearField
from maillage.funding.domain import CostLine
from maillage.funding.models import CostLine as Stored
from maillage.funding.section import SECTION

AMOUNTS = ("quantity", "unit_price_ht", "amount_ht")


@dataclass
class CostRow:
    """A stored line, its form (None where its amounts are by year: they are typed on its own page)."""

    cost: CostLine
    form: ThingForm | None
    version: str
    refusals: list[str] = field(default_factory=list)


def typed_in(cost: CostLine) -> tuple[str, ...]:
    """What is typed in the row of a line: its year too, unless it follows a step."""
    if cost.spread:
        return ()
    return (*AMOUNTS, "year") if cost.year else AMOUNTS


def row_of(cost: CostLine, years: Sequence[int], data: QueryDict | None = None) -> CostRow:
    """The row of a line as stored, or with what was typed in it."""
    names = typed_in(cost)
    if not names:
        return CostRow(cost, None, version_of(cost))
    form = ThingForm(
        Shape(value_type=CostLine, fields=names),
        options=lambda kind: (),
        value=cost,
        data=data,
        prefix=f"ligne-{cost.code}",
    )
    if "year" in names:
        form.fields["year"] = YearField(sorted({*years, cost.year or 0}), specs(CostLine)["year"].label)
    for name, shown in form.fields.items():
        shown.help_text = ""
        if name in AMOUNTS:
            # No unit beside each figure: the head of the column says it.
            shown.widget = TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "w-tiny"})
        shown.widget.attrs |= {
            "form": f"saisie-{cost.code}",
            "aria-labelledby": f"tete-{name} nom-{cost.code}",
        }
    return CostRow(cost, form, version_of(cost))


def typed_cost(cost: CostLine, given: dict[str, Any]) -> CostLine:
    """The line with what was typed. Raises ValueError, in French, when that contradicts itself."""
    changed = given["amount_ht"] != cost.amount_ht
    if None not in (given["quantity"], given["unit_price_ht"]) and not changed:
        # A quantity or a price typed beside the amount of before replaces it.
        given = {**given, "amount_ht": None}
    if "year" in given and given["year"] is None:
        given = {**given, "year": cost.year}
    return dataclasses.replace(cost, **given)


def save_row(*, network: Any, code: str, data: QueryDict, years: Sequence[int], actor: Any) -> CostRow | None:
    """Judge and write one row. The row returned says what was refused, or nothing; None: the line is gone.

    What a colleague changed meanwhile is kept; what both changed is refused once, and shown.
    """
    with one_writer(network):
        stored = {one.code: one for one in values_of(network, Stored)}.get(code)
        if stored is None:
            return None
        row = row_of(stored, years, data)
        if row.form is None or not row.form.is_valid():
            return row
        try:
            value = _put_together(
                network, stored, typed_cost(stored, row.form.values()), data.get("_version", "")
            )
            save_thing(
                row=Stored.objects.select_related("network").get(network=network, code=code),
                value=value,
                section=SECTION,
                only=typed_in(stored),
                parents={},
                actor=actor,
            )
        except Refused as refusal:
            row.refusals = refusal.reasons
            return row
        except ValueError as error:
            row.refusals = [on_screen(error)]
            return row
    return row_of(value, years)


def _put_together(network: Any, stored: CostLine, typed: CostLine, version: str) -> CostLine:
    if version == version_of(stored):
        return typed
    target = f"funding.CostLine/{stored.code}"
    found = conflict(network=network, target=target, version=version, stored=stored, typed=typed)
    if found.clashes:
        told = " ; ".join(f"{one.label} : {one.before}" for one in found.clashes)
        actor = found.entry.actor if found.entry else None
        who = f" par {actor.get_full_name() or actor.get_username()}" if actor else ""
        raise Refused(
            [f"Cette ligne vient d'être changée{who} ({told}). Enregistrez à nouveau pour la remplacer."]
        )
    together: CostLine = found.together
    return together
