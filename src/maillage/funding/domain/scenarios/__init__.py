"""Pure: what the money becomes if something else happens, what that breaks, and the smallest changes that repair it."""

from maillage.funding.domain.scenarios.applying import Movable, apply, moved, settle
from maillage.funding.domain.scenarios.breaches import breaches, broken, mended
from maillage.funding.domain.scenarios.comparing import Compared, case_of, compare
from maillage.funding.domain.scenarios.kinds import Breach, Kind
from maillage.funding.domain.scenarios.outcomes import Outcome, outcome_of, years_of
from maillage.funding.domain.scenarios.repairs import Case, Change, Repair, repairs
from maillage.funding.domain.scenarios.standard import changes_nothing, standard

__all__ = [
    "Breach",
    "Case",
    "Change",
    "Compared",
    "Kind",
    "Movable",
    "Outcome",
    "Repair",
    "apply",
    "breaches",
    "broken",
    "case_of",
    "changes_nothing",
    "compare",
    "mended",
    "moved",
    "outcome_of",
    "repairs",
    "settle",
    "standard",
    "years_of",
]
