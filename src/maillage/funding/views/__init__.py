"""The pages of money."""

from maillage.funding.views.action_costs import action_costs
from maillage.funding.views.lists import costs, grants
from maillage.funding.views.plan import plan
from maillage.funding.views.things import costline, funder, fundingline, operation

__all__ = ["action_costs", "costline", "costs", "funder", "fundingline", "grants", "operation", "plan"]
