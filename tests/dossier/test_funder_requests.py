"""The request of a funder: the figures of the plan, what it leaves out and why, and who may take it."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from django.test import Client
from recalculation import changed, recalculated, row_of, stored

from builders import PROJECT, project_for, read_text, saved_network
from maillage.accounts.models import Network
from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.base.values.french import euros
from maillage.dossier.requests.document import NothingAsked, request_document
from maillage.dossier.requests.workbook import request_workbook
from maillage.funding.asked import asked_of
from maillage.funding.models import CostLine, Funder, FundingLine
from maillage.funding.readings import funding_of, plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return project_for(saved_network(file=read_text((PROJECT / "demo/programme.yaml").read_text("utf-8"))))


def test_a_request_has_the_figures_of_the_plan(project: Project) -> None:
    plan = plan_of(project)
    for funder in funding_of(project).funders:
        found = asked_of(project, funder.code)
        assert total(one.amount for one in found) == plan.granted(funder=funder.code)
        for one in found:
            given = sum(one.others.values()) + plan.granted(operation=one.operation.code, funder=funder.code)
            assert one.cost_ht == one.own_share + given
            left = total(amount for _, amount, _ in one.left_out)
            assert one.eligible_ht + left == one.cost_ht
            assert total(one.receipts.values()) == one.amount
            assert all(why.reasons for _, _, why in one.left_out)
            told = [(cost.code, why.reasons) for cost, _, why in one.left_out]
            assert len(set(told)) == len(told), "a cost told twice for one reason"


def test_the_document_of_a_request_names_each_operation_and_its_aid(project: Project) -> None:
    from maillage.dossier.renderings.docx import render_docx

    word = docx.Document(io.BytesIO(render_docx(request_document(project, "DGD"))))
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    for one in asked_of(project, "DGD"):
        assert any(text.startswith(f"{one.operation.code}.") for text in cells)
    assert euros(plan_of(project).granted(funder="DGD")).replace("\u202f", " ") in {
        text.replace("\u202f", " ") for text in cells
    }


def test_changing_a_cost_of_the_workbook_of_a_request_moves_its_aid(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "demande.xlsx"
    path.write_bytes(request_workbook(project, "DGD"))
    before = stored(path)
    aid = [letter for letter, value in row_of(before, "Demande", "Total").items() if value][-1]
    assert row_of(before, "Demande", "Total")[aid] == float(plan_of(project).granted(funder="DGD"))
    # OP3 is promised, not notified: its aid still follows its costs, at 50 %.
    row = next(
        p[1:]
        for (sheet, p), v in before.items()
        if sheet == "Dépenses éligibles" and str(v).startswith("D16.")
    )
    place = f"C{row}"
    more = {("Dépenses éligibles", place): float(before["Dépenses éligibles", place]) + 1000}
    after = recalculated(changed(path, tmp_path / "changed.xlsx", more))
    total_row = next(p[1:] for (s, p), v in before.items() if s == "Demande" and v == "Total" and p[0] == "A")
    moved = float(after["Demande", f"{aid}{total_row}"]) - float(before["Demande", f"{aid}{total_row}"])
    assert moved == pytest.approx(500)


def test_nothing_is_written_for_a_funder_of_whom_nothing_is_asked(project: Project) -> None:
    with pytest.raises(NothingAsked):
        request_document(project, "PERSONNE")


def test_the_receipts_of_the_workbook_of_a_request_are_numbers_that_add_up(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "demande.xlsx"
    path.write_bytes(request_workbook(project, "CDL"))
    cells, found = stored(path), asked_of(project, "CDL")
    years = sorted({year for one in found for year in one.receipts})
    last = next(
        p[1:] for (sheet, p), v in cells.items() if sheet == "Versements" and p[0] == "A" and v == "Total"
    )
    sums = {p[0]: value for (sheet, p), value in cells.items() if sheet == "Versements" and p[1:] == last}
    known = [float(total(one.receipts.get(year, Decimal(0)) for one in found)) for year in years]
    assert [sums[letter] for letter in "BCDEFGH"[: len(years)]] == known
    assert sums["BCDEFGH"[len(years)]] == float(plan_of(project).granted(funder="CDL"))
    rows = [
        str(value) for (sheet, place), value in cells.items() if sheet == "Versements" and place[0] == "A"
    ]
    assert len(rows) == len(set(rows)), "two aids to an operation are told apart"


def test_a_request_is_short_enough_to_need_no_contents(project: Project) -> None:
    from maillage.dossier.renderings.docx import render_docx

    document = request_document(project, "DGD")
    word = docx.Document(io.BytesIO(render_docx(document)))
    assert "Sommaire" not in [line.text for line in word.paragraphs]
    assert len(word.sections) == 1


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_whoever_reads_the_network_takes_the_request(
    reader: Client,
    stranger: Client,
    demo_network: Network,
    kind: str,
) -> None:
    address = f"/18/dossier/demandes/DGD.{kind}"
    answer = reader.get(address)
    assert answer.status_code == 200
    assert f"demande-dgd.{kind}" in answer["Content-Disposition"]
    assert stranger.get(address).status_code == 404
    assert reader.get(f"/18/dossier/demandes/AUCUN.{kind}").status_code == 404


def test_the_page_of_a_funder_offers_its_request(reader: Client, demo_network: Network) -> None:
    page = reader.get("/18/financement/financeurs/DGD/").content.decode()
    assert "Emporter la demande" in page
    assert "/18/dossier/demandes/DGD.docx" in page


def test_a_funder_of_whom_nothing_is_asked_yet_is_told_so_on_its_page(
    lead: Client, demo_network: Network
) -> None:
    row = Funder.objects.create(
        network=demo_network, code="FND", name="Fondation", kind="private", position=99
    )
    answer = lead.get("/18/dossier/demandes/FND.docx", follow=True)
    assert answer.redirect_chain[-1][0].endswith("/financement/financeurs/FND/")
    assert f"Rien n&#x27;est encore demandé à {row.name}" in answer.content.decode()


def test_two_lines_of_a_funder_on_an_operation_share_its_costs_and_add_up(
    demo_network: Network, tmp_path: Path
) -> None:
    line = FundingLine.objects.get(network=demo_network, code="F03")
    costs = CostLine.objects.filter(network=demo_network, operation=line.operation).order_by("code")
    twin = FundingLine.objects.get(pk=line.pk)
    twin.pk, twin.code, twin.position = None, "F03B", 99
    twin.save()
    line.costs.set(costs[:1])
    twin.costs.set(costs[1:])
    project = project_for(demo_network)
    asked = [one for one in asked_of(project, line.funder.code) if one.line.code in ("F03", "F03B")]
    assert len(asked) == 2
    path = tmp_path / "demande.xlsx"
    path.write_bytes(request_workbook(project, line.funder.code))
    before, after = stored(path), recalculated(path)
    computed = {
        place: float(value) for place, value in after.items() if isinstance(before.get(place), int | float)
    }
    assert computed
    assert computed == pytest.approx({place: float(before[place]) for place in computed})
    aid = [letter for letter, value in row_of(before, "Demande", "Total").items() if value][-1]
    granted = plan_of(project).granted(funder=line.funder.code)
    assert row_of(before, "Demande", "Total")[aid] == float(granted)
