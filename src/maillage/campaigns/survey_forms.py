"""The form of a survey: what is asked, as the page shows it, and what was sent, checked item by item."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from maillage.base.values.cleaning import cleaned
from maillage.campaigns.domain.answers import BadAnswer, canonical
from maillage.campaigns.domain.frameworks import Domain, Framework, Item, ItemKind
from maillage.campaigns.domain.surveys import NOT_APPLICABLE

AGREE = ("Pas du tout d'accord", "Plutôt pas", "Ni oui ni non", "Plutôt d'accord", "Tout à fait d'accord")
MATTERS = ("Pas important", "Un peu", "Moyen", "Important", "Très important")
PLEASES = ("Pas content", "Peu content", "Moyen", "Content", "Très content")
NOTHING = "Votre réponse est vide : répondez à une question au moins, celle que vous voulez."
_RECEIPT = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, kw_only=True)
class Option:
    value: str
    label: str
    is_chosen: bool
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of buttons under a question: five steps, and a way out (`aside`)."""

    name: str
    legend: str
    options: tuple[Option, ...]
    aside: Option


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as shown, with what was sent so far."""

    item: Item
    rows: tuple[Row, ...] = ()
    options: tuple[Option, ...] = ()
    text: str = ""
    error: str = ""

    @property
    def name(self) -> str:
        return f"v-{self.item.code}"


@dataclass(frozen=True, kw_only=True)
class SurveyForm:
    """`values` are canonical, ready to be kept; `errors` by item, "" for the whole."""

    framework: Framework
    sent: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def parts(self) -> Iterator[tuple[Domain, list[Asked]]]:
        for domain in self.framework.domains:
            yield domain, [self._asked(item) for item in domain.items]

    def texts(self) -> list[str]:
        """What was typed in one's words, to be given back when the form can take it no more."""
        free = (i for i in self.framework.items if i.kind is ItemKind.FREE)
        return [text for item in free if (text := self.sent.get(f"v-{item.code}", ""))]

    def listed_errors(self) -> list[tuple[str, str]]:
        """Messages with the anchor of their question."""
        return [(f"q-{code}" if code else "questions", message) for code, message in self.errors.items()]

    def _asked(self, item: Item) -> Asked:
        name = f"v-{item.code}"
        given, error = self.sent.get(name, ""), self.errors.get(item.code, "")
        match item.kind:
            case ItemKind.AGREEMENT:
                aside = Option(value=NOT_APPLICABLE, label="Sans objet", is_chosen=given == NOT_APPLICABLE)
                rows = (_row(name, item.question, AGREE, given, aside),)
                return Asked(item=item, rows=rows, error=error)
            case ItemKind.IMPORTANCE:
                pair = (("i", "C'est important pour moi", MATTERS), ("s", "J'en suis content", PLEASES))
                return Asked(item=item, rows=tuple(self._half(item, *half) for half in pair), error=error)
            case ItemKind.CHOICE | ItemKind.LEVELS:
                return Asked(item=item, options=tuple(_options(item, given)), error=error)
        return Asked(item=item, text=given, error=error)

    def _half(self, item: Item, letter: str, legend: str, words: tuple[str, ...]) -> Row:
        name = f"{letter}-{item.code}"
        given = self.sent.get(name, "")
        aside = Option(value="", label="Sans avis", is_chosen=name in self.sent and not given)
        return _row(name, legend, words, given, aside)


def _row(name: str, legend: str, words: tuple[str, ...], given: str, aside: Option) -> Row:
    steps = (
        Option(value=str(rank), number=str(rank), label=word, is_chosen=given == str(rank))
        for rank, word in enumerate(words, 1)
    )
    return Row(name=name, legend=legend, options=tuple(steps), aside=aside)


def _options(item: Item, given: str) -> Iterator[Option]:
    ladder = item.kind is ItemKind.LEVELS
    for rank, label in enumerate(item.levels if ladder else item.options):
        value = str(rank) if ladder else label
        yield Option(value=value, label=label, is_chosen=given == value)


def read_form(framework: Framework, data: Mapping[str, str]) -> SurveyForm:
    """What was sent, however strange: a bad value is told at its question, unknown fields are left out."""
    names = [f"{letter}-{item.code}" for item in framework.items for letter in "vis"]
    sent = {name: cleaned(data[name]) for name in names if name in data}
    values, errors = {}, {}
    for item in framework.items:
        try:
            value = _value(item, sent)
        except BadAnswer as problem:
            errors[item.code] = str(problem)
        else:
            if value:
                values[item.code] = value
    if not values and not errors:
        errors[""] = NOTHING
    return SurveyForm(framework=framework, sent=sent, values=values, errors=errors)


def _value(item: Item, sent: Mapping[str, str]) -> str:
    if item.kind is ItemKind.IMPORTANCE:
        pair = [sent.get(f"{letter}-{item.code}", "") for letter in "is"]
        return canonical(item, "/".join(pair)) if any(pair) else ""
    given = sent.get(f"v-{item.code}", "")
    if item.kind is ItemKind.AGREEMENT and given == NOT_APPLICABLE:
        return given
    return canonical(item, given)


def receipt_in(data: Mapping[str, str]) -> str:
    """What tells one sending of the form from the next: the one sent, or a new one."""
    given = data.get("envoi", "")
    return given if _RECEIPT.fullmatch(given) else secrets.token_hex(16)
