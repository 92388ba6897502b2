"""What to do now about the diagnosis, each remark leading where it is dealt with."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from maillage.base.ui.components import NextStep
from maillage.base.ui.pages import thing_url, to
from maillage.base.ui.remarks import TONES
from maillage.base.values.remarks import Remark, gravest_first
from maillage.diagnosis.checks import checks

# A remark on the whole: the page where one reads, and the form where one writes.
_PAGES = {
    "DIA-07": ("diagnosis:swot", "diagnosis:swot"),
    "DIA-09": ("diagnosis:work", "diagnosis:work"),
    "DIA-10": ("diagnosis:consultations", "diagnosis:consultations"),
    "DIA-11": ("diagnosis:consultations", "diagnosis:consultations"),
    "DIA-01": ("diagnosis:findings", "diagnosis:finding-new"),
    "DIA-02": ("diagnosis:comparables", "diagnosis:comparable-new"),
    "DIA-03": ("diagnosis:work", "diagnosis:workingsession-new"),
    "DIA-04": ("diagnosis:work", "diagnosis:consultation-new"),
}


def diagnosis_steps(request: Any, codes: Collection[str] = ()) -> list[NextStep]:
    """The remarks of the diagnosis, the most severe first; only those of `codes` when some are given."""
    asked = [remark for remark in checks(request.project) if not codes or remark.code in codes]
    return [
        NextStep(
            label=remark.message,
            url=_url(request, remark),
            why=remark.remedy_on_screen,
            tone=TONES[remark.severity],
        )
        for remark in gravest_first(asked)
    ]


def _url(request: Any, remark: Remark) -> str:
    if remark.target:
        return thing_url(request.network.department, remark.target)
    read, write = _PAGES.get(remark.code, ("diagnosis:findings", "diagnosis:findings"))
    return to(request, write if request.can_edit else read)
