"""Consultation: who was asked what, and the themes in which contributions are grouped and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.base.values.fields import (
    Choice,
    children,
    choice,
    code,
    day,
    flag,
    integer,
    prose,
    text,
    words,
)

MOST_QUESTIONS = 6


class Audience(Choice):
    BODIES = "bodies", "instances et élus"
    LIBRARIES = "libraries", "bibliothèques du réseau"
    PUBLIC = "public", "habitants et lecteurs"
    PARTNERS = "partners", "partenaires"


class QuestionKind(Choice):
    FREE = "free", "réponse libre"
    ONE = "one", "un seul choix"
    SEVERAL = "several", "plusieurs choix"


class ThemeState(Choice):
    HEARD = "heard", "entendu"
    ANSWERED = "answered", "répondu"
    ADOPTED = "adopted", "repris dans le projet"
    DECLINED = "declined", "non suivi"


@dataclass(frozen=True, kw_only=True)
class ConsultationQuestion:
    """A question of a consultation's form. `options` are offered when it is a choice."""

    code: str = code()
    title: str = text("Question")
    help: str = text("Précision pour répondre", "")
    kind: QuestionKind = choice("Réponse", QuestionKind, QuestionKind.FREE)
    options: tuple[str, ...] = words("Choix proposés", help="Un par ligne, quand la réponse est un choix.")

    def __post_init__(self) -> None:
        if self.kind is not QuestionKind.FREE and len(set(self.options)) < 2:
            raise ValueError(
                f"La question « {self.title} » propose un choix : écrivez au moins deux réponses."
            )


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """A body, a group of libraries or the public consulted. `answers` out of `invited`, when counted.

    `end` is its last day, included: the form by link closes after it. `contact` is a role address, never a person's.
    """

    code: str = code()
    who: str = text("Qui a été consulté")
    how: str = text("De quelle manière")
    audience: Audience | None = choice("Public", Audience, None)
    start: date | None = day("Début", None)
    end: date | None = day("Dernier jour", None)
    invited: int | None = integer("Sollicités", None)
    answers: int | None = integer("Réponses", None)
    conclusions: str = prose("Ce qui en est sorti", "")
    introduction: str = prose("Ce que dit le formulaire en tête", "")
    contact: str = text(
        "Adresse du service pour toute question", "", help="Une adresse de service, pas de personne."
    )
    questions: tuple[ConsultationQuestion, ...] = children("Questions du formulaire", ConsultationQuestion)

    def __post_init__(self) -> None:
        if self.invited is not None and self.answers is not None and self.answers > self.invited:
            raise ValueError("Il y a plus de réponses que de personnes sollicitées.")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError("Le dernier jour de la concertation vient avant son début.")
        if len(self.questions) > MOST_QUESTIONS:
            raise ValueError(f"Un formulaire a {MOST_QUESTIONS} questions au plus : regroupez ou retirez-en.")


@dataclass(frozen=True, kw_only=True)
class ContributionTheme:
    """What several contributions say together, and our answer. Only a `published` one may be seen by the public."""

    code: str = code()
    title: str = text("Thème")
    summary: str = prose("Ce que vous nous avez dit", "", help="Un résumé, sans citer ni nommer personne.")
    answer: str = prose("Notre réponse", "")
    state: ThemeState = choice("Suite donnée", ThemeState, ThemeState.HEARD)
    reason: str = prose("Pourquoi", "", help="À remplir surtout quand la demande n'est pas suivie.")
    published: bool = flag("À publier sur la page « Vous avez dit, nous avons fait »", False)
