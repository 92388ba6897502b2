"""The pages of money."""

from maillage.funding.views.action_costs import action_costs
from maillage.funding.views.advance import advance
from maillage.funding.views.aids import funder, fundingline, grants
from maillage.funding.views.lists import costs
from maillage.funding.views.plan import plan
from maillage.funding.views.things import costline, operation

__all__ = [
    "action_costs",
    "advance",
    "costline",
    "costs",
    "funder",
    "fundingline",
    "grants",
    "operation",
    "plan",
]
