"""Gives a model the columns of its dataclass, so that a field is declared once (see ADR 0004).

Scalars become columns. Relations (`ref`, `refs`, `children`) are written by hand in the model, under the same
name: a foreign key says what happens on deletion, which no dataclass knows. A relation that was forgotten is
refused when the model is created.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from maillage.base.values.fields import Kind, Spec, class_name, specs

M = TypeVar("M", bound=type[models.Model])

RELATIONS = (Kind.REF, Kind.REFS, Kind.CHILDREN)


def mirrors(value_type: type[Any]) -> Callable[[M], M]:
    """Class decorator: `@mirrors(domain.Action)` adds the columns of `Action`, and its label and help texts."""

    def add_columns(model: M) -> M:
        model.value_type = value_type  # type: ignore[attr-defined]
        for name, spec in specs(value_type).items():
            if spec.kind is Kind.CHILDREN:
                continue  # the child model holds the key; checked by the store
            if spec.kind in RELATIONS:
                _check_relation(model, name, value_type)
            else:
                model.add_to_class(name, column(spec, _default(value_type, name)))  # type: ignore[attr-defined]
        return model

    return add_columns


def _check_relation(model: type[models.Model], name: str, value_type: type[Any]) -> None:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        raise TypeError(
            f"{model.__name__} must declare the relation « {name} » of {class_name(value_type)}"
        ) from None


def _default(value_type: type[Any], name: str) -> Any:
    return value_type.__dataclass_fields__[name].default


def column(spec: Spec, default: Any) -> models.Field:
    """The Django field that stores a declared field."""
    optional = not spec.required
    shown: dict[str, Any] = {"verbose_name": spec.label, "help_text": spec.help}
    nullable = {"null": True, "blank": True} if optional and default is None else {}
    match spec.kind:
        case Kind.CODE | Kind.TEXT:
            return models.CharField(
                max_length=spec.max_length, blank=optional, **shown, **_given(spec, default)
            )
        case Kind.PROSE:
            return models.TextField(blank=optional, **shown, **_given(spec, default))
        case Kind.MONEY:
            return models.DecimalField(max_digits=14, decimal_places=2, **shown, **nullable)
        case Kind.RATE:
            return models.DecimalField(max_digits=8, decimal_places=6, **shown, **nullable)
        case Kind.NUMBER:
            return models.DecimalField(max_digits=16, decimal_places=4, **shown, **nullable)
        case Kind.INTEGER:
            return models.IntegerField(**shown, **nullable, **_given(spec, default))
        case Kind.FLAG:
            return models.BooleanField(**shown, **nullable, **_given(spec, default))
        case Kind.DAY:
            return models.DateField(**shown, **nullable)
        case Kind.CHOICE:
            assert spec.choices is not None
            options = [(member.value, member.label) for member in spec.choices]
            given = {"default": default.value} if optional and default is not None else {}
            return models.CharField(max_length=40, choices=options, blank=optional, **shown, **given)
        case Kind.WORDS | Kind.YEARLY | Kind.CHILD:
            empty = list if spec.kind is Kind.WORDS else dict
            return models.JSONField(default=empty, blank=True, **shown)
    raise TypeError(f"no column for {spec.kind}")  # pragma: no cover


def _given(spec: Spec, default: Any) -> dict[str, Any]:
    return {} if spec.required or default is None else {"default": default}
