"""Actions and steps, as written in a programme file."""

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
    number,
    prose,
    ref,
    refs,
    text,
    words,
)


class ActionKind(Choice):
    TRAINING = "training", "formation"
    MEDIATION = "mediation", "médiation"
    TOOL = "tool", "outils"
    RESOURCE = "resource", "ressources"


class Scope(Choice):
    INTERNAL = "internal", "interne"
    NETWORK = "network", "réseau"


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of an action. `weeks=0` is a milestone; `gate` names the body at whose meeting it ends.

    `planned_start` (included) and `planned_end` (excluded) are written by the phasing when a plan is adopted; `done`
    is the fact, and moves neither.
    """

    code: str = code()
    title: str = text("Étape")
    weeks: int = integer("Durée (semaines)", help="0 pour un jalon.", maximum=260)
    person_days: Decimal = number("Charge de l'équipe (jours)", Decimal(0), minimum=0)
    predecessors: tuple[str, ...] = refs("Étapes à finir avant", to="programme.Step")
    gate: str | None = ref("Instance qui en décide", to="governance.Body", default=None)
    earliest: date | None = day("Pas avant le", None)
    latest: date | None = day("Finie au plus tard le", None)
    public: bool = flag(
        "Événement public", False, help="Inauguration, campagne : soumis à la période préélectorale."
    )
    planned_start: date | None = day("Début prévu", None)
    planned_end: date | None = day("Fin prévue (exclue)", None)
    done: date | None = day("Finie le", None, help="Le jour réel de la fin. Vide : l'étape n'est pas finie.")

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest + timedelta(weeks=self.weeks):
            raise ValueError(
                f"L'étape {self.code} dure {self.weeks} semaines : elle ne tient pas entre « pas avant » et « au plus tard »."
            )
        if self.weeks == 0 and self.person_days:
            raise ValueError(
                f"L'étape {self.code} est un jalon (0 semaine) : elle ne porte pas de charge de travail."
            )
        if (self.planned_start is None) != (self.planned_end is None):
            raise ValueError(f"L'étape {self.code} a un début prévu sans fin, ou l'inverse.")
        if self.planned_start and self.planned_end and self.planned_end < self.planned_start:
            raise ValueError(f"L'étape {self.code} finit avant de commencer.")

    @property
    def last_day(self) -> date | None:
        """The last planned day, included: that of a milestone is its own. None while undated."""
        if self.planned_end is None or self.planned_start is None:
            return None
        return max(self.planned_start, self.planned_end - timedelta(days=1))


@dataclass(frozen=True, kw_only=True)
class Action:
    """An action: who leads it, with whom, for whom, and its steps. People are named by their role."""

    code: str = code()
    title: str = text("Action")
    kind: ActionKind = choice("Nature", ActionKind)
    scope: Scope = choice("Périmètre", Scope)
    description: str = prose("Description", "")
    lead: str = text("Pilote (fonction)", "")
    partners: tuple[str, ...] = words("Partenaires")
    target_group: str = text("Public visé", "")
    result: str = prose("Résultat attendu", "")
    risk: str = prose("Risque et parade", "")
    priority: int = integer("Priorité", 3, help="1 à 5 : 5 est le plus urgent.", minimum=1, maximum=5)
    answers: tuple[str, ...] = refs("Contributions entendues", to="diagnosis.ContributionTheme")
    steps: tuple[Step, ...] = children("Étapes", Step)

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
