"""A form to be filled on paper or in a spreadsheet: for any library, or for one with what it said last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.frameworks import Condition, Domain, Framework, Item, ItemKind, ItemScope
from maillage.campaigns.domain.proposals import Proposal


@dataclass(frozen=True, kw_only=True)
class FormIdentity:
    """What a form says of itself, so that its answers find their place. `place`: the code of the library, or of the
    EPCI for what is asked of a whole network; "" on a blank form. `digest`: that of the text of the framework."""

    campaign: str
    framework: str
    version: str
    digest: str = ""
    place: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class OfflineForm:
    """`proposals`: by item, shown beside the question and never an answer. `closes`: the day to send it back by."""

    identity: FormIdentity
    framework: Framework
    title: str
    owner: str
    express: bool = False
    scope: ItemScope = ItemScope.SITE
    epci: str = ""
    introduction: str = ""
    contact: str = ""
    phone: str = ""
    closes: date | None = None
    proposals: Mapping[str, Proposal] = field(default_factory=dict)

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(self.framework.asked(express=self.express, scope=self.scope))

    @property
    def domains(self) -> tuple[tuple[Domain, tuple[Item, ...]], ...]:
        """The pages of the form, with the items asked; those without any left out."""
        asked = {item.code for item in self.items}
        found = (
            (domain, tuple(item for item in domain.items if item.code in asked))
            for domain in self.framework.domains
        )
        return tuple((domain, items) for domain, items in found if items)

    @property
    def minutes(self) -> int:
        return self.framework.minutes(express=self.express)


def reasons_of(item: Item) -> tuple[Missing, ...]:
    """Why there may be no value: « pas compté » is said of what is counted."""
    return tuple(one for one in Missing if one is not Missing.NOT_COUNTED or item.kind is ItemKind.NUMBER)


def asked_if(framework: Framework, item: Item) -> str:
    """`Seulement si 1.1 est au moins 2`; "" for what is always asked."""
    said = [_said(framework, condition) for condition in item.when]
    return f"Seulement si {' et '.join(said)}." if said else ""


def _said(framework: Framework, condition: Condition) -> str:
    number = framework.by_code[condition.item].number
    if condition.equals:
        return f"vous avez répondu « {condition.equals} » à la question {number}"
    least, most = condition.at_least, condition.at_most
    bounds = " et ".join(
        f"{word} {format(bound.normalize(), 'f').replace('.', ',')}"
        for word, bound in (("au moins", least), ("au plus", most))
        if bound is not None
    )
    return f"la réponse à la question {number} est {bounds}"


def flowing(text: str) -> str:
    """Paragraphs without the line ends of whoever typed them."""
    paragraphs = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return "\n\n".join(filter(None, paragraphs))
