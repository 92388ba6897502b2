"""A rule has one value on a day, says where it comes from, and law cannot be overridden."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError

from builders import empty_network, project_for, rules
from maillage.base.values.periods import Period
from maillage.base.values.sources import Confidence, Source
from maillage.rulebook.domain import Override, Rule, Rules, UnknownRule, Version
from maillage.rulebook.domain.rules import Nature, format_value
from maillage.rulebook.models import RuleOverride
from maillage.rulebook.packaged import BadRule, packaged_rules, read_rules
from maillage.rulebook.services import rules_for

# The facts, written here by hand from the texts: (rule, day, value, confidence).
FACTS = [
    ("procurement.threshold.dispense", date(2020, 1, 1), "40000", "confirmed"),
    ("procurement.threshold.dispense", date(2026, 3, 31), "40000", "confirmed"),
    ("procurement.threshold.dispense", date(2026, 4, 1), "60000", "secondary"),
    ("procurement.threshold.formal", date(2025, 12, 31), "221000", "secondary"),
    ("procurement.threshold.formal", date(2026, 1, 1), "216000", "secondary"),
    ("procurement.threshold.formal", date(2027, 12, 31), "216000", "secondary"),
    ("procurement.threshold.formal", date(2028, 1, 1), "216000", "to_confirm"),
    ("procurement.threshold.formal", date(2029, 12, 31), "216000", "to_confirm"),
    ("procurement.threshold.books", date(2026, 1, 1), "90000", "confirmed"),
    ("procurement.threshold.publicity", date(2026, 1, 1), "90000", "confirmed"),
    ("procurement.decp.threshold", date(2026, 1, 1), "40000", "confirmed"),
    ("funding.own_share.minimum", date(2026, 1, 1), "0.2", "confirmed"),
    ("funding.fctva.investment", date(2026, 1, 1), "0.16404", "confirmed"),
    ("funding.fctva.cloud", date(2025, 12, 31), "0.056", "confirmed"),
    ("funding.fctva.cloud", date(2026, 1, 1), "0.056", "to_confirm"),
    ("funding.vat.standard", date(2026, 1, 1), "0.2", "confirmed"),
    ("governance.report.days", date(2026, 1, 1), "12", "confirmed"),
    ("governance.election.month", date(2028, 3, 31), "202803", "secondary"),
    ("governance.preelection.months", date(2027, 9, 1), "6", "confirmed"),
]


@pytest.mark.parametrize(("rule", "day", "value", "confidence"), FACTS)
def test_a_rule_has_the_value_of_the_day(rule: str, day: date, value: str, confidence: str) -> None:
    found = rules().value(rule, on=day)
    assert found.value == Decimal(value)
    assert found.confidence.value == confidence
    assert found.override is None


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("procurement.threshold.dispense", date(2019, 12, 31)),
        ("procurement.threshold.formal", date(2030, 1, 1)),
        ("governance.election.month", date(2028, 4, 1)),
    ],
)
def test_a_day_without_value_is_told_in_french(rule: str, day: date) -> None:
    title = re.escape(rules().rules[rule].title)
    told = rf"La règle « {title} » \({rule}\) n'a pas de valeur connue au .* {day.year}"
    with pytest.raises(UnknownRule, match=told):
        rules().value(rule, on=day)


def test_an_unknown_rule_is_told_in_french() -> None:
    with pytest.raises(UnknownRule, match=r"La règle « funding\.nothing » n'existe pas"):
        rules().value("funding.nothing", on=date(2026, 1, 1))


def test_the_versions_of_a_packaged_rule_follow_each_other_without_a_hole() -> None:
    changing = [rule for rule in rules().rules.values() if len(rule.versions) > 1]
    assert len(changing) >= 3
    for rule in changing:
        for earlier, later in zip(rule.versions, rule.versions[1:], strict=False):
            assert earlier.period.end == later.period.start, rule.id
            assert later.period.start - timedelta(days=1) in earlier.period


def test_every_packaged_rule_says_what_it_is_for_why_and_whence() -> None:
    assert len(rules().rules) >= 25
    for rule_id, rule in rules().rules.items():
        assert rule.id == rule_id
        assert rule.title, rule_id
        assert rule.used_for.endswith("."), rule_id
        assert rule.explanation.endswith("."), rule_id
        assert rule.versions, rule_id
        for version in rule.versions:
            assert version.source.title, rule_id
            assert isinstance(version.value, Decimal), rule_id


def test_a_packaged_law_cites_a_text() -> None:
    laws = [rule for rule in rules().rules.values() if rule.nature is Nature.LAW]
    assert len(laws) >= 15
    texts = ("art.", "Décret", "Avis", "Code", "hypothèse")
    for rule in laws:
        for version in rule.versions:
            assert any(text in version.source.title for text in texts), rule.id


def test_a_value_to_confirm_says_so_in_its_text() -> None:
    assert (
        rules().value("procurement.threshold.formal", on=date(2028, 6, 1)).text
        == "216\u202f000\u00a0€ HT (à confirmer)"
    )
    assert rules().value("procurement.threshold.formal", on=date(2026, 6, 1)).text == "216\u202f000\u00a0€ HT"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("40000", "eur_ht", "40\u202f000\u00a0€ HT"),
        ("0.2", "rate", "20\u00a0%"),
        ("0.16404", "rate", "16,404\u00a0%"),
        ("0.056", "rate", "5,6\u00a0%"),
        ("0.0027", "rate", "0,27\u00a0%"),
        ("24", "months", "24\u00a0mois"),
        ("1", "days", "1\u00a0jour"),
        ("12", "days", "12\u00a0jours"),
        ("5", "weeks", "5\u00a0semaines"),
        ("1.5", "weeks", "1,5\u00a0semaine"),
        ("4", "years", "4\u00a0ans"),
        ("2.000000", "years", "2\u00a0ans"),
        ("3000", "inhabitants", "3\u202f000\u00a0habitants"),
        ("15", "km", "15\u00a0km"),
        ("0.07", "m2_per_inhabitant", "0,07\u00a0m² par habitant"),
        ("0.5", "eur_per_inhabitant", "0,5\u00a0€ par habitant"),
    ],
)
def test_a_value_is_written_in_french_with_its_unit(value: str, unit: str, text: str) -> None:
    assert format_value(Decimal(value), unit) == text


def override(rule: str, value: str = "1") -> Override:
    return Override(
        rule=rule, value=Decimal(value), by="Direction des finances", on=date(2026, 1, 5), why="Convention"
    )


def test_an_overridden_parameter_says_who_when_and_why_and_leaves_the_packaged_rules_alone() -> None:
    changed = rules().with_overrides([override("funding.fctva.lag")])
    found = changed.value("funding.fctva.lag", on=date(2026, 6, 1))
    assert found.value == 1
    assert found.override is not None
    assert (found.override.by, found.override.on, found.override.why) == (
        "Direction des finances", date(2026, 1, 5), "Convention",
    )  # fmt: skip
    assert rules().value("funding.fctva.lag", on=date(2026, 6, 1)).value == 2
    assert changed.value("funding.vat.standard", on=date(2026, 6, 1)).override is None


def test_law_cannot_be_overridden() -> None:
    with pytest.raises(ValueError, match="est un texte en vigueur : il ne se modifie pas localement"):
        rules().with_overrides([override("funding.own_share.minimum", "0.1")])


def test_an_override_of_no_known_rule_is_refused() -> None:
    with pytest.raises(ValueError, match=r"La règle « funding\.nothing » n'existe pas"):
        rules().with_overrides([override("funding.nothing")])


def version(start: date, end: date | None) -> Version:
    return Version(value=Decimal(1), period=Period(start, end), source=Source("x"))


def rule_of(*versions: Version) -> Rule:
    return Rule(
        id="a.b", title="T", unit="days", nature=Nature.PARAMETER, explanation="", used_for="", versions=versions
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((date(2020, 1, 1), date(2026, 4, 2)), (date(2026, 4, 1), None)),
        ((date(2020, 1, 1), None), (date(2026, 4, 1), None)),
        ((date(2026, 4, 1), None), (date(2020, 1, 1), date(2026, 4, 2))),
        ((date(2020, 1, 1), date(2030, 1, 1)), (date(2021, 1, 1), date(2022, 1, 1))),
    ],
)
def test_two_values_in_force_on_one_day_are_refused(
    first: tuple[date, date | None], second: tuple[date, date | None]
) -> None:
    with pytest.raises(ValueError, match=r"a\.b : deux valeurs en vigueur le 202"):
        rule_of(version(*first), version(*second))


def test_two_versions_that_touch_are_accepted_in_any_order() -> None:
    touching = [version(date(2026, 4, 1), None), version(date(2020, 1, 1), date(2026, 4, 1))]
    assert Rules({"a.b": rule_of(*touching)}).value("a.b", on=date(2026, 4, 1)).value == 1


# -- reading the data files

GOOD = """
[source.code]
title = "Code, art. 1"
[[rule]]
id = "x.y"
title = "T"
unit = "rate"
nature = "law"
used_for = "Essai."
version = [{ from = 2020-01-01, value = "0.1", confidence = "confirmed", source = "code" }]
"""


def test_a_rule_file_is_read_with_its_shared_sources() -> None:
    [rule] = read_rules(GOOD, "x.toml")
    assert rule.versions[0].source == Source("Code, art. 1", "", Confidence.CONFIRMED)
    assert rule.versions[0].value == Decimal("0.1")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('nature = "law"', 'nature = "loi"'),
        ('confidence = "confirmed"', 'confidence = "sure"'),
        ('source = "code"', 'source = "codex"'),
        ('title = "T"\n', ""),
        ("from = 2020-01-01, ", ""),
        ("version = [", "version = [{ from = 2019-01-01, value = \"0.2\", confidence = \"confirmed\", source = \"code\" }, "),
        ('value = "0.1"', 'value = "dix"'),
    ],
)  # fmt: skip
def test_a_rule_file_that_is_wrong_names_the_file_and_the_rule(old: str, new: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(BadRule, match=r"x\.toml : règle x\.y"):
        read_rules(GOOD.replace(old, new), "x.toml")


def test_the_packaged_rules_are_read_once() -> None:
    assert packaged_rules() is packaged_rules()


# -- the rules of a network


@pytest.mark.django_db
def test_the_rules_of_a_network_hold_its_own_values_and_no_others() -> None:
    ours, theirs = empty_network("18"), empty_network("45")
    RuleOverride.objects.create(
        network=ours,
        rule="governance.circuit.weeks",
        value=6,
        by="Direction",
        on=date(2026, 1, 5),
        why="Usage",
    )
    day = date(2026, 6, 1)
    found = rules_for(ours).value("governance.circuit.weeks", on=day)
    assert (found.value, found.override is not None) == (6, True)
    assert found.text.startswith("6\u00a0semaines")
    assert rules_for(theirs).value("governance.circuit.weeks", on=day).override is None
    assert project_for(ours).rules.value("governance.circuit.weeks", on=day).value == 6


@pytest.mark.django_db
def test_a_network_overrides_a_rule_once() -> None:
    network = empty_network("18")
    given = {"network": network, "rule": "funding.fctva.lag", "by": "x", "on": date(2026, 1, 5), "why": "y"}
    RuleOverride.objects.create(value=1, **given)
    with pytest.raises(IntegrityError):
        RuleOverride.objects.create(value=2, **given)


def test_a_rulebook_is_immutable() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        rules().overrides = {}  # type: ignore[misc]


def test_a_law_that_was_not_read_is_set_by_who_read_it_for_its_unsure_days_only() -> None:
    vehicles = "funding.dgd.kind.vehicle.third"
    changed = rules().with_overrides([override(vehicles)])
    assert changed.value(vehicles, on=date(2026, 6, 1)).value == 1
    assert changed.value(vehicles, on=date(2026, 6, 1)).confidence is Confidence.CONFIRMED
    assert changed.value(vehicles, on=date(2024, 7, 16)).value == 0
    assert not rules().rules["funding.fctva.investment"].is_adjustable
    assert rules().rules["funding.fctva.cloud"].is_adjustable
