"""The form of a declared thing: its fields, and the rows of what is nested in it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from maillage.base.ui.editing.fields import Options, form_field
from maillage.base.values.fields import Kind, specs

# More rows than any sheet has, fewer than a server minds; above, they are shown again but not saved.
MOST_ROWS = 300
MOST_SHOWN = 1000
INCOMPLETE = (
    "La page n'est pas arrivée entière : rien n'est enregistré, pour ne perdre aucune ligne. "
    "Vérifiez les lignes ci-dessous, puis enregistrez à nouveau."
)
TOO_MANY = f"Cette liste a plus de {MOST_ROWS} lignes. Regroupez-en, puis enregistrez à nouveau."


@dataclasses.dataclass(frozen=True, kw_only=True)
class Shape:
    """Which fields of a class a form shows: `fields` first, `more` folded under "Plus de précisions"."""

    value_type: type[Any]
    fields: tuple[str, ...]
    more: tuple[str, ...] = ()
    years: Sequence[int] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.fields, *self.more)


class ThingForm(forms.Form):
    """The fields of one thing. `typed` re-shows what was typed without judging it; `data` is judged."""

    def __init__(
        self,
        shape: Shape,
        *,
        options: Callable[[str], Options],
        value: Any = None,
        initial: Mapping[str, Any] | None = None,
        data: QueryDict | None = None,
        typed: QueryDict | None = None,
        prefix: str | None = None,
        extra: Mapping[str, forms.Field] | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.shape = shape
        declared = specs(shape.value_type)
        self.fields.update(extra or {})
        for name in shape.names:
            default = _default(shape.value_type, name)
            self.fields[name] = form_field(declared[name], default, options=options, years=shape.years)
            if value is not None:
                self.initial[name] = getattr(value, name)
            elif default is not None:
                self.initial[name] = default
        self.initial.update(initial or {})
        if typed is not None:
            self.initial.update(self.as_typed(typed))

    def as_typed(self, typed: QueryDict) -> dict[str, Any]:
        return {
            name: field.widget.value_from_datadict(typed, {}, self.add_prefix(name))  # type: ignore[arg-type]
            for name, field in self.fields.items()
            if not field.widget.value_omitted_from_data(typed, {}, self.add_prefix(name))  # type: ignore[arg-type]
            or isinstance(field, forms.BooleanField | forms.MultipleChoiceField)
        }

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields shown first, those that are not of the class (a parent) before."""
        folded = set(self.shape.more)
        return [self[name] for name in self.fields if name not in folded and not self._is_aside(name)]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [self[name] for name in self.shape.more]

    @property
    def folded_open(self) -> bool:
        """Folded fields show when one of them is wrong."""
        return any(self[name].errors for name in self.shape.more if self.is_bound)

    def _is_aside(self, name: str) -> bool:
        return name in ("code", "DELETE") and self.prefix is not None

    def values(self) -> dict[str, Any]:
        """What was typed as values of the class; raises KeyError unless the form is valid."""
        given = {}
        for name in self.shape.names:
            value = self.cleaned_data[name]
            given[name] = _default(self.shape.value_type, name) if value is None else value
        return given


def _default(value_type: type[Any], name: str) -> Any:
    default = value_type.__dataclass_fields__[name].default
    return None if default is dataclasses.MISSING else default


class Row(ThingForm):
    """A nested thing. `code` is empty for a new one; a row left blank is no thing."""

    def __init__(self, shape: Shape, **options: Any) -> None:
        extra = {
            "code": forms.CharField(required=False, widget=forms.HiddenInput),
            "DELETE": forms.BooleanField(required=False, label="Retirer cette ligne"),
        }
        super().__init__(shape, extra=extra, **options)

    def full_clean(self) -> None:
        """A row left blank or removed is not judged: it is no thing."""
        if self.is_bound and (self.is_removed or self.is_blank):
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    @property
    def is_removed(self) -> bool:
        return bool(self.data.get(self.add_prefix("DELETE")))

    @property
    def is_blank(self) -> bool:
        """A new row in which nothing was typed: selects and boxes left alone do not count."""
        if self.data.get(self.add_prefix("code")):
            return False
        typed = (
            name
            for name in self.shape.names
            if not isinstance(self.fields[name], forms.ChoiceField | forms.BooleanField)
        )
        return not any(self._was_typed(name) for name in typed)

    def _was_typed(self, name: str) -> bool:
        given = self.fields[name].widget.value_from_datadict(self.data, {}, self.add_prefix(name))  # type: ignore[arg-type]
        texts = given if isinstance(given, list) else [given]
        default = _default(self.shape.value_type, name)
        unset = {"", str(default)} if default is not None else {""}
        return any(str(text or "").strip() not in unset for text in texts)


class Rows:
    """The rows of one list of nested things, as many as the page says."""

    def __init__(
        self,
        prefix: str,
        shape: Shape,
        *,
        options: Callable[[str], Options],
        values: Sequence[Any] = (),
        data: QueryDict | None = None,
        typed: QueryDict | None = None,
        blank: int = 0,
    ) -> None:
        self.prefix, self.shape, self.is_bound = prefix, shape, data is not None
        self.total_name = f"{prefix}-TOTAL_FORMS"
        given = data if data is not None else typed
        self.refusal = "" if data is None else self._refusal(data)
        if given is None:
            self.forms = [self._row(n, options, value=value) for n, value in enumerate(values)]
            count = len(self.forms)
            self.forms += [self._row(count + n, options) for n in range(blank)]
        else:
            count = min(max((_number(given.get(self.total_name)), *self._sent(given))), MOST_SHOWN)
            more = 1 if typed is not None and f"{prefix}-add" in typed else 0
            self.forms = [self._row(n, options, data=data, typed=typed) for n in range(count)]
            self.forms += [self._row(count + n, options) for n in range(more)]
        self.empty_form = Row(shape, options=options, prefix=f"{prefix}-__prefix__")

    def _row(self, number: int, options: Callable[[str], Options], value: Any = None, **given: Any) -> Row:
        initial = {"code": getattr(value, "code", "")} if value is not None else None
        return Row(
            self.shape,
            options=options,
            value=value,
            initial=initial,
            prefix=f"{self.prefix}-{number}",
            **given,
        )

    def _sent(self, given: QueryDict) -> dict[int, None]:
        """The numbers of the rows of which at least one field came, counted from 1."""
        found = re.finditer(rf"^{self.prefix}-(\d{{1,5}})-", "\n".join(given), flags=re.M)
        return dict.fromkeys(int(one[1]) + 1 for one in found)

    def _refusal(self, data: QueryDict) -> str:
        """Why these rows cannot be saved: a row that did not come would be taken for a row removed."""
        total, sent = _number(data.get(self.total_name)), self._sent(data)
        codes = [code for n in sent if (code := data.get(f"{self.prefix}-{n - 1}-code"))]
        if set(range(1, total + 1)) != set(sent) or len(codes) != len(set(codes)):
            return INCOMPLETE
        return TOO_MANY if total > MOST_ROWS else ""

    @property
    def kept(self) -> list[Row]:
        return [row for row in self.forms if not row.is_removed and not row.is_blank]

    def is_valid(self) -> bool:
        # A list, not a generator: every row is judged, so that all mistakes show at once.
        return all([row.is_valid() for row in self.kept]) and not self.refusal

    def __iter__(self) -> Iterator[Row]:
        return iter(self.forms)

    def non_form_errors(self) -> list[str]:
        return [self.refusal] if self.refusal else []

    @property
    def management_form(self) -> SafeString:
        return format_html('<input type="hidden" name="{}" value="{}">', self.total_name, len(self.forms))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


def has_children(value_type: type[Any]) -> list[str]:
    return [name for name, spec in specs(value_type).items() if spec.kind is Kind.CHILDREN]
