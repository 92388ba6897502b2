"""A framework: what a campaign asks, declared once. Screens, forms, checks, scores and exports derive from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from maillage.base.values.fields import (
    Choice,
    children,
    choice,
    code,
    flag,
    integer,
    prose,
    ref,
    text,
    words,
)

# Under another name: a question has a field called `number`.
from maillage.base.values.fields import number as quantity
from maillage.campaigns.domain.steps import NextStep

# A level that is met half-way up the ladder: what the reference calls "au moins 2 sur 4".
CORE_LEVEL = 2


class FrameworkKind(Choice):
    GRID = "grid", "grille d'auto-évaluation"
    MIRROR = "mirror", "grille miroir : le service départemental vu par les bibliothèques"
    SATISFACTION = "satisfaction", "enquête de satisfaction"
    OUTCOMES = "outcomes", "questions après un atelier ou une formation"

    @property
    def is_read_together(self) -> bool:
        """Libraries judge the service that helps them: what one of them said is shown to nobody but herself."""
        return self is FrameworkKind.MIRROR

    @property
    def is_of_libraries(self) -> bool:
        """Answered by libraries, one questionnaire each; the others are answered by people, without a name."""
        return self in (FrameworkKind.GRID, FrameworkKind.MIRROR)


class ItemKind(Choice):
    LEVELS = "levels", "niveaux décrits"
    NUMBER = "number", "nombre"
    CHOICE = "choice", "un choix dans une liste"
    IMPORTANCE = "importance", "importance et satisfaction, de 1 à 5"
    AGREEMENT = "agreement", "accord, de 1 à 5"
    FREE = "free", "réponse libre"


class ItemScope(Choice):
    SITE = "site", "une réponse par bibliothèque"
    NETWORK = "network", "une réponse pour tout le réseau intercommunal, jamais additionnée"


@dataclass(frozen=True, kw_only=True)
class Condition:
    """The item is asked only when another's level (or number) lies between `at_least` and `at_most`, or its choice is
    `equals`."""

    item: str = ref("Question dont dépend celle-ci", to="campaigns.Item")
    at_least: Decimal | None = quantity("Au moins", None)
    at_most: Decimal | None = quantity("Au plus", None)
    equals: str = text("Choix attendu", "")

    def __post_init__(self) -> None:
        if self.at_least is None and self.at_most is None and not self.equals:
            raise ValueError(
                f"La condition sur « {self.item} » ne dit rien : donnez un minimum (« at_least »), "
                f"un maximum (« at_most ») ou le choix attendu (« equals »)."
            )


@dataclass(frozen=True, kw_only=True)
class SurveyCode:
    """The variable of the Ministry's survey that says the same thing, in the survey of a year: codes move."""

    year: int = integer("Année de l'enquête", minimum=1990, maximum=2100)
    code: str = text("Code de la variable", max_length=20)


@dataclass(frozen=True, kw_only=True)
class Item:
    """A question. `levels` go from the worst (0) to the best and are facts that one can see.

    `thresholds`: for a number, or for a figure that prefills levels (`prefill`, a variable of the territory): level 1
    begins at the first, level 2 at the second… `core`: a core service, met from `core_level`. `formerly`: its code in
    the version that this one follows; `break_reason`: why the two answers may not be compared.
    """

    code: str = code()
    number: str = text("Numéro", max_length=8)
    title: str = text("Intitulé court")
    question: str = text("Question", max_length=500)
    help: str = text("Précision pour répondre", "", max_length=800)
    kind: ItemKind = choice("Réponse", ItemKind, ItemKind.LEVELS)
    scope: ItemScope = choice("Qui répond", ItemScope, ItemScope.SITE)
    express: bool = flag("Dans la forme courte", False)
    core: bool = flag("Service du socle", False)
    core_level: int = integer("Niveau à partir duquel le socle est tenu", CORE_LEVEL, minimum=1, maximum=10)
    weight: Decimal = quantity("Poids dans son domaine", Decimal(1), minimum=0)
    levels: tuple[str, ...] = words("Niveaux", help="Un par ligne, du plus bas (0) au plus haut.")
    options: tuple[str, ...] = words("Choix proposés", help="Un par ligne.")
    unit: str = text("Unité", "", max_length=40)
    minimum: Decimal | None = quantity("Plus petite valeur possible", None)
    maximum: Decimal | None = quantity("Plus grande valeur possible", None)
    thresholds: tuple[str, ...] = words("Seuils", help="Un nombre par niveau au-dessus de 0.")
    prefill: str = text("Chiffre du registre proposé à confirmer", "", max_length=40)
    evidence: str = text("Ce qui le montre", "", max_length=500)
    when: tuple[Condition, ...] = children("Posée seulement si", Condition)
    survey: tuple[SurveyCode, ...] = children("Dans l'enquête du Ministère", SurveyCode, unique="year")
    formerly: str = text("Code dans la version précédente", "", max_length=40)
    break_reason: str = text("Rupture de série", "", help="Pourquoi les réponses ne se comparent plus.")
    next: tuple[NextStep, ...] = children("Prochains pas", NextStep, unique="from_level")

    @property
    def top(self) -> int:
        """The highest level; 0 for what has none."""
        match self.kind:
            case ItemKind.LEVELS:
                return max(len(self.levels) - 1, 0)
            case ItemKind.NUMBER:
                return len(self.thresholds)
            case ItemKind.IMPORTANCE | ItemKind.AGREEMENT:
                return 5
        return 0

    @property
    def is_scored(self) -> bool:
        return self.kind in (ItemKind.LEVELS, ItemKind.NUMBER) and self.top > 0 and self.weight > 0

    def level_of(self, amount: Decimal) -> int | None:
        """The level that a number reaches; None without thresholds."""
        if not self.thresholds:
            return None
        return sum(amount >= Decimal(threshold) for threshold in self.thresholds)

    def next_from(self, level: int) -> NextStep | None:
        return next((step for step in self.next if step.from_level == level), None)


@dataclass(frozen=True, kw_only=True)
class Domain:
    """A page of the questionnaire and a bar of the profile."""

    code: str = code()
    title: str = text("Domaine")
    help: str = text("Ce dont il s'agit", "", max_length=500)
    weight: Decimal = quantity("Poids dans l'ensemble", Decimal(1), minimum=0)
    items: tuple[Item, ...] = children("Questions", Item)


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A référentiel. `version` is free; `follows` names the version of the same code that this one replaces."""

    code: str = code()
    version: str = text("Version", max_length=20)
    title: str = text("Intitulé")
    kind: FrameworkKind = choice("Nature", FrameworkKind, FrameworkKind.GRID)
    purpose: str = prose("À quoi il sert")
    minutes_express: int | None = integer("Durée de la forme courte (minutes)", None, minimum=1, maximum=240)
    minutes_complete: int = integer("Durée (minutes)", 15, minimum=1, maximum=600)
    source: str = text("D'où il vient", "", max_length=500)
    follows: str = text("Version précédente", "", max_length=20)
    domains: tuple[Domain, ...] = children("Domaines", Domain)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for domain in self.domains for item in domain.items)

    @cached_property
    def by_code(self) -> Mapping[str, Item]:
        return {item.code: item for item in self.items}

    @cached_property
    def domain_of(self) -> Mapping[str, Domain]:
        """The domain of each item, by the item's code."""
        return {item.code: domain for domain in self.domains for item in domain.items}

    @property
    def label(self) -> str:
        return f"{self.title} (version {self.version})"

    @property
    def has_express(self) -> bool:
        return any(item.express for item in self.items)

    @property
    def core(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.core)

    def asked(self, *, express: bool, scope: ItemScope = ItemScope.SITE) -> Iterator[Item]:
        """The items of a form, in order; conditions left aside. Without a short form, the whole is asked."""
        short = express and self.has_express
        return (item for item in self.items if item.scope is scope and (item.express or not short))

    def minutes(self, *, express: bool) -> int:
        return self.minutes_express if express and self.minutes_express else self.minutes_complete
