"""What was answered to an item: a value, or why there is none. Unknown, without object and not counted are not zero."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from maillage.base.values.fields import Choice
from maillage.base.values.french import number as shown_number
from maillage.campaigns.domain.frameworks import Condition, Framework, Item, ItemKind

LONGEST_TEXT = 4000
# A number that a person types: no exponent, no more digits than a column holds.
_NUMBER = re.compile(r"[0-9]{1,12}([.,][0-9]{1,4})?")


class Missing(Choice):
    UNKNOWN = "unknown", "je ne sais pas"
    NOT_APPLICABLE = "not_applicable", "sans objet"
    NOT_COUNTED = "not_counted", "pas compté"


class Provenance(Choice):
    """How an answer came to be what it is."""

    TYPED = "typed", "saisie"
    CONFIRMED = "confirmed", "proposée, puis confirmée"
    CORRECTED = "corrected", "proposée, puis corrigée"
    FILE = "file", "formulaire XLSX ou ODS"
    PAPER = "paper", "formulaire de papier"
    BEHALF = "behalf", "saisie pour la bibliothèque, au téléphone ou sur place"


class BadAnswer(ValueError):
    """A value that the item does not take; the message is French and says what it takes."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer to an item: `value` in its canonical text (see `canonical`), or `missing`; both empty: not answered.

    `revision` counts the changes: who saves says which one she saw. `by` is free: a first name, a role, nothing.
    """

    item: str
    value: str = ""
    missing: Missing | None = None
    comment: str = ""
    evidence: str = ""
    provenance: Provenance = Provenance.TYPED
    by: str = ""
    at: datetime | None = None
    revision: int = 0

    @property
    def is_given(self) -> bool:
        return bool(self.value) or self.missing is not None

    @property
    def is_known(self) -> bool:
        return bool(self.value)


Answers = Mapping[str, Answer]


def canonical(item: Item, text: str) -> str:
    """The form in which a value is kept: "3" for a level, "12.5" for a number, "4/2" for importance / satisfaction
    ("/2" when importance is unknown), the option, or the text. "" stays "". Raises BadAnswer."""
    text = text.strip()
    if not text:
        return ""
    match item.kind:
        case ItemKind.LEVELS:
            return _step(item, text, 0)
        case ItemKind.AGREEMENT:
            return _step(item, text, 1)
        case ItemKind.NUMBER:
            return _amount(item, text)
        case ItemKind.CHOICE:
            if text not in item.options:
                raise BadAnswer(f"« {_cut(text)} » n'est pas proposé. Choix : {', '.join(item.options)}.")
            return text
        case ItemKind.IMPORTANCE:
            return _pair(item, text)
    if len(text) > LONGEST_TEXT:
        raise BadAnswer(f"Ce texte a {len(text)} caractères : {LONGEST_TEXT} au plus.")
    return text


def _step(item: Item, text: str, lowest: int) -> str:
    if not text.isascii() or not text.isdigit() or len(text) > 2 or not lowest <= int(text) <= item.top:
        raise BadAnswer(f"« {_cut(text)} » n'est pas un niveau : de {lowest} à {item.top}.")
    return str(int(text))


def _amount(item: Item, text: str) -> str:
    plain = re.sub(r"[\s\u202f\u00a0]", "", text)
    if not _NUMBER.fullmatch(plain):
        raise BadAnswer(f"« {_cut(text)} » n'est pas un nombre. Écrivez des chiffres, 12 ou 12,5.")
    try:
        amount = Decimal(plain.replace(",", "."))
    except InvalidOperation:  # pragma: no cover - the pattern lets none through
        raise BadAnswer(f"« {_cut(text)} » n'est pas un nombre.") from None
    unit = f" {item.unit}" if item.unit else ""
    if item.minimum is not None and amount < item.minimum:
        raise BadAnswer(f"{_written(amount)}{unit} : c'est moins que le possible ({_written(item.minimum)}).")
    if item.maximum is not None and amount > item.maximum:
        raise BadAnswer(f"{_written(amount)}{unit} : c'est plus que le possible ({_written(item.maximum)}).")
    return format(amount.normalize(), "f")


def _written(amount: Decimal) -> str:
    """With the decimals that were typed: a half-hour does not become an hour."""
    exponent = amount.normalize().as_tuple().exponent
    return shown_number(amount, max(-exponent, 0) if isinstance(exponent, int) else 0)


def _pair(item: Item, text: str) -> str:
    parts = [part.strip() for part in text.split("/")]
    if len(parts) != 2 or not any(parts):
        raise BadAnswer(
            f"« {_cut(text)} » : écrivez deux notes de 1 à {item.top}, l'importance puis la satisfaction."
        )
    return "/".join(_step(item, part, 1) if part else "" for part in parts)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def level_of(item: Item, answer: Answer | None) -> int | None:
    """The level reached; None when unknown, missing or not a ladder."""
    if answer is None or not answer.value:
        return None
    match item.kind:
        case ItemKind.LEVELS | ItemKind.AGREEMENT:
            return int(answer.value)
        case ItemKind.NUMBER:
            return item.level_of(Decimal(answer.value))
    return None


def shown_value(item: Item, answer: Answer | None) -> str:
    """The answer in French, as a table or a letter shows it; "" when nothing was said."""
    if answer is None or not answer.is_given:
        return ""
    if answer.missing is not None:
        return answer.missing.label
    match item.kind:
        case ItemKind.LEVELS:
            return item.levels[int(answer.value)]
        case ItemKind.NUMBER:
            return f"{_written(Decimal(answer.value))} {item.unit}".strip()
    return answer.value


def is_asked(item: Item, framework: Framework, answers: Answers) -> bool:
    """Whether the conditions of an item hold. A condition on what is not known yet does not hold."""
    return all(_holds(condition, framework, answers) for condition in item.when)


def _holds(condition: Condition, framework: Framework, answers: Answers) -> bool:
    source, answer = framework.by_code[condition.item], answers.get(condition.item)
    if answer is None or not answer.value or not is_asked(source, framework, answers):
        return False
    if condition.equals:
        return answer.value == condition.equals
    amount = Decimal(answer.value) if source.kind is ItemKind.NUMBER else level_of(source, answer)
    if amount is None:
        return False
    return (condition.at_least is None or amount >= condition.at_least) and (
        condition.at_most is None or amount <= condition.at_most
    )


def left_to_answer(framework: Framework, items: Iterable[Item], answers: Answers) -> list[Item]:
    """The items of a form that still wait for an answer, in order; those whose condition does not hold wait for none."""
    return [
        item
        for item in items
        if is_asked(item, framework, answers) and not (item.code in answers and answers[item.code].is_given)
    ]
