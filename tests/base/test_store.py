"""What is stored: columns that follow the dataclasses, a constant number of queries, an order that is kept."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    cher_file,
    empty_network,
    minimal_file,
    minimal_text,
    one_of_each_file,
    project_for,
    read_text,
    saved_network,
)
from maillage.accounts.models import Network, User
from maillage.base import plugs
from maillage.base.models import AuditEntry, mirrors, record
from maillage.base.models.mirror import column
from maillage.base.models.store import Saver, from_column, load, to_column, values_of
from maillage.base.readings import reader_of
from maillage.base.values.fields import Choice, Kind, choice, code, flag, money, refs, specs, text
from maillage.portability.services import save_programme, sections_of
from maillage.programme.models import Axis, Orientation, Step
from maillage.programme.section import SECTION as PROGRAMME

MIRRORS = [model for model in apps.get_models() if hasattr(model, "value_type")]
SECTIONS = [section for section in plugs.sections() if section.key != "network"]


@pytest.mark.parametrize("model", MIRRORS, ids=lambda model: model.__name__)
def test_a_model_has_the_columns_of_its_dataclass(model: Any) -> None:
    parts = {name for section in plugs.sections() if section.root is model for name in section.parts}
    for name, spec in specs(model.value_type).items():
        if name in parts:
            continue  # a root's lists are tables of their own
        field = model._meta.get_field(name)
        if spec.kind in (Kind.TEXT, Kind.CODE):
            assert field.max_length == spec.max_length
        if spec.kind is Kind.CHILDREN:
            assert field.related_model.value_type is spec.item
            assert field.one_to_many
        elif spec.kind in (Kind.REF, Kind.REFS):
            assert field.related_model.value_type.__name__ == spec.to.split(".")[1]
            assert field.many_to_many == (spec.kind is Kind.REFS)
            assert spec.kind is Kind.REFS or field.null != spec.required
        else:
            assert field.verbose_name == spec.label
            assert field.help_text == spec.help


def test_the_check_of_columns_covers_the_tables_of_every_section() -> None:
    assert len(MIRRORS) >= 25
    stored = {model for section in SECTIONS for model in (*section.parts.values(), section.root) if model}
    assert stored <= set(MIRRORS)


def test_every_list_of_a_section_has_a_table() -> None:
    for section in SECTIONS:
        lists = {n for n, s in specs(section.value_type).items() if s.kind is Kind.CHILDREN}
        assert set(section.parts) == lists, section.key
        scalars = set(specs(section.value_type)) - lists
        assert (section.root is not None) == bool(scalars), section.key


class Colour(Choice):
    RED = "red", "rouge"


@dataclass(frozen=True, kw_only=True)
class Thing:
    code: str = code()
    title: str = text("Titre")
    note: str = text("Note", "")
    amount_ht: Decimal | None = money("Montant HT", None)
    kept: bool | None = flag("Gardé", None)
    colour: Colour | None = choice("Couleur", Colour, None)
    friends: tuple[str, ...] = refs("Amis", to="base.Thing")


def test_a_relation_forgotten_in_the_model_is_refused_when_the_model_is_made() -> None:
    Thing.__module__ = "maillage.base.things"  # as a room's dataclass is named
    with pytest.raises(TypeError, match=r"Forgetful must declare the relation « friends » of base\.Thing"):

        @mirrors(Thing)
        class Forgetful(models.Model):  # noqa: DJ008 - never stored
            class Meta:
                app_label = "base"
                managed = False

    apps.all_models["base"].pop("forgetful")
    apps.clear_cache()


def test_unknown_has_its_own_column_value() -> None:
    fields = specs(Thing)
    assert column(fields["amount_ht"], None).null
    assert column(fields["kept"], None).null
    assert not column(fields["title"], dataclasses.MISSING).blank
    assert to_column(fields["colour"], None) == ""
    assert from_column(fields["colour"], "") is None
    assert from_column(fields["amount_ht"], None) is None
    assert from_column(fields["kept"], None) is None


@given(st.decimals(-(10**11), 10**11, places=4, allow_nan=False, allow_infinity=False))
def test_a_number_loses_the_zeros_of_its_column_and_nothing_else(value: Decimal) -> None:
    spec = dataclasses.fields(Thing)[3].metadata["spec"]
    back = from_column(spec, value.quantize(Decimal("0.0001")))
    assert back == value
    assert "E" not in str(back)


def test_a_field_declared_without_our_functions_is_refused() -> None:
    @dataclass(frozen=True)
    class Bare:
        title: str

    with pytest.raises(TypeError, match=r"Bare\.title is not declared with base\.values\.fields"):
        specs(Bare)


# -- reading


def queries_to_load(network: Network, section: plugs.Section) -> int:
    with CaptureQueriesContext(connection) as captured:
        load(network, section)
    return len(captured)


@pytest.mark.django_db
def test_loading_a_section_takes_as_many_queries_for_one_row_as_for_hundreds() -> None:
    small = saved_network(file=one_of_each_file())
    large = saved_network(file=cher_file())
    assert small != large
    assert Step.objects.filter(network=large).count() > 40 * Step.objects.filter(network=small).count()
    for section in SECTIONS:
        few, many = (queries_to_load(network, section) for network in (small, large))
        # The small one has a thing of every class: the large one may lack a class, and the query of what it holds.
        assert many <= few, section.key
        # A query a table and one a relation: the programme has the most, fourteen tables and eight relations.
        assert 0 < many <= 22, section.key


@pytest.mark.django_db
def test_the_order_of_references_is_the_order_written() -> None:
    text = minimal_text().replace("    - code: OR1\n      title: Réduire la distance au numérique\n", "".join(
        f"    - code: OR{n}\n      title: Orientation {n}\n" for n in range(1, 8)
    ))  # fmt: skip
    for order in ("[OR5, OR1, OR7, OR3]", "[OR3, OR7, OR1, OR5]"):
        network = save_programme(
            file=read_text(text.replace("orientations: [OR1]", f"orientations: {order}"))
        ).network
        written = sections_of(network)["programme"].axes[0].orientations
        assert f"[{', '.join(written)}]" == order


@pytest.mark.django_db
def test_a_section_never_saved_is_none_when_it_has_a_root_and_empty_otherwise() -> None:
    network = empty_network()
    assert load(network, PROGRAMME) is None
    found = sections_of(network)
    assert "programme" not in found
    assert found["funding"].costs == ()


@pytest.mark.django_db
def test_a_reading_of_a_section_never_saved_is_empty_or_none_when_it_cannot_be() -> None:
    project = project_for(empty_network())
    by_key = {section.key: section for section in SECTIONS}
    assert reader_of(by_key["dossier"])(project) == by_key["dossier"].value_type()
    assert reader_of(PROGRAMME)(project) is None


@pytest.mark.django_db
def test_the_things_of_a_class_are_read_in_order_as_dataclasses() -> None:
    network = saved_network(file=cher_file())
    expected = tuple(step for _, step in cher_file().sections["programme"].steps())
    read = values_of(network, Step)
    assert {step.code: step for step in read} == {step.code: step for step in expected}
    assert values_of(network, Orientation) == cher_file().sections["programme"].orientations


@pytest.mark.django_db
def test_saving_twice_with_a_saver_prunes_only_what_left() -> None:
    network = saved_network()
    value = minimal_file().sections["programme"]
    saver = Saver(network, PROGRAMME)
    saver.save(value)
    assert saver.prune() == 0
    saver = Saver(network, PROGRAMME)
    saver.save(
        dataclasses.replace(
            value, orientations=(), axes=(dataclasses.replace(value.axes[0], orientations=()),)
        )
    )
    assert saver.prune() == 1
    assert not Orientation.objects.exists()
    assert Axis.objects.get().orientations.count() == 0


@pytest.mark.django_db
def test_a_row_is_called_by_its_code_and_title() -> None:
    saved_network()
    assert str(Step.objects.get(code="A11-1")) == "A11-1 Écrire le besoin"
    assert str(Axis()) == "Axis None"


@pytest.mark.django_db
def test_every_column_is_in_the_migrations() -> None:
    out = StringIO()
    call_command("makemigrations", check_changes=False, dry_run=True, stdout=out)
    assert out.getvalue().strip() == "No changes detected"


# -- the audit trail


@pytest.mark.django_db
def test_a_trace_cannot_be_changed_or_deleted_alone_or_in_bulk() -> None:
    network = saved_network()
    entry = record(network=network, verb="essai", target="rien", found=3)
    entry.target = "autre chose"
    for attempt in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        AuditEntry.objects.filter(pk=entry.pk).delete,
        lambda: AuditEntry.objects.update(verb="faux"),
    ):
        with pytest.raises(TypeError, match=r"Une trace ne se (modifie|supprime) pas\."):
            attempt()
    kept = AuditEntry.objects.get(pk=entry.pk)
    assert (kept.verb, kept.target, kept.detail) == ("essai", "rien", {"found": 3})
    assert str(kept) == "essai rien"


@pytest.mark.django_db
def test_the_trail_survives_the_person_who_made_it() -> None:
    network = empty_network()
    person = User.objects.create_user("lead")
    entry = record(network=network, actor=person, verb="essai", target="rien")
    person.delete()
    assert AuditEntry.objects.get(pk=entry.pk).actor is None


@pytest.mark.django_db
def test_the_last_trace_comes_first() -> None:
    network = empty_network()
    for number_of in range(5):
        record(network=network, verb="essai", target=str(number_of))
    assert [entry.target for entry in AuditEntry.objects.all()] == ["4", "3", "2", "1", "0"]
