"""The picture of the resources: in the order of the table, the département on top."""

from __future__ import annotations

import json
import re

from money import REGION, cost, fixed, plan_with

from maillage.funding.chapter import picture


def test_the_departement_is_on_top_even_where_a_funder_begins_later() -> None:
    costs = [cost("1000"), cost("1000", "D2", year=2027)]
    plan = plan_with(costs, [fixed({2026: "400"}), fixed({2027: "300"}, REGION, code="R2")])
    (made,) = picture(plan)
    found = re.search(r'"domain": (\[[^\]]*Département[^\]]*\])', json.dumps(made.spec, ensure_ascii=False))
    assert found
    # A stack is read from the top.
    assert json.loads(found[1]) == ["Département", "Région", "État, DGD"]
