"""Steps: what an action is made of, and what the phasing plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maillage.base.values.fields import code, day, flag, integer, number, ref, refs, text


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
    lag_weeks: int = integer(
        "Délai après ces étapes (semaines)",
        0,
        help="Livraison, délai de recours : du temps qui passe sans travail.",
        maximum=260,
    )
    gate: str | None = ref("Instance qui en décide", to="governance.Body", default=None)
    fixed: date | None = day(
        "Date imposée",
        None,
        help="L'étape commence cette semaine-là ; un jalon sans instance tombe ce jour-là.",
    )
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
        if self.fixed and (self.earliest or self.latest):
            raise ValueError(
                f"L'étape {self.code} a une date imposée : elle ne peut pas avoir aussi « pas avant » ou « au plus tard »."
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
