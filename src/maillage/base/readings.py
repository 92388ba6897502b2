"""Reads a room's section of a project from the base, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from maillage.base.models.reading import read_section
from maillage.base.plugs import Project, Section


def reader_of(section: Section) -> Callable[[Project], Any]:
    """A function `project -> section dataclass` for `Project.once`; an empty section when nothing was saved.

    Returns None for a section with required fields (the programme) that was never saved.
    """

    def read(project: Project) -> Any:
        value = read_section(project.network, section)
        return empty_value(section) if value is None else value

    return read


def empty_value(section: Section) -> Any:
    """The section of someone who wrote nothing; None when it has required fields: there is no empty programme."""
    try:
        return section.value_type()
    except TypeError:
        return None
