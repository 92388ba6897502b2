"""A list of codes in a form: what is there is ticked, what has gone is kept and said so."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from maillage.base.ui.editing.fields import NamedWordsField, WordsField, form_field
from maillage.base.values.fields import Kind, Spec

SPEC = Spec(kind=Kind.WORDS, label="EPCI", to="territory.Epci", required=False)
KNOWN = [("E1", "CC du Nord"), ("E2", "CC du Sud")]


def field() -> NamedWordsField:
    made = form_field(SPEC, (), options=lambda to: KNOWN, years=())
    assert isinstance(made, NamedWordsField)
    return made


def test_codes_are_ticked_by_their_name() -> None:
    assert field().clean(["E2", "E1"]) == ("E2", "E1")
    assert field().clean([]) == ()


def test_a_code_that_has_gone_stays_ticked_and_says_so() -> None:
    made = field()
    assert made.prepare_value(("E1", "E9")) == ("E1", "E9")
    assert ("E9", "E9 (introuvable)") in list(made.choices)
    assert made.clean(["E9"]) == ("E9",)


@pytest.mark.parametrize("text", ["<b>", "E1 E2", "x" * 400])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        field().clean([text])


def test_words_without_things_to_name_are_still_typed() -> None:
    typed = Spec(kind=Kind.WORDS, label="Niveaux", required=False)
    assert isinstance(form_field(typed, (), options=lambda to: [], years=()), WordsField)
