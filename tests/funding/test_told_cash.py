"""What the chapter says of cash and of totals: sentences whose amounts a reader may add up."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from money import DGD, aid, cost, plan_with, running

from builders import TODAY, minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import Project
from maillage.base.values.tree import plain
from maillage.funding.chapter import told_plan
from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.written import FctvaBase
from maillage.funding.telling_cash import cash_sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return project_for(saved_network(file=read_text(minimal_text())), TODAY)


def said(project: Project, plan: FinancingPlan) -> str:
    return plain(cash_sentence(project, plan).runs)


def amounts(text: str) -> list[Decimal]:
    found = re.findall(r"(\d[\d\u202f]*(?:,\d+)?)\xa0€", text)
    return [Decimal(one.replace("\u202f", "").replace(",", ".")) for one in found]


CLOUD = replace(running("1000", vat_rate=Decimal("0.2")), fctva=FctvaBase.CLOUD)
INVESTED = cost("2000", vat_rate=Decimal("0.2"))


def test_the_fctva_is_told_rate_by_rate_and_the_sentence_adds_up(project: Project) -> None:
    plan = plan_with([INVESTED, CLOUD], [aid("0.333", DGD)])
    told = said(project, plan)
    assert "16,404" in told
    assert "5,6" in told
    spent, back, invested, cloud, aids, net = amounts(told)
    assert (spent, aids) == (Decimal(3600), Decimal(666))
    assert invested == Decimal("393.70")  # 16.404 % of 2 400 €
    assert cloud == Decimal("67.20")  # 5.6 % of 1 200 €
    assert back == invested + cloud
    assert net == spent - aids - back


def test_without_anything_to_compensate_no_rate_is_told(project: Project) -> None:
    told = said(project, plan_with([running("1000")]))
    assert "Le FCTVA ne rend rien." in told
    assert "%" not in told


def test_the_sentence_on_the_plan_adds_up_to_the_cent() -> None:
    cost_ht, aids, own = amounts(told_plan(plan_with([cost("1000.01")], [aid("0.5")])))
    assert (cost_ht, aids, own) == (Decimal("1000.01"), Decimal("500.01"), Decimal("500.00"))
