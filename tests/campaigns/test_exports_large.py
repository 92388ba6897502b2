"""A questionnaire of a thousand questions is exported whole."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from maillage.accounts.models import Network
from maillage.campaigns.domain.frameworks import Domain, Framework, Item
from maillage.campaigns.exports.cases import source_of
from maillage.campaigns.exports.files import write_workbook
from maillage.campaigns.exports.wanted import Wanted
from maillage.campaigns.framework_store import keep_framework
from maillage.campaigns.models import Answer, Campaign, Participation
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of


@pytest.fixture
def thousand(network: Network) -> Campaign:
    items = tuple(
        Item(code=f"q{n}", number=str(n), title=f"T{n}", question="?", levels=("a", "b", "c"))
        for n in range(1000)
    )
    domains = (Domain(code="d", title="D", items=items),)
    keep_framework(
        network=network,
        framework=Framework(code="mille", version="1", title="M", purpose="M", domains=domains),
    )
    campaign: Any = Campaign.objects.create(
        network=network, code="MILLE", title="Mille", framework="mille", form="complete", position=1
    )
    now = timezone.now()
    row = Participation.objects.create(
        network=network, campaign=campaign, library_code="L", library_name="L", rater="self",
        saved_at=now, submitted_at=now,
    )  # fmt: skip
    Answer.objects.bulk_create(
        Answer(network=network, participation=row, item=f"q{n}", value=str(n % 3), provenance="typed", at=now)
        for n in range(1000)
    )
    return campaign  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_thousand_questions_come_out_whole(
    thousand: Campaign, network: Network, kind: str, tmp_path: Any
) -> None:
    source = source_of(project_of(network, DEMO_TODAY), thousand, Wanted(format=kind, texts=True))
    path = tmp_path / f"f.{kind}"
    write_workbook(source, path)
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    told = dict(zip(rows[0], next(row for row in rows[1:] if row[1] == "L"), strict=True))
    assert [int(told[f"q.q{n}"]) for n in range(1000)] == [n % 3 for n in range(1000)]
    if kind == "xlsx":
        assert openpyxl.load_workbook(path, read_only=True).sheetnames == ["Questionnaires", "Dictionnaire"]
