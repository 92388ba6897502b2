"""Writes sections back as a programme file, always in the same form: the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from maillage.base.plugs import Section
from maillage.base.values.files.writer import thing_lines
from maillage.portability.domain.reader import SCHEMA_VERSION, VERSION_KEY


def write(sections: Mapping[str, Any], order: Sequence[Section]) -> str:
    """The canonical text of a file. Fields at their default are left out."""
    lines = [f"{VERSION_KEY}: {SCHEMA_VERSION}"]
    for section in order:
        value = sections.get(section.key)
        if value is not None:
            body = thing_lines(value, 1)
            if body:
                lines += ["", f"{section.key}:", *body]
    return "\n".join(lines) + "\n"
