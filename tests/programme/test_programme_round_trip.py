"""Whatever a programme holds, it leaves in a file and comes back the same: text, base, archive, JSON Schema."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import pytest
import yaml
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import minimal_text, read_text
from maillage.accounts.models import Network
from maillage.base import plugs
from maillage.base.values.fields import Kind, specs, walk
from maillage.portability.archive import export_archive, import_archive
from maillage.portability.domain.json_schema import schema
from maillage.portability.domain.reader import ProgrammeFile
from maillage.portability.domain.writer import write
from maillage.portability.services import programme_text, save_programme, sections_of
from maillage.programme.domain import ProgrammeSection
from maillage.programme.domain.archiving import in_force
from programme_made import files

Sections = dict[str, Any]
# The base is left as it was found after each example.
IN_BASE = {"suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


class _EditorLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2 as editors load it: dates and `no` are texts."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_any_programme_is_written_and_read_back_equal_in_the_same_words(sections: Sections) -> None:
    written = write(sections, plugs.sections())
    found = read_text(written).sections
    assert dict(found) == {key: value for key, value in sections.items() if key in found}
    assert all(value == type(value)() for key, value in sections.items() if key not in found)
    assert write(found, plugs.sections()) == written


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_the_published_schema_accepts_any_programme(sections: Sections) -> None:
    validator = jsonschema.Draft202012Validator(schema(plugs.sections()))
    loaded = json.loads(json.dumps(yaml.load(write(sections, plugs.sections()), _EditorLoader)))
    assert [error.message for error in validator.iter_errors(loaded)] == []


def saved(sections: Sections) -> Network:
    return save_programme(file=ProgrammeFile(sections, {})).network


@pytest.mark.django_db
@settings(max_examples=8, **IN_BASE)
@given(files(), files())
def test_any_programme_is_kept_by_the_base_and_then_replaced_by_any_other(
    first: Sections, then: Sections
) -> None:
    with transaction.atomic():
        for sections in (first, then, first):
            network = saved(sections)
            found = sections_of(network)
            assert {key: found[key] for key in sections} == sections
            assert programme_text(network) == write(sections, plugs.sections())
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=6, **IN_BASE)
@given(files())
def test_any_programme_leaves_in_an_archive_and_comes_back_beside_the_first(sections: Sections) -> None:
    with transaction.atomic(), TemporaryDirectory() as folder:
        path, again = Path(folder) / "un.zip", Path(folder) / "deux.zip"
        network = saved(sections)
        export_archive(network=network, path=path)
        Network.objects.filter(pk=network.pk).update(department="45")
        back = import_archive(path=path).network
        assert {key: sections_of(back)[key] for key in sections} == sections
        export_archive(network=back, path=again)
        assert again.read_bytes() == path.read_bytes()
        transaction.set_rollback(True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_what_is_in_force_waits_for_nothing_archived(sections: Sections) -> None:
    whole: ProgrammeSection = sections["programme"]
    kept = in_force(whole)
    live = {step.code for _, step in kept.steps()}
    assert not any(action.archived for _, _, action in kept.actions())
    assert all(set(step.predecessors) <= live for _, step in kept.steps())
    assert in_force(kept) == kept
    assert len(list(kept.actions())) == sum(not action.archived for _, _, action in whole.actions())


def test_made_programmes_give_every_field_of_every_class_some_day() -> None:
    """A field that is never made would be proven by nothing."""
    seen: set[tuple[str, str]] = set()

    def note(thing: Any) -> None:
        for declared in fields(thing):
            value = getattr(thing, declared.name)
            if specs(type(thing))[declared.name].required or value != declared.default:
                seen.add((type(thing).__name__, declared.name))
            if specs(type(thing))[declared.name].kind is Kind.CHILDREN:
                for child in value:
                    note(child)

    @settings(max_examples=60, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def make(data: st.DataObject) -> None:
        note(data.draw(files(least=3))["programme"])

    make()
    wanted = {(cls.__name__, name) for cls in walk(ProgrammeSection) for name in specs(cls)}
    assert wanted - seen == set()


def test_a_step_planned_on_the_first_day_alone_is_within_the_programme() -> None:
    text = minimal_text().replace(
        "weeks: 12\n",
        "weeks: 12\n                  planned_start: 2026-01-01\n                  planned_end: 2026-01-01\n",
        1,
    )
    assert text != minimal_text()
    assert read_text(text).sections["programme"].start.isoformat() == "2026-01-01"
