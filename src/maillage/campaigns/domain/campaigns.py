"""A campaign: which framework, whom it asks, when. What people write; answers live elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maillage.base.values.fields import (
    Choice,
    children,
    choice,
    code,
    day,
    flag,
    integer,
    prose,
    rate,
    ref,
    text,
    words,
)


class Audience(Choice):
    ALL = "all", "toutes les bibliothèques ouvertes"
    EPCI = "epci", "celles de certains EPCI"
    GROUP = "group", "un groupe ou une vague"
    LIBRARIES = "libraries", "une liste choisie"
    SAMPLE = "sample", "un échantillon tiré au sort, réparti par taille de commune"


class Form(Choice):
    EXPRESS = "express", "courte"
    COMPLETE = "complete", "complète"
    EITHER = "either", "au choix de la bibliothèque"


class CampaignState(Choice):
    DRAFT = "draft", "en préparation"
    OPEN = "open", "ouverte"
    CLOSED = "closed", "close"


class Rater(Choice):
    """Who rates a library: itself, the referent of the département, or peers from another library."""

    SELF = "self", "la bibliothèque"
    REFERENT = "referent", "le référent du Département"
    PEER = "peer", "une paire de collègues d'une autre bibliothèque"


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """`closes` is the last day, included. `epcis` and `libraries` are codes; reminders count days after the opening.

    `results_on`: the day promised for the return to libraries, told before anyone answers.
    """

    code: str = code()
    title: str = text("Intitulé")
    framework: str = text("Référentiel", max_length=40)
    framework_version: str = text(
        "Version du référentiel", "", max_length=20, help="Vide : la dernière publiée."
    )
    introduction: str = prose("Ce que dit la première page", "")
    contact: str = text(
        "Adresse du service pour toute question", "", help="Une adresse de service, pas de personne."
    )
    phone: str = text("Téléphone du service", "", max_length=40)
    opens: date | None = day("Ouverture", None)
    closes: date | None = day("Dernier jour", None)
    results_on: date | None = day("Restitution promise pour le", None)
    form: Form = choice("Forme", Form, Form.EITHER)
    audience: Audience = choice("Qui répond", Audience, Audience.ALL)
    epcis: tuple[str, ...] = words("EPCI interrogés", help="Un code par ligne.")
    group: str | None = ref("Groupe ou vague interrogé", to="territory.LibraryGroup", default=None)
    libraries: tuple[str, ...] = words("Bibliothèques choisies", help="Un code par ligne.")
    sample_size: int | None = integer("Taille de l'échantillon", None, minimum=1)
    first_reminder: int | None = integer("Première relance, en jours après l'ouverture", 10, minimum=1)
    second_reminder: int | None = integer("Seconde relance, en jours après l'ouverture", 21, minimum=1)
    double_rating: Decimal | None = rate(
        "Part des bibliothèques à double regard",
        None,
        help="0,18 pour 18 % : tirées au sort par taille de commune.",
    )
    public: bool = flag("Les bibliothèques peuvent rendre leur profil public", False)

    def __post_init__(self) -> None:
        if self.opens and self.closes and self.closes < self.opens:
            raise ValueError("Le dernier jour précède l'ouverture.")

    def is_within(self, on: date) -> bool:
        """Whether answers are taken that day, as far as dates say."""
        return (self.opens is None or self.opens <= on) and (self.closes is None or on <= self.closes)

    def reminder_days(self) -> tuple[date, ...]:
        """The days on which a reminder is due, inside the campaign."""
        if self.opens is None:
            return ()
        days = (
            self.opens + timedelta(days=delay)
            for delay in (self.first_reminder, self.second_reminder)
            if delay
        )
        return tuple(sorted(d for d in set(days) if self.closes is None or d <= self.closes))


@dataclass(frozen=True, kw_only=True)
class CampaignsSection:
    """The key `campaigns` of a programme file. Answers, links and frameworks travel beside it."""

    campaigns: tuple[Campaign, ...] = children("Campagnes", Campaign)
