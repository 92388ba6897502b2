"""The messages of a campaign: short, plain, kind. They name the library, never a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from maillage.base.values.french import count, long_date, plain_date


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A plain-text message."""

    subject: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What a message is about. `minutes`: of the short form, then of the whole one (None without a short form)."""

    title: str
    service: str
    purpose: str
    closes: date | None
    results_on: date | None
    contact: str = ""
    phone: str = ""
    short_minutes: int | None = None
    whole_minutes: int | None = None

    @property
    def duration(self) -> str:
        if self.short_minutes and self.whole_minutes:
            return f"environ {self.short_minutes} minutes en forme courte, {self.whole_minutes} en entier"
        minutes = self.short_minutes or self.whole_minutes
        return f"environ {minutes} minutes" if minutes else ""


def invitation(occasion: Occasion, library: str, link: str) -> Letter:
    """The first message."""
    opening = f"Votre bibliothèque, {library}, est invitée à répondre à « {occasion.title} »."
    paragraphs = [opening, _unwrapped(occasion.purpose), _link(link), _facts(occasion), _end(occasion)]
    return Letter(subject=_one_line(f"{occasion.title} : {library}"), body=_body(paragraphs))


def reminder(occasion: Occasion, library: str, link: str, rank: int, today: date) -> Letter:
    """The first or the second (and last) reminder: `rank` is 1 or 2."""
    left = f", il reste {count((occasion.closes - today).days, 'jour')}" if occasion.closes else ""
    if occasion.closes and occasion.closes <= today:
        left = ", c'est le dernier jour"
    opening = f"Nous n'avons pas encore reçu la réponse de {library} à « {occasion.title} »{left}."
    kind = (
        "Vous l'avez peut-être commencée : tout ce qui est saisi est gardé, le lien ci-dessous reprend là où vous en "
        "étiez. Répondre en partie est déjà utile."
    )
    if rank > 1:
        kind += (
            " C'est notre dernier message : si écrire est difficile en ce moment, nous pouvons vous appeler et remplir "
            "le questionnaire avec vous."
        )
    paragraphs = [opening, kind, _link(link), _facts(occasion), _end(occasion)]
    subject = f"{'Rappel' if rank == 1 else 'Dernier rappel'} : {occasion.title}, {library}"
    return Letter(subject=_one_line(subject), body=_body(paragraphs))


def _link(link: str) -> str:
    return (
        f"Votre lien, sans compte ni mot de passe :\n{link}\n\n"
        "Chaque réponse s'enregistre aussitôt : vous pouvez vous arrêter, reprendre, ou passer le lien à une collègue. "
        "Il ouvre le questionnaire de votre bibliothèque et ses résultats, rien d'autre : ne le publiez pas."
    )


def _facts(occasion: Occasion) -> str:
    found = [
        ("Durée", occasion.duration),
        ("Dernier jour", long_date(occasion.closes) if occasion.closes else ""),
        (
            "En retour",
            "vos résultats dès l'envoi"
            + (f" ; ceux du réseau le {plain_date(occasion.results_on)}" if occasion.results_on else ""),
        ),
    ]
    return "\n".join(f"- {label} : {text}" for label, text in found if text)


def _end(occasion: Occasion) -> str:
    reach = " ou ".join(filter(None, (occasion.contact, occasion.phone)))
    asking = f"Une question, un souci avec le lien ? {reach}\n\n" if reach else ""
    return f"{asking}Merci de votre temps,\n{occasion.service}"


def _body(paragraphs: list[str]) -> str:
    return "\n\n".join(["Bonjour,", *filter(None, (text.strip() for text in paragraphs))]) + "\n"


def _unwrapped(text: str) -> str:
    """Paragraphs written on several lines, each on one: a mail program wraps as its reader's screen wants."""
    return re.sub(r"(?<!\n)\n(?![\n*-])", " ", text.replace("\r\n", "\n"))


def _one_line(text: str) -> str:
    return " ".join(text.split())
