"""A purchase of which a cost has no price: never worth nothing, nor surely below a threshold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import Project
from maillage.phasing.services import adopt, phase
from maillage.procurement.checks import checks
from maillage.procurement.domain.procedure import Procedure
from maillage.procurement.readings import purchases_of
from maillage.procurement.worth import costs_text, need_text, worth_text

pytestmark = pytest.mark.django_db

PURCHASES = """
procurement:
  needs:
    - { code: N1, title: Matériel }
  purchases:
    - { code: P1, title: Liseuses, need: N1, costs: [D1, D3], step: A11-3 }
    - { code: P2, title: Intervenants, need: N1, costs: [D2], step: A12-1 }
"""
BARE = "    - { code: D3, label: Housses, action: A11, operation: OP1, section: investment, year: 2026 }\n"
FUNDERS = "  funders:\n    - code: DGD\n"


def planned(text: str = PURCHASES, bare: str = BARE) -> Project:
    whole = minimal_text().replace(FUNDERS, bare + FUNDERS) + text
    made = project_for(saved_network(file=read_text(whole)))
    adopt(project=made, phased=phase(made))
    return project_for(made.network)


def told(project: Project) -> list[str]:
    return [one.message for one in checks(project) if one.code == "ACH-10"]


def test_a_cost_without_a_price_makes_a_value_at_least_what_is_known() -> None:
    project = planned()
    first, second = purchases_of(project)
    assert (worth_text(first), worth_text(second)) == ("au moins 15\u202f000\u00a0€", "6\u202f000\u00a0€")
    assert need_text(first) == need_text(second) == "au moins 21\u202f000\u00a0€"
    assert costs_text(first, [Decimal(15000), None]) == "au moins 15\u202f000\u00a0€"
    assert told(project) == [
        "Sa valeur n'est pas connue (D3 sans prix) : la procédure ne vaut que pour ce qui est chiffré."
    ]


def test_a_light_procedure_is_to_be_checked_until_all_is_priced_and_the_heaviest_is_not() -> None:
    first, _ = purchases_of(planned())
    assert first.choice.procedure is Procedure.DISPENSE
    assert "d'au moins 21\u202f000\u00a0€ HT" in first.choice.reason
    assert "à vérifier une fois le besoin chiffré" in first.choice.reason
    heavy = PURCHASES.replace("costs: [D2]", "costs: [D2], framework: oui, maximum_ht: 250000")
    first, _ = purchases_of(planned(heavy))
    assert first.choice.procedure is Procedure.FORMAL
    assert "à vérifier" not in first.choice.reason


def test_the_maximum_of_a_framework_says_its_value_whatever_its_costs() -> None:
    text = PURCHASES.replace("costs: [D1, D3]", "costs: [D1, D3], framework: oui, maximum_ht: 30000")
    project = planned(text)
    assert told(project) == []
    assert worth_text(purchases_of(project)[0]) == "30\u202f000\u00a0€"


def test_a_purchase_without_any_cost_is_of_unknown_value() -> None:
    project = planned(PURCHASES.replace("costs: [D1, D3]", "costs: []"), bare="")
    assert worth_text(purchases_of(project)[0]) == "inconnu"
    assert "aucune dépense rattachée" in told(project)[0]


def test_when_all_is_priced_nothing_is_said() -> None:
    project = planned(PURCHASES.replace("[D1, D3]", "[D1]"), bare="")
    assert told(project) == []
    assert "Besoin homogène de 21\u202f000\u00a0€ HT" in purchases_of(project)[0].choice.reason


@pytest.mark.parametrize(("timing", "early"), [("end", False), ("start", True), ("evenly", True)])
def test_a_cost_of_the_start_of_a_step_comes_before_that_of_its_end(timing: str, early: bool) -> None:
    """The purchase is needed when A12-1 starts; D1 falls at the start or at the end of A11-3, the step before."""
    text = PURCHASES.replace("costs: [D1, D3], step: A11-3", "costs: [D1], step: A12-1").replace(
        "costs: [D2]", "costs: []"
    )
    whole = (
        minimal_text().replace("      step: A11-3\n", f"      step: A11-3\n      timing: {timing}\n") + text
    )
    made = project_for(saved_network(file=read_text(whole)))
    adopt(project=made, phased=phase(made))
    made = project_for(made.network)
    (remark,) = [one for one in checks(made) if one.code == "ACH-06"]
    begins = "16 février 2026" in remark.message.replace("\u00a0", " ")
    assert begins is early
