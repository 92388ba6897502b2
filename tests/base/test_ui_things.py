"""What the page of any thing has: itself or a 404, its tools by role, what its remarks ask for."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import Http404

from maillage.base.ui.components import Tone
from maillage.base.ui.remarks import TONES, steps_by_code
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.remarks import Remark, Severity, gravest_first


@dataclass(frozen=True)
class Thing:
    code: str


def asking(*, can_edit: bool) -> Any:
    return SimpleNamespace(network=SimpleNamespace(department="18"), can_edit=can_edit)


def remark(code: str, severity: Severity, target: str = "") -> Remark:
    return Remark(
        code=code, severity=severity, where=f"Où {code}", message="Quoi.", remedy="Remède.", target=target
    )


def test_a_thing_is_found_by_its_code_even_one_held_by_another() -> None:
    held = SimpleNamespace(inner=Thing("B"))
    assert find_thing([Thing("A"), Thing("B")], "B", "Cette chose") == Thing("B")
    assert find_thing([held], "B", "Cette chose", by="inner.code") is held


def test_a_thing_that_is_not_there_says_so_in_french() -> None:
    with pytest.raises(Http404, match="Cette chose n'existe pas"):
        find_thing([Thing("A")], "Z", "Cette chose")


def test_who_writes_gets_three_tools_and_who_reads_the_history_alone() -> None:
    written = [link.label for link in thing_tools(asking(can_edit=True), "programme:action", "A1")]
    assert written == ["Modifier", "Historique", "Supprimer"]
    (alone,) = thing_tools(asking(can_edit=False), "programme:action", "A1")
    assert alone.url.endswith("/historique/")


def test_every_severity_has_a_colour_and_what_blocks_comes_first() -> None:
    assert set(TONES) == set(Severity)
    mixed = [
        remark("B", Severity.ADVICE),
        remark("A", Severity.BLOCKING),
        remark("D", Severity.ADVICE),
        remark("C", Severity.WARNING),
    ]
    assert [one.code for one in gravest_first(mixed)] == ["A", "C", "B", "D"]


def test_remarks_of_one_code_make_one_step_that_counts_the_others() -> None:
    mixed = [
        remark("FIN-05", Severity.ADVICE),
        remark("FIN-01", Severity.BLOCKING, "programme.Action/A1"),
        remark("FIN-01", Severity.BLOCKING),
    ]
    first, second = steps_by_code(asking(can_edit=True), mixed, {"FIN-01": "Rétablir la part"}, home="/ici/")
    assert first.label == "Rétablir la part (et 1\u00a0autre)"
    assert first.url.endswith("/actions/A1/")
    assert (first.tone, second.tone) == (Tone.BAD, Tone.INFO)
    assert (second.label, second.url) == ("Où FIN-05", "/ici/")
