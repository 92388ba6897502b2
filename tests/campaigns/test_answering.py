"""An answer is kept as it is given, and what was sent is what results rest on."""

from __future__ import annotations

import pytest
from tests.campaigns.conftest import OpenCampaign

from maillage.campaigns.answering import Conflict, Given, Locked, save_answer
from maillage.campaigns.domain.answers import BadAnswer, Missing
from maillage.campaigns.readings import results_of
from maillage.campaigns.submitting import reopen, submit
from maillage.rulebook.projects import project_of


def _save(campaign: OpenCampaign, item: str, value: str = "", **more: object) -> object:
    given = Given(item=item, value=value, **more)  # type: ignore[arg-type]
    return save_answer(
        participation=campaign.participation(),
        framework=campaign.framework,
        given=given,
        today=campaign.today,
    )


def test_each_library_that_is_open_gets_one_questionnaire(open_grid: OpenCampaign) -> None:
    assert open_grid.row.participations.count() == 143


def test_a_level_out_of_the_ladder_is_refused_and_nothing_is_written(open_grid: OpenCampaign) -> None:
    for wrong in ("5", "-1", "1.5", "trois", "²", "99999999999"):
        with pytest.raises(BadAnswer):
            _save(open_grid, "acces-debit", wrong)
    assert not open_grid.participation().answers.exists()


def test_not_knowing_is_an_answer_and_not_a_zero(open_grid: OpenCampaign) -> None:
    _save(open_grid, "acces-debit", missing=Missing.UNKNOWN)
    kept = open_grid.participation().answers.get()
    assert (kept.value, kept.missing) == ("", "unknown")


def test_whoever_saw_an_older_answer_is_told_and_nothing_is_overwritten(open_grid: OpenCampaign) -> None:
    _save(open_grid, "acces-debit", "2", revision=0)
    _save(open_grid, "acces-debit", "3", revision=1)
    with pytest.raises(Conflict) as found:
        _save(open_grid, "acces-debit", "4", revision=1)
    assert found.value.theirs.value == "3"
    # The same answer sent again is no conflict.
    _save(open_grid, "acces-debit", "3", revision=1)


def test_what_was_sent_takes_no_more_answers_until_it_is_opened_again(open_grid: OpenCampaign) -> None:
    _save(open_grid, "acces-debit", "2")
    submit(participation=open_grid.participation(), today=open_grid.today)
    with pytest.raises(Locked):
        _save(open_grid, "acces-debit", "3")
    reopen(participation=open_grid.participation(), until=None)
    _save(open_grid, "acces-debit", "3")


def test_drafts_do_not_count_in_results(open_grid: OpenCampaign) -> None:
    _save(open_grid, "acces-debit", "2")
    before = results_of(project_of(open_grid.network, open_grid.today))["ESSAI"]
    assert before.own == ()
    assert len(before.asked) == 143
    submit(participation=open_grid.participation(), today=open_grid.today)
    after = results_of(project_of(open_grid.network, open_grid.today))["ESSAI"]
    assert [result.answers["acces-debit"].value for result in after.own] == ["2"]
