"""The questions of a page as a form shows them: choices, what is proposed, what was answered, what went wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from maillage.campaigns.domain.answers import Answer, Answers, Missing, is_asked
from maillage.campaigns.domain.frameworks import Condition, Framework, Item, ItemKind
from maillage.campaigns.domain.proposals import Proposal

# What stands before the reason why there is no value, in a list of choices that also holds values.
NO_VALUE = "?"
AGREEMENT = (
    "pas du tout d'accord",
    "plutôt pas d'accord",
    "ni l'un ni l'autre",
    "plutôt d'accord",
    "tout à fait d'accord",
)
IMPORTANCE = ("pas important", "peu important", "assez important", "important", "très important")
SATISFACTION = ("pas satisfait", "peu satisfait", "assez satisfait", "satisfait", "très satisfait")


@dataclass(frozen=True, kw_only=True)
class Option:
    """A radio button. `is_proposed`: what the library answered last time, or what the register says."""

    value: str
    label: str
    is_chosen: bool = False
    is_proposed: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """`when`: its conditions on this page, as JSON for the script. `clash`: what somebody else answered meanwhile."""

    item: Item
    answer: Answer
    proposal: Proposal | None = None
    is_hidden: bool = False
    when: str = ""
    error: str = ""
    clash: Answer | None = None
    clash_shown: str = ""
    # What was typed and refused, or is waiting for a choice, in place of what is kept.
    typed: str = ""

    @property
    def is_list(self) -> bool:
        return self.item.kind in (ItemKind.LEVELS, ItemKind.CHOICE, ItemKind.AGREEMENT)

    @property
    def options(self) -> tuple[Option, ...]:
        """The values of a list, then why there is none."""
        return (*self._values(), *self.absences) if self.is_list else self.absences

    def _values(self) -> tuple[Option, ...]:
        match self.item.kind:
            case ItemKind.LEVELS:
                listed = [(str(rank), text) for rank, text in enumerate(self.item.levels)]
            case ItemKind.AGREEMENT:
                listed = [(str(rank), text) for rank, text in enumerate(AGREEMENT, 1)]
            case _:
                listed = [(text, text) for text in self.item.options]
        return tuple(
            Option(
                value=value,
                label=label,
                is_chosen=self._chosen == value,
                is_proposed=self.proposal is not None and self.proposal.value == value,
            )
            for value, label in listed
        )

    @property
    def absences(self) -> tuple[Option, ...]:
        """« je ne sais pas », « sans objet »; « pas compté » for what is counted."""
        reasons = [
            one for one in Missing if one is not Missing.NOT_COUNTED or self.item.kind is ItemKind.NUMBER
        ]
        return tuple(
            Option(
                value=f"{NO_VALUE}{one.value}",
                label=one.label,
                is_chosen=self._chosen == f"{NO_VALUE}{one.value}",
            )
            for one in reasons
        )

    @property
    def _chosen(self) -> str:
        if self.typed:
            return self.typed
        return f"{NO_VALUE}{self.answer.missing.value}" if self.answer.missing else self.answer.value

    @property
    def pairs(self) -> tuple[tuple[str, str, tuple[Option, ...]], ...]:
        """Importance and satisfaction: the letter of the field, its legend, its five marks."""
        marks = [*self._chosen.split("/"), ""][:2] if "/" in self._chosen else ["", ""]
        both = (("i", "Importance pour vous", IMPORTANCE), ("s", "Satisfaction", SATISFACTION))
        return tuple(
            (
                letter,
                legend,
                tuple(
                    Option(value=str(rank), label=label, is_chosen=mark == str(rank))
                    for rank, label in enumerate(labels, 1)
                ),
            )
            for (letter, legend, labels), mark in zip(both, marks, strict=True)
        )

    @property
    def text(self) -> str:
        """What stands in the field of a number or of a free answer."""
        if self._chosen.startswith(NO_VALUE):
            return ""
        return self._chosen.replace(".", ",") if self.item.kind is ItemKind.NUMBER else self._chosen

    @property
    def shows_more(self) -> bool:
        return bool(self.answer.comment or self.answer.evidence)


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What a save refused, to be shown again: messages, what others answered, what was typed, by item."""

    errors: Mapping[str, str] = field(default_factory=dict)
    clashes: Mapping[str, Answer] = field(default_factory=dict)
    typed: Mapping[str, Answer] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)


def questions(
    framework: Framework,
    items: Sequence[Item],
    answers: Answers,
    proposals: Mapping[str, Proposal],
    trouble: Trouble,
    shown: Any,
) -> list[Question]:
    """The questions of a page in order. Those that an answer of another page excludes are left out.

    `shown(item, answer)` writes an answer in French.
    """
    here = {item.code for item in items}
    found = []
    for item in items:
        elsewhere = [condition for condition in item.when if condition.item not in here]
        if not all(_holds(framework, item, condition, answers) for condition in elsewhere):
            continue
        clash = trouble.clashes.get(item.code)
        kept = answers.get(item.code) or Answer(item=item.code)
        found.append(
            Question(
                item=item,
                answer=trouble.typed.get(item.code, kept),
                proposal=proposals.get(item.code),
                is_hidden=not is_asked(item, framework, answers),
                when=_told([one for one in item.when if one.item in here]),
                error=trouble.errors.get(item.code, ""),
                clash=clash,
                clash_shown=(shown(item, clash) or "réponse retirée") if clash else "",
                typed=trouble.raw.get(item.code, ""),
            )
        )
    return found


def _holds(framework: Framework, item: Item, condition: Condition, answers: Answers) -> bool:
    source = framework.by_code[condition.item]
    only = Item(code=item.code, number="", title="", question="", when=(condition,))
    return is_asked(source, framework, answers) and is_asked(only, framework, answers)


def _told(conditions: Sequence[Condition]) -> str:
    """For the script: numbers as numbers, absent bounds left out."""
    if not conditions:
        return ""
    listed = []
    for one in conditions:
        bounds = {"min": one.at_least, "max": one.at_most}
        told: dict[str, Any] = {name: float(bound) for name, bound in bounds.items() if bound is not None}
        listed.append({"item": one.item, **told, **({"is": one.equals} if one.equals else {})})
    return json.dumps(listed)
