"""Forms: the renderer that lays Django's fields out, and the controls of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from maillage.base.values.french import NARROW, NBSP

# Neither powers nor "NaN" nor the digits of other scripts, which Decimal would take.
_FIGURE = re.compile(r"[-−+]?(\d+[.,]?\d*|[.,]\d+)", re.ASCII)


class UiRenderer(TemplatesSetting):
    """Lays every form out with the templates of `ui/`, so with its tags."""

    form_template_name = "ui/parts/form_fields.html"
    formset_template_name = "ui/parts/formset.html"
    field_template_name = "ui/field.html"


class AffixInput(forms.TextInput):
    """A typed figure with its unit after it; `inputmode` brings the figures' keyboard."""

    suffix = ""

    def __init__(self, attrs: dict[str, Any] | None = None, suffix: str = "") -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})
        self.suffix = suffix or self.suffix


class MoneyInput(AffixInput):
    suffix = "€"

    def format_value(self, value: Any) -> str | None:
        """`12 345,60`, without useless decimals; what was typed and refused comes back as typed."""
        if value in (None, "") or not isinstance(value, Decimal | int | float):
            return super().format_value(value)
        return french_figure(Decimal(str(value)))


class PercentInput(AffixInput):
    suffix = "%"


class DayInput(forms.DateInput):
    """The browser's own calendar; browsers send and expect 2027-01-31 whatever they show."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def french_figure(value: Decimal) -> str:
    """`12 345,60` or `12 345`: what an input shows, without its unit."""
    decimals = 0 if value == value.to_integral_value() else 2
    return f"{value:,.{decimals}f}".replace(",", NARROW).replace(".", ",").replace("-", "−")


def typed_figure(text: str) -> Decimal | None:
    """A figure as people type it: `12 345,60 €`, `1 234.5`, `−3`; None when it is not one."""
    bare = text.strip().removesuffix("€").removesuffix("%").strip()
    for space in (" ", NBSP, NARROW, "\u2009"):
        bare = bare.replace(space, "")
    return Decimal(bare.replace("−", "-").replace(",", ".")) if _FIGURE.fullmatch(bare) else None


class FigureField(forms.DecimalField):
    """A decimal typed the French way."""

    default_error_messages = {
        "invalid": "Écrivez un nombre, par exemple 12 345,60.",
        "max_decimal_places": "Pas plus de %(max)s décimales.",
        "min_value": "Écrivez un nombre au moins égal à %(limit_value)s.",
        "max_value": "Écrivez un nombre au plus égal à %(limit_value)s.",
    }
    widget = AffixInput

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str) and value.strip():
            figure = typed_figure(value)
            if figure is None:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
            return super().to_python(figure)
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class MoneyField(FigureField):
    """Euros to the cent, as Decimal."""

    widget = MoneyInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"decimal_places": 2, "max_digits": 12, **options})


@dataclass(frozen=True)
class Look:
    """How a field is laid out. `kind`: "text", "choices" (a group) or "check" (one box)."""

    kind: str
    suffix: str
    long: bool
    required: bool


def look(field: BoundField) -> Look:
    widget = field.field.widget
    kind = "text"
    if isinstance(widget, forms.CheckboxInput):
        kind = "check"
    elif widget.use_fieldset:
        kind = "choices"
    return Look(
        kind=kind,
        suffix=getattr(widget, "suffix", ""),
        long=kind == "choices" or isinstance(widget, forms.Textarea | forms.SelectMultiple),
        required=field.field.required,
    )


def control(field: BoundField) -> SafeString:
    """The control of a field, its class of width added to those it has."""
    css = " ".join(filter(None, [str(field.field.widget.attrs.get("class", "")), _width(field)]))
    return field.as_widget(attrs={"class": css} if css else None)


def _width(field: BoundField) -> str:
    widget, length = field.field.widget, getattr(field.field, "max_length", None)
    if isinstance(widget, forms.CheckboxInput | forms.Textarea | forms.FileInput) or widget.use_fieldset:
        return ""
    if isinstance(widget, forms.DateInput | AffixInput | forms.TimeInput):
        return "w-short"
    if isinstance(widget, forms.NumberInput):
        return "w-tiny"
    if isinstance(widget, forms.TextInput) and length and length <= 60:
        return "w-short" if length <= 20 else "w-medium"
    return ""


def fieldsets(form: forms.BaseForm) -> list[tuple[str, list[BoundField]]]:
    """The visible fields, under the legends of `form.fieldsets` when it has some."""
    visible = {field.name: field for field in form.visible_fields()}
    declared = getattr(form, "fieldsets", None) or [("", list(visible))]
    groups = [
        (legend, [visible.pop(name) for name in names if name in visible]) for legend, names in declared
    ]
    # A field no legend claims is still shown: nothing a person must fill may vanish.
    return [
        *((legend, fields) for legend, fields in groups if fields),
        *([("", [*visible.values()])] if visible else []),
    ]


def error_lines(form: Any) -> Iterator[dict[str, str]]:
    """Each error of a form or a formset: its text, the field's label, the anchor that leads to it."""
    if hasattr(form, "forms"):
        for message in form.non_form_errors() if form.is_bound else ():
            yield {"label": "", "text": str(message), "anchor": ""}
        for rank, inner in enumerate(form.forms, 1):
            yield from ({**line, "label": _placed(line["label"], rank)} for line in error_lines(inner))
        return
    if not form.is_bound:
        return
    for message in form.non_field_errors():
        yield {"label": "", "text": str(message), "anchor": ""}
    for field in form:
        for message in field.errors:
            yield {"label": str(field.label), "text": str(message), "anchor": _target(field)}


def _placed(label: str, rank: int) -> str:
    return f"Ligne {rank}, {label[:1].lower()}{label[1:]}" if label else f"Ligne {rank}"


def _target(field: BoundField) -> str:
    # A group of choices has no control of the group's id: its first choice is what can be focused.
    return f"{field.id_for_label or field.auto_id}" if not field.use_fieldset else f"{field.auto_id}_0"
