"""Figures as spreadsheets show them, made into what the fields read; what can be read in two ways is refused."""

from __future__ import annotations

import re

from maillage.base.values.fields import Kind, Spec
from maillage.base.values.texts import NotUnderstood

_SPACES = re.compile(r"\s")
_UNIT = re.compile(r"(€|eur|euros?)?(ht)?$", re.IGNORECASE)
# 1.234,50 or 1.234.567: the dots group thousands; 1,234.50: the commas do.
_DOTS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+|[+-]?\d{1,3}(\.\d{3}){2,}", re.ASCII)
_COMMAS = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+|[+-]?\d{1,3}(,\d{3}){2,}", re.ASCII)
_ONE_DOT = re.compile(r"[+-]?(\d{1,3})\.(\d{3})", re.ASCII)
_PERCENT = re.compile(r"[1-9]\d*([.,]\d+)?", re.ASCII)


def readable(spec: Spec, text: str) -> str:
    """Raises NotUnderstood."""
    if spec.kind is Kind.MONEY:
        return _grouped(_UNIT.sub("", _SPACES.sub("", text)))
    if spec.kind in (Kind.NUMBER, Kind.INTEGER):
        digits = _grouped(_SPACES.sub("", text))
        if spec.kind is Kind.NUMBER and (two := _ONE_DOT.fullmatch(digits)):
            raise NotUnderstood(
                f"« {spec.label} » : « {text} » se lit de deux façons.",
                f"Écrivez {two[1]}{two[2]} (séparateur de milliers) ou {two[1]},{two[2]} (décimales).",
            )
        return digits
    if spec.kind is Kind.RATE:
        rate = _SPACES.sub("", text)
        if rate == "1":
            raise NotUnderstood(
                f"« {spec.label} » : « 1 » se lit de deux façons.", "Écrivez 1 % ou 100 %, avec le signe."
            )
        # A column of 20 and 5,5 is in percent.
        return f"{rate} %" if _PERCENT.fullmatch(rate) else rate
    return text


def _grouped(digits: str) -> str:
    if _DOTS.fullmatch(digits):
        return digits.replace(".", "")
    return digits.replace(",", "") if _COMMAS.fullmatch(digits) else digits
