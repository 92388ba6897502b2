"""A copy of an action keeps what it is made of and leaves what it lived."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.ui.editing.saving import save_thing, value_of
from maillage.programme import domain
from maillage.programme.copying import duplicate
from maillage.programme.models import Action, ProgressNote
from maillage.programme.section import SECTION

pytestmark = pytest.mark.django_db


def lived(network: Network) -> domain.Action:
    """A11 with a plan, a fact, a risk and a note."""
    row = Action.objects.get(network=network, code="A11")
    value = value_of(row)
    first, *others = value.steps
    value = replace(
        value,
        status=domain.ActionStatus.DONE,
        steps=(
            replace(
                first, planned_start=date(2026, 1, 5), planned_end=date(2026, 1, 31), done=date(2026, 1, 30)
            ),
            *others,
        ),
        risks=(domain.Risk(code="A11-R1", title="Un retard", answer="Une marge."),),
        notes=(domain.ProgressNote(day=date(2026, 2, 1), text="Tout va."),),
    )
    save_thing(
        row=row, value=value, section=SECTION, only=tuple(value.__dataclass_fields__), parents={}, actor=None
    )
    return value


def test_a_copy_has_free_codes_and_neither_dates_nor_notes(network: Network) -> None:
    model = lived(network)
    row = duplicate(network=network, code="A11", actor=None)
    copy = value_of(row)
    assert copy.title == f"{model.title} (copie)"
    assert row.objective.code == "A1"
    assert [step.title for step in copy.steps] == [step.title for step in model.steps]
    assert not {step.code for step in copy.steps} & {step.code for step in model.steps}
    assert all(not step.done and not step.planned_start for step in copy.steps)
    assert (copy.status, copy.notes) == (None, ())
    assert [risk.title for risk in copy.risks] == ["Un retard"]
    assert copy.risks[0].code != "A11-R1"
    assert value_of(Action.objects.get(network=network, code="A11")).steps == model.steps


def test_the_steps_of_a_copy_wait_for_one_another_and_no_more_for_those_of_the_model(
    network: Network,
) -> None:
    copy = value_of(duplicate(network=network, code="A11", actor=None))
    own = {step.code for step in copy.steps}
    assert any(step.predecessors for step in copy.steps)
    assert all(set(step.predecessors) <= own for step in copy.steps)


def test_a_copy_of_a_copy_still_finds_free_codes(network: Network) -> None:
    made = [duplicate(network=network, code="A11", actor=None).code for _ in range(3)]
    assert len({*made, "A11", "A12"}) == 5


def test_duplicating_from_the_page_lands_on_the_form_of_the_copy(team: Client, network: Network) -> None:
    lived(network)
    answer = team.post("/18/strategie/actions/A11/dupliquer/")
    made = Action.objects.exclude(code__in=("A11", "A12")).get()
    assert answer["Location"] == f"/18/strategie/actions/{made.code}/modifier/"
    assert ProgressNote.objects.filter(action=made).count() == 0
    assert AuditEntry.objects.filter(verb="create", target=f"programme.Action/{made.code}").exists()


def test_a_reader_copies_nothing_and_an_unknown_code_is_not_found(
    reader: Client, lead: Client, network: Network
) -> None:
    assert reader.post("/18/strategie/actions/A11/dupliquer/").status_code == 403
    assert lead.post("/18/strategie/actions/RIEN/dupliquer/").status_code == 404
    assert lead.get("/18/strategie/actions/A11/dupliquer/").status_code == 405
