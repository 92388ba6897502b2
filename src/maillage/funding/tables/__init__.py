"""The tables of the financing plan, as funders and assemblies read them."""

from maillage.funding.tables.aids import grants_table, standings_table
from maillage.funding.tables.cash import cash_table
from maillage.funding.tables.costs import costs_table, prices_table
from maillage.funding.tables.operations import operations_by_year, operations_table
from maillage.funding.tables.payers import payers_part
from maillage.funding.tables.plan import resources_by_year, taxed_plan, yearly_plan
from maillage.funding.tables.requests import request_blocks, request_parts
from maillage.funding.tables.shares import by_axis, by_kind, by_scope

__all__ = [
    "by_axis",
    "by_kind",
    "by_scope",
    "cash_table",
    "costs_table",
    "grants_table",
    "operations_by_year",
    "operations_table",
    "payers_part",
    "prices_table",
    "request_blocks",
    "request_parts",
    "resources_by_year",
    "standings_table",
    "taxed_plan",
    "yearly_plan",
]
