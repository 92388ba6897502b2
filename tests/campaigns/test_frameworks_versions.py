"""Changing a framework and comparing two versions of it: pure computations."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from frameworks_made import framework, frameworks, ladder
from hypothesis import given, settings

from maillage.campaigns.domain import framework_editing as editing
from maillage.campaigns.domain.framework_editing import EditRefused
from maillage.campaigns.domain.framework_words import condition_told
from maillage.campaigns.domain.frameworks import Condition, Domain, Framework, ItemKind
from maillage.campaigns.domain.version_mapping import comparable_items, comparable_through, mapping

ON_A = (Condition(item="a", at_least=Decimal(1)),)


def test_a_renamed_item_is_followed_by_the_conditions_that_name_it() -> None:
    made = framework(ladder("a", "1"), ladder("b", "2", when=ON_A))
    changed = editing.put_item(made, replace(made.items[0], code="z"), domain="domaine", was="a")
    assert [item.code for item in changed.items] == ["z", "b"]
    assert changed.by_code["b"].when[0].item == "z"


def test_an_item_on_which_another_depends_is_not_removed() -> None:
    made = framework(ladder("a", "1"), ladder("b", "2", when=ON_A))
    with pytest.raises(EditRefused, match="Titre b"):
        editing.remove_item(made, "a")
    assert [item.code for item in editing.remove_item(made, "b").items] == ["a"]


def test_a_domain_goes_with_items_that_only_it_needs() -> None:
    made = framework(ladder("a", "1"), ladder("b", "2", when=ON_A))
    assert editing.remove_domain(made, "domaine").domains == ()
    other = editing.put_item(
        editing.put_domain(made, Domain(code="autre", title="Autre")),
        made.by_code["b"],
        domain="autre",
        was="b",
    )
    with pytest.raises(EditRefused, match="posée seulement"):
        editing.remove_domain(other, "domaine")


def test_a_code_that_is_taken_is_refused() -> None:
    made = framework(ladder("a", "1"), ladder("b", "2"))
    with pytest.raises(EditRefused, match="déjà celui d'une question"):
        editing.put_item(made, ladder("a", "3"), domain="domaine", was="b")
    with pytest.raises(EditRefused, match="déjà celui d'un domaine"):
        editing.put_domain(made, Domain(code="domaine", title="Autre"))


def test_moving_stops_at_the_ends() -> None:
    made = framework(ladder("a", "1"), ladder("b", "2"))
    assert editing.move_item(made, "a", -1) == made
    assert [item.code for item in editing.move_item(made, "a", 1).items] == ["b", "a"]
    assert editing.move_item(made, "nowhere", 1) == made


@settings(max_examples=40, deadline=None)
@given(frameworks())
def test_the_next_version_is_comparable_item_by_item(made: Framework) -> None:
    after = editing.next_version(made, "suite")
    assert after.follows == made.version
    assert comparable_items(made, after) == tuple((item.code, item.code) for item in made.items)


def test_renamed_items_compare_and_broken_ones_do_not() -> None:
    old = framework(*(ladder(code, str(n)) for n, code in enumerate("abcd")))
    new = editing.next_version(old, "2")
    new = editing.put_item(new, replace(new.by_code["a"], code="aa"), domain="domaine", was="a")
    reason = replace(new.by_code["b"], break_reason="On compte autrement.")
    new = editing.put_item(new, reason, domain="domaine", was="b")
    shorter = replace(new.by_code["c"], levels=("Non.", "Oui."))
    new = editing.remove_item(editing.put_item(new, shorter, domain="domaine", was="c"), "d")
    new = editing.put_item(new, ladder("e", "9"), domain="domaine")
    assert comparable_items(old, new) == (("a", "aa"),)
    found = mapping(old, new)
    assert [(pair.new.code, pair.why_broken) for pair in found.broken] == [
        ("b", "On compte autrement."),
        ("c", "L'échelle change : 3 niveaux, puis 2."),
    ]
    assert [item.code for item in found.added] == ["e"]
    assert [item.code for item in found.removed] == ["d"]
    assert [pair.is_renamed for pair in found.pairs] == [True, False, False]


def test_an_item_has_one_successor_at_most() -> None:
    old = framework(ladder("a", "1"))
    new = framework(
        ladder("x", "1", formerly="a"), ladder("y", "2", formerly="a"), ladder("a", "3"), version="2"
    )
    assert comparable_items(old, new) == (("a", "x"),)


def test_a_change_of_nature_breaks_the_series() -> None:
    old = framework(ladder("a", "1"))
    new = framework(ladder("a", "1", kind=ItemKind.NUMBER, levels=()), version="2")
    assert "change de nature" in mapping(old, new).broken[0].why_broken


def test_several_versions_are_followed_one_after_the_other() -> None:
    one = framework(ladder("a", "1"), ladder("b", "2"))
    two = framework(
        ladder("aa", "1", formerly="a"), ladder("b", "2", break_reason="Autre chose."), version="2"
    )
    three = framework(ladder("aaa", "1", formerly="aa"), ladder("b", "2", formerly="b"), version="3")
    assert comparable_through([one, two, three]) == (("a", "aaa"),)
    assert comparable_items(one, three) == (("b", "b"),)  # why the whole chain is needed


def test_conditions_are_told_in_words() -> None:
    made = framework(ladder("a", "1"))
    assert condition_told(made, ON_A[0]) == "« Titre a » : niveau 1 au moins"
    assert condition_told(made, Condition(item="a", at_most=Decimal(2))) == "« Titre a » : niveau 2 au plus"
