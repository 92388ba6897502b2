"""One thing being edited: what is stored, what the person typed, and what the two make together."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from django.http import Http404, QueryDict

from maillage.base.ui.editing.fields import OptionField, Options
from maillage.base.ui.editing.forms import Row, Rows, ThingForm
from maillage.base.ui.editing.plain import shown, version_of
from maillage.base.ui.editing.saving import Refused, next_code, save_thing, value_of
from maillage.base.values.fields import Kind, Spec, class_name, specs
from maillage.base.values.french import folded

# An empty list is opened with room to write.
FIRST_ROWS = 2


def in_order(code: str) -> list[tuple[bool, int, str]]:
    """What sorts codes as people count: A2 before A11."""
    parts = re.findall(r"[0-9]+|[^0-9]+", code)
    return [(True, int(part), "") if part[0] in "0123456789" else (False, 0, part) for part in parts]


class Sheet:
    """The form of an editor over a stored thing (`row`) or a new one (`row` is None)."""

    def __init__(self, editor: Any, request: Any, code: str | None = None) -> None:
        self.editor, self.request, self.network = editor, request, request.network
        self.code = code
        self.read_again()
        self.options = cache(self._options)
        self.form: ThingForm
        self.rows: Rows | None = None

    def read_again(self) -> None:
        """Read what is stored: a colleague may have saved since. Http404 when the thing is gone."""
        editor = self.editor
        self.row = self._found(self.code)
        self.value = None if self.row is None else value_of(self.row, editor.section, editor.written)
        self.version = "" if self.value is None else version_of(self.value)

    def _found(self, code: str | None) -> Any:
        if self.editor.is_root:
            return self.editor.model.objects.filter(network=self.network).select_related("network").first()
        return None if code is None else find(self.editor, self.network, code)

    def _options(self, to: str) -> Options:
        if to in self.editor.proposals:
            return list(self.editor.proposals[to](self.request.project))
        room, name = to.split(".")
        model: Any = apps.get_model(room, name)
        things = model.objects.filter(network=self.network)
        if hasattr(model, "choice_label"):  # people look for it by something else than its code
            return sorted(((one.code, one.choice_label) for one in things), key=lambda one: folded(one[1]))
        found = [(thing.code, str(thing)) for thing in things]
        # The rank of a nested thing counts among its siblings only: codes give one order to all of them.
        return sorted(found, key=lambda option: in_order(option[0]))

    # ------------------------------------------------------------------------------------------ forms

    def open(
        self, *, data: QueryDict | None = None, typed: QueryDict | None = None, parent: str = ""
    ) -> None:
        """Make the forms: from what is stored, from what is to be judged, or from what was typed before.

        `parent` is the code of the parent chosen, when it is not the stored one.
        """
        years = self.editor.years(self.request.project)
        years = tuple(sorted({*years, *self._years_given()}))
        self.form = ThingForm(
            self.editor.shape(years),
            options=self.options,
            value=self.value,
            initial=self._initial() | ({self.editor.parent: parent} if parent else {}),
            data=data,
            typed=typed,
            extra=self._parent_field(),
        )
        if self.editor.rows:
            stored = () if self.value is None else getattr(self.value, self.editor.rows)
            self.rows = Rows(
                "rows",
                self.editor.row_shape(years),
                options=self.options,
                values=stored,
                data=data,
                typed=typed,
                blank=0 if stored else FIRST_ROWS,
            )

    def forget_codes(self, stored: Any) -> None:
        """Rows that are not stored yet lose the code proposed for them: another may be given it before they are saved."""
        known = {getattr(child, "code", "") for child in getattr(stored, self.editor.rows, ())}
        for row in self.rows.forms if self.rows else ():
            if row.initial.get("code") not in known:
                row.initial["code"] = ""

    def _years_given(self) -> list[int]:
        if self.value is None:
            return []
        yearly = [name for name, spec in specs(self.editor.value_type).items() if spec.kind is Kind.YEARLY]
        return [year for name in yearly for year, _ in getattr(self.value, name)]

    def _initial(self) -> dict[str, Any]:
        """What the address proposes for a new thing (`?objective=O1`), and a free code."""
        if self.row is not None:
            parent = self.editor.parent
            return {parent: getattr(self.row, parent).code} if parent else {}
        asked = {name: self.request.GET[name] for name in self.editor.written if name in self.request.GET}
        if self.editor.parent:
            asked[self.editor.parent] = self.request.GET.get(self.editor.parent, "")
        if self.editor.has_code and "code" not in asked:
            asked["code"] = self._free_code(asked.get(self.editor.parent, ""))
        return asked

    def _free_code(self, parent: str) -> str:
        things = self.editor.model.objects.filter(network=self.network)
        if self.editor.parent and parent:
            things = things.filter(**{f"{self.editor.parent}__code": parent})
        siblings = list(things.values_list("code", flat=True))
        return next_code(self.editor.model, self.network, siblings, f"{parent or self.editor.code_start}1")

    def _parent_field(self) -> dict[str, forms.Field]:
        if not self.editor.parent:
            return {}
        relation: Any = self.editor.model._meta.get_field(self.editor.parent)
        options = self.options(class_name(relation.related_model.value_type))
        label = str(relation.related_model._meta.verbose_name)
        spec = Spec(kind=Kind.REF, label=label[:1].upper() + label[1:])
        return {self.editor.parent: OptionField(spec, [("", "Choisir…"), *options])}

    @property
    def rows_title(self) -> str:
        return specs(self.editor.value_type)[self.editor.rows].label

    @property
    def row_label(self) -> str:
        return self.editor.row_noun[:1].upper() + self.editor.row_noun[1:]

    @property
    def row_add(self) -> str:
        return f"Ajouter {'une' if self.editor.row_feminine else 'un'} {self.editor.row_noun}"

    @property
    def rows_hint(self) -> str:
        if not self.editor.row_chain:
            return ""
        return "Les lignes ajoutées s'enchaînent dans l'ordre, sauf indication contraire."

    # ------------------------------------------------------------------------------------------ saving

    def is_valid(self) -> bool:
        valid = self.form.is_valid()
        return (self.rows is None or self.rows.is_valid()) and valid

    def save(self) -> Any:
        """Write what was typed. Raises Refused with every reason; nothing is changed then."""
        parents = self._parents()
        row = self.row or self.editor.model(network=self.network)
        only = [name for name in self.editor.written]
        try:
            value = self.typed_value()
        except ValueError as error:
            raise error if isinstance(error, Refused) else Refused([str(error)]) from error
        self._refuse_taken_code(value)
        return save_thing(
            row=row,
            value=value,
            section=self.editor.section,
            only=only,
            parents=parents,
            actor=self.request.user,
        )

    def typed_value(self) -> Any:
        """The thing as typed, over what is stored for the fields that the form does not show."""
        given = self.form.values()
        if self.rows is not None:
            given[self.editor.rows] = tuple(
                self._nested(given.get("code") or getattr(self.value, "code", ""))
            )
        if self.value is None:
            return self.editor.value_type(**given)
        return dataclasses.replace(self.value, **given)

    def _nested(self, parent: str) -> Sequence[Any]:
        assert self.rows is not None
        item: Any = specs(self.editor.value_type)[self.editor.rows].item
        stored = (
            {}
            if self.value is None
            else {getattr(child, "code", None): child for child in getattr(self.value, self.editor.rows)}
        )
        made: list[Any] = []
        codes = [code for code in stored if code]
        for row in self.rows.kept:
            made.append(self._child(item, row, stored, codes, parent, made))
        self._refuse_doubles(made)
        return made

    def _refuse_doubles(self, made: Sequence[Any]) -> None:
        """No two rows share what must be unique among them: the day of a meeting, the year of a ceiling."""
        spec = specs(self.editor.value_type)[self.editor.rows]
        seen: set[Any] = set()
        for given in (getattr(one, spec.unique) for one in made) if spec.unique else ():
            if given in seen:
                assert spec.item is not None
                one = specs(spec.item)[spec.unique]
                told = f"« {one.label} » ({shown(one, given)})"
                raise Refused([f"Deux lignes ont la même valeur de {told}. Retirez l'une des deux."])
            seen.add(given)

    def _child(
        self, item: Any, row: Row, stored: dict[Any, Any], codes: list[str], parent: str, made: list[Any]
    ) -> Any:
        given = row.values()
        code = row.cleaned_data.get("code")
        if code in stored and code:
            return dataclasses.replace(stored[code], **given)
        if "code" not in specs(item):
            return item(**given)
        relation: Any = self.editor.model._meta.get_field(self.editor.rows)
        new = next_code(relation.related_model, self.network, codes, f"{parent}-{self.editor.row_code}1")
        codes.append(new)
        chain = self.editor.row_chain
        if chain and not given.get(chain) and made:
            given[chain] = (made[-1].code,)
        return item(code=new, **given)

    def _parents(self) -> dict[str, models.Model]:
        if not self.editor.parent:
            return {}
        relation: Any = self.editor.model._meta.get_field(self.editor.parent)
        code = self.form.cleaned_data[self.editor.parent]
        return {self.editor.parent: relation.related_model.objects.get(network=self.network, code=code)}

    def _refuse_taken_code(self, value: Any) -> None:
        if not self.editor.has_code:
            return
        others = self.editor.model.objects.filter(network=self.network, code=value.code)
        if self.row is not None:
            others = others.exclude(pk=self.row.pk)
        if taken := others.first():
            raise Refused([f"Le code {value.code} est déjà celui de « {taken} ». Choisissez-en un autre."])


def find(editor: Any, network: Any, code: str = "") -> Any:
    """The stored thing of a network, by its code (its number when the class has none); the root has no code. Http404."""
    by_number = {"pk": code if code.isascii() and code.isdigit() and len(code) < 19 else 0}
    key = {} if editor.is_root else {"code": code} if editor.has_code else by_number
    row = editor.model.objects.filter(network=network, **key).select_related("network").first()
    if row is None:
        raise Http404(f"{editor.this} n'existe pas, ou plus.")
    return row
