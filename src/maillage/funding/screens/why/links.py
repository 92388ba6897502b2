"""Addresses of the page that explains a figure."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from maillage.funding.domain.why import PlanFigure


def why_url(department: str, figure: PlanFigure, **filters: object) -> str:
    """`why_url("18", PlanFigure.AIDS, annee=2027, financeur="DGD")`; a filter that is None or "" is left out."""
    asked = urlencode({name: value for name, value in filters.items() if value not in (None, "")})
    address = reverse("funding:why", args=[department, figure.value])
    return f"{address}?{asked}" if asked else address


class WhyLinks:
    """The addresses of one page: what it is narrowed to (a year) goes along with every link."""

    def __init__(self, request: Any, **kept: object) -> None:
        self._department = request.network.department
        self._kept = kept

    def __call__(self, figure: PlanFigure, **filters: object) -> str:
        return why_url(self._department, figure, **{**self._kept, **filters})
