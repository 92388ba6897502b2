"""French formats: numbers, amounts, rates, dates, counts and lists as a careful secretary writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.base.values import french

N = "\u202f"  # narrow no-break space, between thousands
B = "\u00a0"  # no-break space, before a unit


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (None, 0, "inconnu"),
        (0, 0, "0"),
        (7, 0, "7"),
        (999, 0, "999"),
        (1000, 0, f"1{N}000"),
        (1234567, 0, f"1{N}234{N}567"),
        (-1234, 0, f"−1{N}234"),
        (Decimal("1234.5"), 1, f"1{N}234,5"),
        (Decimal("1234.5"), 0, f"1{N}235"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "−3"),
        (Decimal("0.004"), 2, "0,00"),
        (Decimal("0.005"), 2, "0,01"),
        (Decimal("-0.4"), 0, "0"),
        (Decimal("-0.04"), 1, "0,0"),
        (0.1 + 0.2, 1, "0,3"),
        (1.005, 2, "1,01"),
        (Decimal("12"), 2, "12,00"),
    ],
)
def test_a_number_is_written_in_french(value: Any, decimals: int, text: str) -> None:
    assert french.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (None, 0, "inconnu"),
        (Decimal(0), 0, f"0{B}€"),
        (Decimal("12345.6"), 0, f"12{N}346{B}€"),
        (Decimal("12345.6"), 2, f"12{N}345,60{B}€"),
        (Decimal("-50"), 0, f"−50{B}€"),
        (15000, 0, f"15{N}000{B}€"),
    ],
)
def test_an_amount_is_written_in_french(value: Any, decimals: int, text: str) -> None:
    assert french.euros(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (None, 0, "inconnu"),
        (Decimal("0.2"), 0, f"20{B}%"),
        (Decimal("0.125"), 1, f"12,5{B}%"),
        (Decimal("0.16404"), 3, f"16,404{B}%"),
        (0.07, 0, f"7{B}%"),
        (Decimal(1), 0, f"100{B}%"),
        (Decimal("-0.05"), 0, f"−5{B}%"),
    ],
)
def test_a_rate_is_written_as_a_percentage(value: Any, decimals: int, text: str) -> None:
    assert french.percent(value, decimals) == text


@pytest.mark.parametrize(
    ("write", "day", "text"),
    [
        (french.long_date, date(2026, 1, 26), "lundi 26 janvier 2026"),
        (french.long_date, date(2026, 8, 1), "samedi 1er août 2026"),
        (french.plain_date, date(2026, 1, 1), "1er janvier 2026"),
        (french.plain_date, date(2026, 2, 21), "21 février 2026"),
        (french.plain_date, date(2027, 12, 31), "31 décembre 2027"),
        (french.short_date, date(2026, 3, 5), "05/03/2026"),
        (french.month, date(2026, 1, 31), f"janv.{B}2026"),
        (french.month, date(2026, 5, 1), f"mai{B}2026"),
        (french.month, date(2026, 7, 14), f"juil.{B}2026"),
        (french.long_date, None, "inconnu"),
        (french.plain_date, None, "inconnu"),
        (french.short_date, None, "inconnu"),
        (french.month, None, "inconnu"),
    ],
)
def test_a_date_is_written_in_french(write: Callable[[Any], str], day: Any, text: str) -> None:
    assert write(day) == text


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, f"0{B}bibliothèque"),
        (1, f"1{B}bibliothèque"),
        (2, f"2{B}bibliothèques"),
        (1200, f"1{N}200{B}bibliothèques"),
    ],
)
def test_a_count_agrees_with_its_noun(n: int, text: str) -> None:
    assert french.count(n, "bibliothèque") == text


def test_a_count_takes_an_irregular_plural() -> None:
    assert french.count(2, "réseau", "réseaux") == f"2{B}réseaux"
    assert french.count(1, "réseau", "réseaux") == f"1{B}réseau"


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (("a", "b"), "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_a_list_ends_with_et(items: Any, text: str) -> None:
    assert french.listed(items) == text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("L'Abbaye-Érigée", "l abbaye erigee"),
        ("  ŒUVRE\u00a0d'art ", "oeuvre d art"),
        ("SAINT-DOULCHARD", "saint doulchard"),
        ("Ç où ï", "c ou i"),
        ("", ""),
    ],
)
def test_a_name_is_folded_to_be_compared(text: str, key: str) -> None:
    assert french.folded(text) == key


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert french.folded(french.folded(text)) == french.folded(text)


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False))
def test_an_amount_to_the_cent_can_be_read_back_from_its_french_text(value: Decimal) -> None:
    text = french.number(value, 2)
    assert Decimal(text.replace(N, "").replace(",", ".").replace("−", "-")) == value


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_has_its_own_text(day: date) -> None:
    assert french.plain_date(day) != french.plain_date(day - timedelta(days=1))
    assert french.long_date(day).endswith(french.plain_date(day))
