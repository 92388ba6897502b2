"""A section read in one query is the section that was saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builders import cher_file, empty_network, minimal_file, one_of_each_file, saved_network
from maillage.base import plugs
from maillage.base.models.reading import read_section
from maillage.base.models.store import load

SECTIONS = [section for section in plugs.sections() if section.key != "network"]


@pytest.mark.django_db
@pytest.mark.parametrize("file", [minimal_file, one_of_each_file, cher_file], ids=lambda file: file.__name__)
def test_a_section_read_at_once_is_the_one_read_table_by_table(file: Callable[[], Any]) -> None:
    network = saved_network(file=file())
    for section in SECTIONS:
        with CaptureQueriesContext(connection) as queries:
            found = read_section(network, section)
        assert found == load(network, section), section.key
        assert len(queries) == 1, section.key


@pytest.mark.django_db
def test_a_section_that_was_never_saved_is_read_as_such() -> None:
    network = empty_network()
    for section in SECTIONS:
        assert read_section(network, section) == load(network, section), section.key


@pytest.mark.django_db
def test_a_section_holds_nothing_of_another_network() -> None:
    saved_network(file=cher_file())
    other = empty_network(department="971")
    for section in SECTIONS:
        assert read_section(other, section) == load(other, section), section.key
