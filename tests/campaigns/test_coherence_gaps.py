"""The spread of scores and amounts, and where to act, against hand and statsmodels."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from coherence_network import seen
from statsmodels.stats.oneway import anova_oneway

from maillage.campaigns.domain.coherence.gaps import Level, amount_spread, score_spread, where_to_act
from maillage.campaigns.domain.coherence.robust import robustness
from maillage.campaigns.domain.scores import Band, CoreState, Marks


def test_scores_are_told_by_quartiles_and_deviation():
    told = score_spread("Ensemble", [10, 20, None, 30, 60])
    assert (told.n, told.quartiles.q1, told.quartiles.median, told.quartiles.q3) == (4, 17.5, 25, 37.5)
    assert told.middle_half == 20
    assert told.deviation == pytest.approx(np.std([10, 20, 30, 60], ddof=1))
    assert score_spread("Ensemble", [50]).deviation is None
    assert score_spread("Ensemble", [None]) is None


def test_amounts_are_told_by_ratios_that_a_true_zero_allows():
    hours = [
        (seen(c, epci=e, stratum="s"), v) for c, e, v in (("a", "N", 4.0), ("b", "N", 4.0), ("c", "S", 12.0))
    ]
    told = amount_spread("Heures", hours)
    # Mean 20/3; x/mean is 0.6, 0.6 and 1.8.
    theil = (0.6 * log(0.6) * 2 + 1.8 * log(1.8)) / 3
    assert told.by_epci.total == pytest.approx(theil)
    assert told.by_epci.share_between == pytest.approx(1)
    assert told.by_size.share_between == pytest.approx(0)
    # (2·1 − 4)·4 + (2·2 − 4)·4 + (2·3 − 4)·12 = 16, over 3 × 20.
    assert told.gini == pytest.approx(16 / 60)
    # Q1 = 4, Q3 = 8.
    assert told.quartile_ratio == pytest.approx(1 / 3)
    assert amount_spread("Heures", hours[:1]) is None


SCORES = {"N": [10, 12, 11, 13], "S": [50, 52, 51, 49], "E": [30, 31, 29, 33]}


def network(key: str):
    other = {"epci": "stratum", "stratum": "epci"}[key]
    return [
        seen(f"{name}{rank}", overall=score, **{key: name, other: str(rank % 2)})
        for name, scores in SCORES.items()
        for rank, score in enumerate(scores)
    ]


@pytest.mark.parametrize(("key", "level"), [("epci", Level.EPCI), ("stratum", Level.SIZE)])
def test_one_acts_by_the_grouping_that_holds_the_gaps(key, level):
    told = where_to_act(network(key), by_group=0.25)
    assert told.level is level
    split = told.by_epci if level is Level.EPCI else told.by_size
    anova = anova_oneway(list(SCORES.values()), use_var="equal")
    n, groups = 12, 3
    eta = anova.statistic * (groups - 1) / (anova.statistic * (groups - 1) + n - groups)
    assert split.squares.share_between == pytest.approx(eta)
    assert split.beyond_chance == pytest.approx(1 - (1 - eta) * (n - 1) / (n - groups))
    # ICC(1) of equal groups of four: (F − 1)/(F + 3).
    assert split.icc == pytest.approx((anova.statistic - 1) / (anova.statistic + 3))


def test_one_acts_library_by_library_when_no_grouping_holds_the_gaps():
    mixed = [seen(str(rank), overall=score, epci=str(rank % 2), stratum=str(rank // 4)) for rank, score in
             enumerate([10, 11, 50, 52, 12, 10, 49, 51])]  # fmt: skip
    told = where_to_act(mixed, by_group=0.25)
    assert told.level is Level.LIBRARY
    assert told.by_epci.beyond_chance == 0
    assert where_to_act(mixed[:1], by_group=0.25) is None


MARKS = Marks(on_the_way=25, core=50, reference=75, answered_share=0.6)


def test_a_band_far_from_every_limit_never_moves_and_one_on_a_limit_does():
    libraries = [
        seen("loin", scores=(60.0, 64.0), overall=62.0, band=Band.CORE, core={"wifi": CoreState.MET}),
        seen(
            "bord", scores=(2.0, 48.0), overall=25.0, band=Band.ON_THE_WAY, core={"wifi": CoreState.MISSING}
        ),
        seen("sans", scores=(None, None)),
    ]
    told = robustness(libraries, [1, 1], MARKS, unstable=0.1)
    assert (told.libraries, told.unstable, told.untouched, told.draws) == (2, 1, 1, 1000)
    assert robustness(libraries[2:], [1, 1], MARKS, unstable=0.1) is None
