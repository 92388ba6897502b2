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
    named,
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


# Days. Far beyond, the day of a reminder is no date.
LAST_REMINDER = 365
# What stands in the place of a campaign in the addresses of this room: under such a code its page could not be opened.
TAKEN_CODES = frozenset({"coherence", "enquetes", "fiches", "horaires", "plans-de-progres", "referentiels"})


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """`closes` is the last day, included. `epcis` and `libraries` are codes; reminders count days after the opening.

    `results_on`: the day promised for the return to libraries, told before anyone answers.
    """

    code: str = code()
    title: str = text("Intitulé")
    framework: str = named("Référentiel", to="campaigns.Framework")
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
    epcis: tuple[str, ...] = words("EPCI interrogés", to="territory.Epci")
    group: str | None = ref("Groupe ou vague interrogé", to="territory.LibraryGroup", default=None)
    libraries: tuple[str, ...] = words("Bibliothèques choisies", to="territory.Library")
    sample_size: int | None = integer("Taille de l'échantillon", None, minimum=1)
    first_reminder: int | None = integer(
        "Première relance, en jours après l'ouverture", 10, minimum=1, maximum=LAST_REMINDER
    )
    second_reminder: int | None = integer(
        "Seconde relance, en jours après l'ouverture", 21, minimum=1, maximum=LAST_REMINDER
    )
    double_rating: Decimal | None = rate(
        "Part des bibliothèques à double regard",
        None,
        help="0,18 pour 18 % : tirées au sort par taille de commune.",
    )
    public: bool = flag("Les bibliothèques peuvent rendre leur profil public", False)

    def __post_init__(self) -> None:
        if self.opens and self.closes and self.closes < self.opens:
            raise ValueError("Le dernier jour précède l'ouverture.")
        if self.code in TAKEN_CODES:
            raise ValueError(
                f"« {self.code} » est déjà l'adresse d'une autre page : choisissez un autre code."
            )

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
