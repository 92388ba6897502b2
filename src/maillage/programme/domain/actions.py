"""Actions, as written in a programme file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.base.values.fields import (
    Choice,
    children,
    choice,
    code,
    day,
    integer,
    prose,
    ref,
    refs,
    text,
    words,
)
from maillage.programme.domain.following import ActionStatus, Outlook, ProgressNote
from maillage.programme.domain.parts import Deliverable, LegalPoint, Risk, TeamMember
from maillage.programme.domain.reach import Reach
from maillage.programme.domain.steps import Step


class ActionKind(Choice):
    """What an action is. The first four are those that a BNR is balanced by; `SUPPORT` holds the recommendations for
    accompanying and training the teams that carry all the others."""

    TRAINING = "training", "formation"
    MEDIATION = "mediation", "médiation"
    TOOL = "tool", "outils"
    RESOURCE = "resource", "ressources"
    SUPPORT = "support", "accompagnement des équipes"


# The rows of the matrix: each is expected both for the service and for the network.
BALANCED_KINDS = (ActionKind.TRAINING, ActionKind.MEDIATION, ActionKind.TOOL, ActionKind.RESOURCE)


class Scope(Choice):
    INTERNAL = "internal", "interne"
    NETWORK = "network", "réseau"


@dataclass(frozen=True, kw_only=True)
class Action:
    """An action: why, who leads it, with whom, for whom, at what risk, and its steps. People are named by their role.

    `status` None: it follows the steps. `archived`: the day on which it was set aside; it then counts nowhere.
    """

    code: str = code()
    title: str = text("Action")
    kind: ActionKind = choice("Nature", ActionKind)
    scope: Scope = choice("Périmètre", Scope)
    status: ActionStatus | None = choice("Statut", ActionStatus, None, help="Vide : il suit les étapes.")
    outlook: Outlook | None = choice("Confiance", Outlook, None)
    context: str = prose("Contexte", "", help="Ce qui existe et ce qui manque aujourd'hui.")
    findings: tuple[str, ...] = refs("Constats auxquels elle répond", to="diagnosis.Finding")
    description: str = prose("Description", "")
    lead: str = text("Pilote (fonction)", "")
    team: tuple[TeamMember, ...] = children("Équipe", TeamMember)
    partners: tuple[str, ...] = words("Partenaires")
    bodies: tuple[str, ...] = refs("Instances qui décident", to="governance.Body")
    reach: Reach | None = choice(
        "Bibliothèques visées",
        Reach,
        None,
        help="Puis remplissez seulement ce que ce choix demande : EPCI, tailles, groupe, ou la liste repliée plus bas.",
    )
    epcis: tuple[str, ...] = words("EPCI visés", to="territory.Epci")
    population_from: int | None = integer("Communes à partir de (habitants)", None)
    population_to: int | None = integer("Communes jusqu'à (habitants)", None)
    group: str | None = ref("Groupe ou vague visé", to="territory.LibraryGroup", default=None)
    libraries: tuple[str, ...] = words(
        "Bibliothèques choisies",
        to="territory.Library",
        help="Comptées seulement avec « une liste choisie ».",
    )
    target_group: str = text("Public visé", "")
    result: str = prose("Résultat attendu", "")
    deliverables: tuple[Deliverable, ...] = children("Livrables", Deliverable)
    risks: tuple[Risk, ...] = children("Risques", Risk)
    legal: tuple[LegalPoint, ...] = children("Points de droit", LegalPoint)
    priority: int = integer("Priorité", 3, help="1 à 5 : 5 est le plus urgent.", minimum=1, maximum=5)
    answers: tuple[str, ...] = refs("Contributions entendues", to="diagnosis.ContributionTheme")
    steps: tuple[Step, ...] = children("Étapes", Step)
    notes: tuple[ProgressNote, ...] = children("Notes d'avancement", ProgressNote)
    archived: date | None = day("Archivée le", None)

    def __post_init__(self) -> None:
        least, most = self.population_from, self.population_to
        if least is not None and most is not None and most < least:
            raise ValueError(
                f"L'action {self.code} vise les communes de {least} à {most} habitants : aucune. Échangez les deux nombres."
            )

    @property
    def start(self) -> date | None:
        """The first planned day, or None when no step is planned."""
        days = [step.planned_start for step in self.steps if step.planned_start]
        return min(days) if days else None

    @property
    def end(self) -> date | None:
        """The day after the last planned one, or None."""
        days = [step.planned_end for step in self.steps if step.planned_end]
        return max(days) if days else None
