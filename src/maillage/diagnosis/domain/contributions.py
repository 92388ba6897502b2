"""A contribution: what a form may send, cleaned and bounded, and how contributions are counted in public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.base.values.cleaning import cleaned
from maillage.base.values.fields import Choice
from maillage.base.values.french import count, number
from maillage.diagnosis.domain.consultations import ConsultationQuestion, QuestionKind

# The longest answer kept; a longer one is shown back whole, to be shortened by its author.
LONGEST = 5000
# Below, a public page says "moins de 5": a count of one or two may name someone.
SMALL = 5


class Quality(Choice):
    """In what quality someone contributes, when she says so."""

    ELECTED = "elected", "élue ou élu"
    LIBRARIAN = "librarian", "bibliothécaire"
    VOLUNTEER = "volunteer", "bénévole d'une bibliothèque"
    INHABITANT = "inhabitant", "habitante ou habitant"
    PARTNER = "partner", "partenaire (école, association, service…)"
    OTHER = "other", "autre"


class Channel(Choice):
    """How a contribution arrived."""

    FORM = "form", "formulaire en ligne"
    PAPER = "paper", "bulletin papier"
    MEETING = "meeting", "réunion ou rencontre"
    MAIL = "mail", "courrier ou courriel"
    PHONE = "phone", "téléphone"
    FILE = "file", "fichier importé"


class ContributionState(Choice):
    UNREAD = "unread", "non lue"
    READ = "read", "lue, à classer"
    GROUPED = "grouped", "regroupée"
    ASIDE = "aside", "écartée"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was answered to a question, which is kept with it: a question may be rewritten later."""

    question: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What becomes of a form: the answers to keep, or what to mend, by question code ("" for the whole)."""

    answers: tuple[Answer, ...]
    errors: Mapping[str, str]


def judge(questions: Sequence[ConsultationQuestion], given: Mapping[str, Sequence[str]]) -> Judgement:
    """The answers to some questions, by question code. One at least is needed; none is compulsory."""
    answers, errors = [], {}
    for question in questions:
        texts = [cleaned(text) for text in given.get(question.code, ())]
        said = [text for text in texts if text]
        if question.kind is not QuestionKind.FREE:
            strange = [text for text in said if text not in question.options]
            if strange or (question.kind is QuestionKind.ONE and len(said) > 1):
                errors[question.code] = "Choisissez parmi les réponses proposées."
                continue
        whole = " ; ".join(said) if question.kind is QuestionKind.SEVERAL else "\n".join(said)
        if len(whole) > LONGEST:
            errors[question.code] = too_long(len(whole))
            continue
        if whole:
            answers.append(Answer(question=question.code, title=question.title, text=whole))
    if not answers and not errors:
        errors[""] = "Répondez à une question au moins, puis envoyez."
    return Judgement(answers=tuple(answers), errors=errors)


def too_long(length: int) -> str:
    """What is said of an answer that is too long; nothing of it is lost."""
    return (
        f"Votre réponse a {number(length)} caractères, pour {number(LONGEST)} au plus : il y en a "
        f"{number(length - LONGEST)} de trop. Rien n'est perdu, votre texte est resté ci-dessous : raccourcissez-le, "
        "ou envoyez-le en deux fois."
    )


def public_count(found: int) -> str:
    """How many contributions, as a public page says it: small numbers are hidden."""
    if found == 0:
        return "aucune contribution"
    return f"moins de {SMALL} contributions" if found < SMALL else count(found, "contribution")
