"""What nobody can plan away: the lags between steps, and the days imposed on some."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, to
from maillage.base.values.french import short_date
from maillage.phasing.checks import stale_steps
from maillage.phasing.words import told_bounds
from maillage.programme.domain.progress import StepProgress
from maillage.programme.views import shown


def bounds_listing(request: NetworkRequest, items: Iterable[StepProgress]) -> Listing | None:
    """The steps that a lag or an imposed day holds, in words; None when there is none."""
    stale = request.project.once(stale_steps)
    rows = []
    for item in items:
        if told := told_bounds(item.step):
            start = item.step.planned_start
            broken = item.step.code in stale
            rows.append(
                [
                    Cell(shown.named(item.step), to(request, "programme:step", item.step.code)),
                    told,
                    Cell(
                        short_date(start) if start else "à dater",
                        sort=start,
                        badge=Badge("à recalculer", Tone.WARNING) if broken else None,
                    ),
                ]
            )
    if not rows:
        return None
    listing = Listing(
        caption="Délais et dates imposées",
        heads=[Head("Étape", key="etape"), Head("Ce qui la tient"), Head("Début prévu", key="debut")],
        rows=rows,
        sort_param="tri_b",
        anchor="delais",
    )
    return sorted_listing(listing, request.GET)
