"""The board: findings by kind, lines that sum them up, no sentence twice; and how solid a finding is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from builders import project_for
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.diagnosis.domain import Certainty, Finding, FindingKind, Strength, SwotLine
from maillage.diagnosis.domain.evidence import CitedFigure, judged
from maillage.diagnosis.domain.swot import board
from maillage.diagnosis.models import Finding as FindingRow
from maillage.diagnosis.models import SwotLine as LineRow
from maillage.diagnosis.readings import finding_numbers
from web import text_of

SCRIPT = "<script>alert(1)</script>"


def finding(code: str, kind: FindingKind = FindingKind.WEAKNESS) -> Finding:
    return Finding(code=code, title=code, kind=kind)


def test_a_finding_summed_up_in_its_own_quarter_is_not_told_twice() -> None:
    lines = [SwotLine(code="L1", kind=FindingKind.WEAKNESS, title="Peu", findings=("C1",))]
    quarters = {quarter.kind: quarter for quarter in board(lines, [finding("C1"), finding("C2")])}
    assert [one.code for one in quarters[FindingKind.WEAKNESS].findings] == ["C2"]


def test_a_finding_summed_up_in_another_quarter_keeps_its_place() -> None:
    lines = [SwotLine(code="L1", kind=FindingKind.THREAT, title="Peu", findings=("C1",))]
    quarters = {quarter.kind: quarter for quarter in board(lines, [finding("C1")])}
    assert [one.code for one in quarters[FindingKind.WEAKNESS].findings] == ["C1"]


def test_the_heaviest_lines_come_first_and_equals_keep_their_order() -> None:
    lines = [
        SwotLine(code=code, kind=FindingKind.THREAT, title=code, weight=weight)
        for code, weight in (("A", 1), ("B", 3), ("C", 1))
    ]
    assert [line.code for line in board(lines, [])[3].lines] == ["B", "A", "C"]


@pytest.mark.parametrize(
    ("given", "bare"),
    [
        ({}, True),
        ({"comment": "Un mot."}, True),
        ({"comment": "{territory.wifi_yes}"}, False),
        ({"themes": ("T",)}, False),
    ],
)
def test_a_line_is_bare_when_nothing_shows_it(given: dict[str, Any], bare: bool) -> None:
    assert SwotLine(code="L", kind=FindingKind.THREAT, title="x", **given).is_bare is bare


def figure(known: bool = True, answers: int | None = 80, missing: int | None = 20) -> CitedFigure:
    return CitedFigure(name="t.x", label="x", text="8", known=known, answers=answers, missing=missing)


@pytest.mark.parametrize(
    ("given", "strength"),
    [
        ({}, Strength.WEAK),
        ({"told": True}, Strength.WEAK),
        ({"source": "Insee"}, Strength.MEDIUM),
        ({"source": "Insee", "sessions": 1}, Strength.STRONG),
        ({"figures": (figure(),), "heard": 2}, Strength.STRONG),
        ({"figures": (figure(answers=30, missing=70),), "heard": 2}, Strength.MEDIUM),
        ({"figures": (figure(known=False),), "source": "Insee"}, Strength.WEAK),
        ({"source": "Insee", "sessions": 1, "certainty": Certainty.TO_CONFIRM}, Strength.WEAK),
        ({"source": "Insee", "sessions": 1, "certainty": Certainty.SECONDARY}, Strength.MEDIUM),
        ({"figures": (figure(answers=None, missing=None),), "source": "Insee"}, Strength.STRONG),
    ],
)
def test_strength_follows_from_the_evidence_and_says_why(given: dict[str, Any], strength: Strength) -> None:
    found = judged(**given)
    assert found.strength is strength
    assert found.told


def test_a_strength_set_by_hand_needs_its_reason() -> None:
    with pytest.raises(ValueError, match="sans dire pourquoi"):
        Finding(code="C", title="x", kind=FindingKind.THREAT, strength=Strength.STRONG)


@pytest.fixture
def written(network: Network) -> Network:
    FindingRow.objects.filter(network=network).delete()
    for rank, code in enumerate(("F1", "F2")):
        FindingRow.objects.create(
            network=network,
            code=code,
            title=f"{code} {SCRIPT}",
            kind="weakness",
            evidence="Vu.",
            position=rank,
        )
    line = LineRow.objects.create(
        network=network, code="L1", kind="weakness", title=f"Résumé {SCRIPT}", comment="**Dur**"
    )
    line.findings.set(FindingRow.objects.filter(code="F1"))
    LineRow.objects.create(network=network, code="L2", kind="threat", title="Rien ne le montre", position=1)
    AuditEntry.objects.create(network=network, verb="create", target="test")
    return network


def at(network: Network, path: str) -> str:
    return f"/{network.department}/diagnostic/{path}"


@pytest.mark.django_db
def test_the_board_shows_lines_with_their_evidence_and_marks_the_bare_ones(
    written: Network, reader: Client
) -> None:
    text = text_of(reader.get(at(written, "forces-et-faiblesses/")))
    assert SCRIPT not in text
    assert "Constat 1, F1" in text
    assert "Sans preuve :" in text
    assert "<strong>Dur</strong>" in text
    assert text.count("F1 &lt;script") == 1
    assert "modifier/" not in text


@pytest.mark.django_db
def test_a_line_leads_back_to_the_board_and_is_written_there(written: Network, team: Client) -> None:
    assert team.get(at(written, "forces-et-faiblesses/L1/")).url.endswith("forces-et-faiblesses/#ligne-L1")
    new = at(written, "forces-et-faiblesses/ajouter/?kind=strength")
    assert 'value="strength" selected' in team.get(new).content.decode()
    given = {
        "code": "L9",
        "title": "Des bénévoles",
        "kind": "strength",
        "weight": "4",
        "comment": "",
        "_version": "",
    }
    assert team.post(new, given).status_code == 422
    assert team.post(new, given | {"weight": "3", "findings": ["F2"]}).status_code == 302
    assert [one.code for one in LineRow.objects.get(code="L9").findings.all()] == ["F2"]


@pytest.mark.django_db
def test_moving_a_finding_numbers_all_of_them_anew(written: Network, team: Client, reader: Client) -> None:
    assert finding_numbers(project_for(written)) == {"F1": 1, "F2": 2}
    assert reader.post(at(written, "constats/F2/rang/"), {"vers": "haut"}).status_code == 403
    team.post(at(written, "constats/F2/rang/"), {"vers": "haut"})
    assert finding_numbers(project_for(written)) == {"F2": 1, "F1": 2}
    team.post(at(written, "constats/F2/rang/"), {"vers": "haut"})
    assert finding_numbers(project_for(written)) == {"F2": 1, "F1": 2}


@pytest.mark.django_db
def test_the_page_of_a_finding_says_its_strength_its_figures_and_their_silences(
    demo_network: Network, reader: Client
) -> None:
    text = text_of(reader.get(at(demo_network, "constats/C06/")))
    assert "preuve : fort" in text
    assert "Sans réponse" in text
    assert "68 %" in text
    assert "Objectifs qui y répondent" in text
    assert "Le fichier national ne dit rien du débit" in text
