"""What to do now about the network: from its remarks and from who never answered, each leading where it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from maillage.base.ui.components import NextStep
from maillage.base.ui.pages import to
from maillage.base.ui.remarks import TONES
from maillage.base.values.french import count
from maillage.base.values.remarks import Remark, Severity, gravest_first
from maillage.territory.checks import checks
from maillage.territory.readings import directory_of

# Where each remark of the room is dealt with.
_PAGES = {
    "TER-01": "territory:imports",
    "TER-02": "territory:register",
    "TER-03": "territory:imports",
    "TER-04": "territory:register",
    "TER-05": "territory:quality",
}


def network_steps(request: Any, codes: Collection[str] = _PAGES, *, calls: bool = True) -> list[NextStep]:
    """The most severe remarks first, then the libraries to call (`calls`), then advice; remarks of `codes` only."""
    remarks = gravest_first(remark for remark in checks(request.project) if remark.code in codes)
    serious = [_step(request, remark) for remark in remarks if remark.severity is not Severity.ADVICE]
    advice = [_step(request, remark) for remark in remarks if remark.severity is Severity.ADVICE]
    return [*serious, *(_silent(request) if calls else ()), *advice]


def _step(request: Any, remark: Remark) -> NextStep:
    url = to(request, _PAGES[remark.code])
    if remark.code == "TER-05":
        url += f"?gravite={Severity.BLOCKING.value}#remarques"
    return NextStep(label=remark.message, url=url, why=remark.remedy, tone=TONES[remark.severity])


def _silent(request: Any) -> Iterator[NextStep]:
    n = sum(line.is_silent for line in directory_of(request.project))
    if n:
        yield NextStep(
            label=f"{count(n, 'bibliothèque')} sans réponse aux deux dernières enquêtes : "
            f"{'les appeler' if n > 1 else 'l’appeler'}",
            url=f"{to(request, 'territory:register')}?sans_reponse=1",
            why="Tant qu'elles se taisent, leurs horaires, leurs surfaces et leurs équipes restent inconnus.",
        )
