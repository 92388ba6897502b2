"""The costs of an action being edited together: what is stored, what was typed, what the two make."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache
from typing import Any

from django import forms
from django.http import Http404, QueryDict

from maillage.base.models.store import values_of
from maillage.base.ui.editing.conflicts import Conflict, base_of, conflict, merged
from maillage.base.ui.editing.fields import Options
from maillage.base.ui.editing.forms import Row, Rows, Shape
from maillage.base.ui.editing.plain import Difference, version_of
from maillage.base.ui.editing.saving import next_code
from maillage.base.values.naming import on_screen
from maillage.base.values.texts import CODE
from maillage.funding.domain import CostLine, Operation
from maillage.funding.models import CostLine as Stored
from maillage.funding.readings import funding_of, plan_of
from maillage.programme.domain import Action
from maillage.programme.readings import programme_of

# The section is that of the operation: asking for it twice could only bring a contradiction.
MAIN = (
    *("label", "operation", "quantity", "unit", "unit_price_ht", "amount_ht"),
    *("year", "step", "spread"),
)
MORE = (
    *("family", "priced_from", "priced_on", "vat_rate", "timing", "recurrent"),
    *("yearly_after_ht", "lifetime", "indexed", "fctva", "given_away", "basis"),
)


class YearField(forms.ChoiceField):
    """A year of the plan, or none."""

    def __init__(self, years: Sequence[int], label: str) -> None:
        choices = [("", "–"), *((str(year), str(year)) for year in years)]
        super().__init__(label=label, required=False, choices=choices)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        return int(text) if text else None


class CostRows(Rows):
    """Rows whose year is chosen, and whose moment is asked as one question."""

    def __init__(self, shape: Shape, **options: Any) -> None:
        super().__init__("rows", shape, **options)
        for row in [*self.forms, self.empty_form]:
            row.fields["year"] = YearField(shape.years, "Quand : en")
            row.fields["step"].label = "ou avec l'étape"
            row.fields["spread"].label = "ou répartie par année (€ HT)"


class CostSheet:
    """The sheet of an action: one row a cost line. Http404 for an action that the programme does not have."""

    def __init__(self, request: Any, code: str) -> None:
        self.request, self.network, self.project = request, request.network, request.project
        self.action = self._action(code)
        self.operations = {one.code: one for one in funding_of(self.project).operations}
        self.stored = self._lines()
        self.options = cache(self._options)
        self.rows: CostRows
        self.values: list[CostLine] = []

    def _lines(self) -> dict[str, CostLine]:
        lines: Sequence[CostLine] = values_of(self.network, Stored)
        return {one.code: one for one in lines if one.action == self.action.code}

    def has_moved(self) -> bool:
        """Read the lines again; whether a colleague saved one since they were read for this request."""
        before, self.stored = self.stored, self._lines()
        return before != self.stored

    def _action(self, code: str) -> Action:
        for _, _, action in programme_of(self.project).actions():
            if action.code == code:
                return action
        raise Http404("Cette action n'existe pas, ou plus.")

    @property
    def version(self) -> str:
        """The state of every line: `D1:3f2a,D2:77b0`."""
        return ",".join(f"{code}:{version_of(value)}" for code, value in self.stored.items())

    # ------------------------------------------------------------------------------------------ forms

    def open(self, *, data: QueryDict | None = None, typed: QueryDict | None = None) -> None:
        """Make the rows: from what is stored, from what is to be judged, or from what was typed before."""
        self.rows = CostRows(
            self._shape(),
            options=self.options,
            values=list(self.stored.values()),
            data=data,
            typed=typed,
            blank=2,
        )

    def _shape(self) -> Shape:
        given = [year for value in self.stored.values() for year, _ in value.spread]
        given += [value.year for value in self.stored.values() if value.year]
        years = tuple(sorted({*plan_of(self.project).years, *given}))
        return Shape(value_type=CostLine, fields=MAIN, more=MORE, years=years)

    def _options(self, to: str) -> Options:
        if to == "funding.Operation":
            return [(code, _named(one)) for code, one in self.operations.items()]
        # The steps of the action; and those of others that a line already waits for.
        used = {value.step for value in self.stored.values()}
        return [
            (step.code, f"{step.code}. {step.title}")
            for action, step in programme_of(self.project).steps()
            if action.code == self.action.code or step.code in used
        ]

    # ------------------------------------------------------------------------------------------ judging

    def is_valid(self) -> bool:
        """Judge every row, then every line as a whole; `values` are then the lines typed."""
        valid = self.rows.is_valid()
        codes: list[str] = list(self.stored)
        self.values = []
        for row in self.rows.kept:
            if row.is_valid():
                code = row.cleaned_data.get("code") or self._free_code(codes)
                codes.append(code)
                valid = self._is_ours(row, code) and self._judge(row, code) and valid
        return valid

    def _is_ours(self, row: Row, code: str) -> bool:
        """A row written over the line of another action would take it away from there."""
        line = Stored.objects.filter(network=self.network, code=code).select_related("action").first()
        if CODE.match(code) and (line is None or code in self.stored):
            return True
        row.add_error(
            None, f"La ligne {code[:40]} n'est pas de cette action. Retirez-la et saisissez-la à nouveau."
        )
        return False

    def _free_code(self, codes: Sequence[str]) -> str:
        siblings = codes or [one.code for one in funding_of(self.project).costs]
        return next_code(Stored, self.network, siblings, "D1")

    def _judge(self, row: Row, code: str) -> bool:
        given = row.values()
        given["section"] = self.operations[given["operation"]].section
        base = self.stored.get(code)
        try:
            self.values.append(
                dataclasses.replace(base, **given)
                if base
                else CostLine(code=code, action=self.action.code, **given)
            )
        except ValueError as error:
            row.add_error(_wrong_field(given), on_screen(error))
            return False
        return True

    @property
    def removed(self) -> list[str]:
        """The stored lines that are ticked to be removed."""
        found = [str(row.data.get(row.add_prefix("code"))) for row in self.rows if row.is_removed]
        return [code for code in found if code in self.stored]

    # ------------------------------------------------------------------------------------------ two people

    def clash(self, version: str) -> Conflict | None:
        """What somebody else saved since `version`, and the rows put together with it; None when nothing differs."""
        opened = dict(part.split(":", 1) for part in version.split(",") if ":" in part)
        found: list[Conflict] = []
        together: list[CostLine] = []
        for value in self.values:
            base, stored = opened.get(value.code), self.stored.get(value.code)
            if base and stored and base != version_of(stored):
                target = f"funding.CostLine/{value.code}"
                found.append(
                    conflict(network=self.network, target=target, version=base, stored=stored, typed=value)
                )
                value = merged(stored=stored, typed=value, base=base_of(self.network, target, base))
            elif base and not stored:
                found.append(_gone(value))
            together.append(value)
        clashes = tuple(one for each in found for one in each.clashes)
        taken = tuple(one for each in found for one in each.taken)
        if not clashes and not taken:
            return None
        self._show_again(together)
        return Conflict(found[0].entry, clashes, taken)

    def _show_again(self, together: list[CostLine]) -> None:
        removed = set(self.removed)
        left = [value for code, value in self.stored.items() if code in removed]
        new = {value.code for value in together if value.code not in self.stored}
        self.rows = CostRows(self._shape(), options=self.options, values=[*together, *left])
        for row, value in zip(self.rows.forms, [*together, *left], strict=True):
            row.initial["DELETE"] = value.code in removed
            # A code is given for good when the line is saved.
            row.initial["code"] = "" if value.code in new else value.code


def _named(operation: Operation) -> str:
    return f"{operation.code}. {operation.title} ({operation.section.label})"


def _wrong_field(given: dict[str, Any]) -> str:
    """The field beside which a refusal of the whole line is shown."""
    if sum(bool(given[name]) for name in ("year", "spread", "step")) != 1:
        return "year"
    if given["recurrent"] and not given["spread"]:
        return "recurrent"
    if given["lifetime"] and not given["spread"]:
        return "lifetime"
    return "spread" if given["spread"] else "amount_ht"


def _gone(value: CostLine) -> Conflict:
    told = Difference(
        "", f"Dépense {value.code}", "supprimée entre-temps", f"« {value.label} » sera écrite à nouveau"
    )
    return Conflict(None, (told,), ())
