"""What the pages of the diagnosis share: the mark of what is not sure, how solid it is, long texts on one line."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.components import Badge, Link, Tone
from maillage.base.ui.pages import to
from maillage.diagnosis.domain import Certainty, FindingKind, Strength
from maillage.diagnosis.domain.evidence import Judged
from maillage.diagnosis.readings import diagnosis_of, finding_numbers

KIND_TONES = {
    FindingKind.STRENGTH: Tone.GOOD,
    FindingKind.WEAKNESS: Tone.BAD,
    FindingKind.OPPORTUNITY: Tone.INFO,
    FindingKind.THREAT: Tone.WARNING,
}
_STRENGTH_TONES = {Strength.STRONG: Tone.GOOD, Strength.MEDIUM: Tone.INFO, Strength.WEAK: Tone.WARNING}


def doubt(certainty: Certainty) -> Badge | None:
    """What is said beside a fact that is not sure."""
    return None if certainty is Certainty.CONFIRMED else Badge(certainty.label, Tone.WARNING)


def solidity(judged: Judged) -> Badge:
    return Badge(f"preuve : {judged.strength.label}", _STRENGTH_TONES[judged.strength])


def plural(kind: FindingKind) -> str:
    """`Forces`, `Faiblesses`…"""
    return f"{kind.label[:1].upper()}{kind.label[1:]}s"


def one_line(text: str, longest: int = 240) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[:longest].rsplit(' ', 1)[0]}…"


def evidence_links(request: Any, thing: Any) -> list[Link]:
    """What a finding or a line of the board refers to, each with its page, in the order written."""
    diagnosis = diagnosis_of(request.project)
    numbers = finding_numbers(request.project)
    shelves = (
        ("findings", diagnosis.findings, "diagnosis:finding", lambda one: f"Constat {numbers[one.code]}, {one.title}"),
        ("sessions", diagnosis.sessions, "diagnosis:workingsession", lambda one: f"Séance du {one.day:%d/%m/%Y}, {one.title}"),
        ("consultations", diagnosis.consultations, "diagnosis:consultation", lambda one: f"Concertation, {one.who}"),
        ("themes", diagnosis.themes, "diagnosis:contributiontheme", lambda one: f"Vous avez dit, {one.title}"),
    )  # fmt: skip
    found = []
    for field, things, name, told in shelves:
        known = {one.code: one for one in things}
        codes = getattr(thing, field, ())
        found += [Link(told(known[code]), to(request, name, code)) for code in codes if code in known]
    return found
