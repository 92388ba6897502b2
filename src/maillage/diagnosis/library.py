"""Reads the packaged library of real projects, once a process."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files

from maillage.diagnosis.domain.cases import CaseLibrary, library_from


@cache
def packaged_cases() -> CaseLibrary:
    text = (files("maillage.diagnosis") / "data" / "projets.toml").read_text("utf-8")
    return library_from(tomllib.loads(text, parse_float=Decimal))
