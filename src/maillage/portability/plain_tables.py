"""Tables whose columns are those of a model: written and read back by the model's own fields."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from maillage.portability.kept_tables import Row


def cells(row: models.Model, names: Iterable[str]) -> tuple[str, ...]:
    """The named fields of a row as texts; "" stands for None."""
    return tuple(_text(row, row._meta.get_field(name)) for name in names)


def _text(row: models.Model, field: Any) -> str:
    value = getattr(row, field.attname)
    if value is None:
        return ""
    if isinstance(field, models.JSONField):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(field, models.BooleanField):
        return "1" if value else "0"
    if isinstance(field, models.DateTimeField):
        return str(value.isoformat())
    return str(field.value_to_string(row))


def given(model: type[models.Model], row: Row, names: Iterable[str]) -> dict[str, Any]:
    """The named cells as values of the model's fields. Raises ValueError on a cell of another shape or too long."""
    return {name: _value(model._meta.get_field(name), row[name]) for name in names}


def _value(field: Any, text: str) -> Any:
    if not text and field.null:
        return None
    if isinstance(field, models.JSONField):
        return json.loads(text)
    if isinstance(field, models.BooleanField):
        if text not in ("0", "1"):
            raise ValueError(text)
        return text == "1"
    value = field.to_python(text)
    if isinstance(field, models.DateTimeField) and value.tzinfo is None:
        raise ValueError("une date sans fuseau")
    if isinstance(field, models.CharField) and field.max_length and len(value) > field.max_length:
        raise ValueError("un texte trop long")
    try:
        if field.choices and value:
            field.validate(value, None)
        # 1e400 is a decimal: no column holds it, and SQLite would take it without a word.
        if isinstance(field, models.DecimalField):
            field.run_validators(value)
    except ValidationError as error:
        raise ValueError(text) from error
    return value
