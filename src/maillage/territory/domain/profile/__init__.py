"""The profile of a network: key figures with what is known and missing, and its declared size explained."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.statistics.strata import Stratum
from maillage.territory.domain.communes import Places
from maillage.territory.domain.profile.classes import by_class
from maillage.territory.domain.profile.coverage import mesh
from maillage.territory.domain.profile.declared import SizeComparison, declared_size
from maillage.territory.domain.profile.key_figure import KeyFigure
from maillage.territory.domain.profile.resources import resources
from maillage.territory.domain.profile.scope import Scope
from maillage.territory.domain.quality import attachments
from maillage.territory.domain.register import Register

__all__ = ["KeyFigure", "SizeComparison", "declared_size", "key_figures"]


def key_figures(
    register: Register, communes: Places | None = None, *, classes: Sequence[Stratum] = ()
) -> tuple[KeyFigure, ...]:
    """Key figures of the libraries open in the newest vintage, each with its number of known values.

    Each variable is read in the newest vintage that publishes it; doubtful values and non-answers count as
    unknown. Without `communes`, figures by EPCI and by commune are left out, and sizes are the export's.
    `classes`: commune sizes for the breakdown, from `statistics.strata.strata`.
    """
    scope = Scope(
        register=register,
        places=communes,
        attachments=attachments(register, communes) if communes else {},
    )
    return (*mesh(scope), *resources(scope), *by_class(scope, classes))
