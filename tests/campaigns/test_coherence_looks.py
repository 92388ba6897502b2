"""Double ratings, the matched panel, hours and the grid, against krippendorff, scipy, statsmodels and hand."""

from __future__ import annotations

from dataclasses import replace

import krippendorff
import numpy as np
import pytest
from coherence_network import DESK, GRID, HELP, MET, MISSING, WIFI, item, seen
from scipy.stats import wilcoxon
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.coherence.grid import domain_quality, item_quality
from maillage.campaigns.domain.coherence.hours import HoursState, LibraryHours, hours_agreement, plain_hours
from maillage.campaigns.domain.coherence.looks import agreement
from maillage.campaigns.domain.coherence.panel import panel

OWN = [3, 2, 4, 0, 1, 2, 3, 4, 2, 1, 0, 3]
OTHER = [2, 2, 4, 0, 0, 2, 3, 3, 2, 1, 1, 2]


def looks(own=OWN, other=OTHER):
    return [({"wifi": a, "desk": b}, {"wifi": b, "desk": b}) for a, b in zip(own, other, strict=True)]


def ordinal(pairs):
    values = np.array(pairs, dtype=float).T
    return krippendorff.alpha(values, level_of_measurement="ordinal")


def test_agreement_is_that_of_the_krippendorff_package_over_the_grid_and_by_question():
    told = agreement((WIFI, DESK), looks())
    pooled = [pair for a, b in zip(OWN, OTHER, strict=True) for pair in ((a, b), (b, b))]
    assert told.libraries == 12
    assert told.alpha.value == pytest.approx(ordinal(pooled))
    by_item = {own.item.code: own for own in told.items}
    assert by_item["wifi"].alpha.value == pytest.approx(ordinal(list(zip(OWN, OTHER, strict=True))))
    assert by_item["desk"].alpha.value == pytest.approx(1)
    assert told.interval.low < told.alpha.value < told.interval.high


def test_raw_agreement_and_bias_are_counted_by_hand():
    wifi = next(own for own in agreement((WIFI, DESK), looks()).items if own.item is WIFI)
    gaps = [a - b for a, b in zip(OWN, OTHER, strict=True)]
    assert wifi.told.exact == pytest.approx(gaps.count(0) / 12)
    assert wifi.told.within_one == 1
    assert wifi.told.bias == pytest.approx(sum(gaps) / 12)


def test_questions_where_too_many_pairs_differ_are_to_be_rewritten_the_worst_first():
    told = agreement((WIFI, DESK), looks())
    assert [own.item.code for own in told.to_rewrite(0.25)] == ["wifi"]
    assert told.to_rewrite(0.5) == ()


def test_few_libraries_seen_twice_give_no_interval_and_none_gives_nothing():
    assert agreement((WIFI, DESK), looks(OWN[:4], OTHER[:4])).interval is None
    assert agreement((WIFI, DESK), []) is None
    assert agreement((WIFI,), [({"wifi": 2}, {})]) is None


def test_the_order_of_libraries_does_not_matter():
    assert agreement((WIFI, DESK), looks()) == agreement((WIFI, DESK), looks()[::-1])


def pair_of_campaigns():
    before = [seen(str(n), levels={"wifi": a, "desk": 1}, core={"wifi": MET if a >= 2 else MISSING}) for n, a in
              enumerate(OTHER)]  # fmt: skip
    after = [seen(str(n), levels={"wifi": a, "desk": 3}, core={"wifi": MET if a >= 2 else MISSING}) for n, a in
             enumerate(OWN)]  # fmt: skip
    return [*before, seen("parti", levels={"wifi": 4})], [
        *after,
        seen("neuf", levels={"wifi": 0}),
        seen("muet"),
    ]


def test_only_libraries_and_questions_of_both_campaigns_are_compared():
    before, after = pair_of_campaigns()
    told = panel(GRID, {"wifi": "wifi"}, before, after)
    assert (told.matched, told.compared) == (12, 1)
    assert told.score.before == pytest.approx(100 * sum(OTHER) / 4 / 12)
    assert told.score.after == pytest.approx(100 * sum(OWN) / 4 / 12)
    gaps = [a - b for a, b in zip(OWN, OTHER, strict=True)]
    assert (told.score.ups, told.score.downs) == (sum(g > 0 for g in gaps), sum(g < 0 for g in gaps))
    assert told.regression is not None


def test_the_test_of_scores_is_wilcoxon_s():
    after = [60, 55, 71, 40, 66, 52, 49, 58]
    before = [50, 57, 60, 35, 59, 49, 50, 40]
    one = item("wifi", levels=tuple(str(n) for n in range(101)))
    framework = replace(GRID, domains=(replace(GRID.domains[0], items=(one,)),))
    told = panel(
        framework, {"wifi": "wifi"},
        [seen(str(n), levels={"wifi": v}) for n, v in enumerate(before)],
        [seen(str(n), levels={"wifi": v}) for n, v in enumerate(after)],
    )  # fmt: skip
    scipy = wilcoxon(after, before, method="exact").pvalue
    # Two changes of the same size share a rank: the exact distributions differ by little.
    assert told.score.p_value == pytest.approx(scipy, abs=0.02)


def test_the_test_of_a_core_service_is_mcnemar_s():
    before, after = pair_of_campaigns()
    ((own, told),) = panel(GRID, {"wifi": "wifi", "desk": "desk"}, before, after).core
    table = [[0, 0], [0, 0]]
    for a, b in zip(OTHER, OWN, strict=True):
        table[a < 2][b < 2] += 1
    assert own is WIFI
    assert (told.n, told.gained, told.lost) == (12, table[1][0], table[0][1])
    if told.gained + told.lost:
        assert told.p_value == pytest.approx(mcnemar(table, exact=True).pvalue)


def test_a_question_that_changed_its_code_is_followed():
    told = panel(GRID, {"ancien": "wifi"}, [seen("a", levels={"ancien": 0})], [seen("a", levels={"wifi": 4})])
    assert (told.score.before, told.score.after) == (0, 100)


def test_without_a_library_or_a_question_in_common_nothing_is_said():
    assert (
        panel(GRID, {"wifi": "wifi"}, [seen("a", levels={"wifi": 1})], [seen("b", levels={"wifi": 1})])
        is None
    )
    assert panel(GRID, {}, [seen("a", levels={"wifi": 1})], [seen("a", levels={"wifi": 1})]) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mercredi de 14h00 à 18h", "mer. 14:00-18:00"),
        ("Samedi 9h30 - 12h", "sam 09 h 30 / 12 heures"),
        ("mer. 14 h-18 h, sam. 10 h-12 h", "Mercredi : 14h à 18h ; samedi : 10h à 12h"),
    ],
)
def test_the_same_hours_written_otherwise_are_the_same(one, other):
    assert plain_hours(one) == plain_hours(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("mer. 14h-18h", "mer. 14h-17h"), ("mardi 14h", "mercredi 14h"), ("14h", "4h"), ("10h", "")],
)
def test_other_hours_are_other(one, other):
    assert plain_hours(one) != plain_hours(other)


SOURCES = ("door", "portal", "search")


def hours(**said):
    return LibraryHours(library="x", said=said, sources=SOURCES)


def test_a_difference_is_enough_and_sameness_needs_every_source():
    assert hours(door="14h", portal="14 h 00", search="14:00").state is HoursState.SAME
    assert hours(door="14h", portal="15h").state is HoursState.DIFFERENT
    assert hours(door="14h", portal="").state is HoursState.DIFFERENT
    assert hours(door="14h", portal="14h").state is HoursState.UNFINISHED
    assert hours(door="", portal="").state is HoursState.UNFINISHED
    assert hours(door="", portal="", search="").state is HoursState.DIFFERENT
    assert hours().state is HoursState.UNFINISHED


def test_the_share_of_same_hours_has_wilson_s_interval():
    same, other = hours(door="14h", portal="14h", search="14h"), hours(door="14h", portal="9h")
    told = hours_agreement([same] * 13 + [other] * 7 + [hours(door="9h")])
    low, high = proportion_confint(13, 20, method="wilson")
    assert (told.judged, told.same, told.share) == (20, 13, 0.65)
    assert (told.interval.low, told.interval.high) == (pytest.approx(low), pytest.approx(high))
    assert hours_agreement([hours(door="9h")]) is None


def test_a_question_is_judged_by_what_people_cannot_say_and_by_what_never_varies():
    people = [
        *(seen(str(n), levels={"wifi": 2, "desk": n}) for n in range(3)),
        seen("x", missing={"wifi": Missing.UNKNOWN, "desk": Missing.NOT_APPLICABLE}),
        seen("muet"),
    ]
    wifi, desk = item_quality(WIFI, people), item_quality(DESK, people)
    assert (wifi.known, wifi.unknown, wifi.unknown_share) == (3, 1, 0.25)
    assert (wifi.is_constant, desk.is_constant) == (True, False)
    assert (desk.not_applicable, desk.usual, desk.usual_count) == (1, 0, 1)
    assert item_quality(HELP, people).unknown_share == 0


def test_a_domain_climbed_in_order_has_no_guttman_error():
    domain = GRID.domains[0]
    people = [seen(str(n), levels={"wifi": n, "desk": max(n - 1, 0)}) for n in range(5)]
    told = domain_quality(domain, people)
    assert (told.n, told.h, told.errors) == (5, pytest.approx(1), 0)
    assert domain_quality(GRID.domains[1], people) is None
    assert domain_quality(domain, [seen("a", levels={"wifi": 1})]) is None
