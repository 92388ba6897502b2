"""What the service says of its libraries stands over open data, and open data stay readable beneath."""

from __future__ import annotations

from decimal import Decimal

import pytest

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.plugs import Project
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from maillage.territory.domain.own_values import OwnValue, newest_by_variable
from maillage.territory.domain.register import State
from maillage.territory.giving import forget_values, give_values
from maillage.territory.readings import key_figures_of, register_of, values_given

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def seen_today(network: Network) -> Project:
    return project_of(network, DEMO_TODAY)


def own(library: str, variable: str, value: Decimal | bool | str | None, year: int | None = None) -> OwnValue:
    return OwnValue(library=library, variable=variable, value=value, year=year, source="saisie")


def test_a_value_given_takes_the_place_of_the_published_one_which_stays_readable(
    demo_network: Network,
) -> None:
    before = register_of(seen_today(demo_network))
    record = next(r for r in before.open_records() if r.observation("weekly_hours").number)
    published = record.observation("weekly_hours")
    give_values(network=demo_network, values=[own(record.code, "weekly_hours", Decimal("33.5"), 2026)])
    seen = register_of(seen_today(demo_network)).by_code(record.code).observation("weekly_hours")
    assert (seen.number, seen.vintage, seen.raw) == (Decimal("33.5"), published.vintage, published.raw)
    assert seen.own is not None
    assert seen.own.year == 2026


def test_a_value_said_to_be_wrong_is_unknown_not_zero(demo_network: Network) -> None:
    before = key_figures_of(seen_today(demo_network))["weekly_hours.median"]
    record = next(
        r
        for r in register_of(seen_today(demo_network)).open_records()
        if r.observation("weekly_hours").number
    )
    give_values(network=demo_network, values=[own(record.code, "weekly_hours", None)])
    project = seen_today(demo_network)
    assert register_of(project).by_code(record.code).observation("weekly_hours").state is State.MISSING
    assert key_figures_of(project)["weekly_hours.median"].n_known == before.n_known - 1


def test_a_figure_that_no_export_publishes_counts_once_the_service_gives_it(demo_network: Network) -> None:
    code = register_of(seen_today(demo_network)).open_records()[0].code
    give_values(network=demo_network, values=[own(code, "active_borrowers", Decimal(120), 2026)])
    seen = register_of(seen_today(demo_network)).by_code(code).observation("active_borrowers")
    assert seen is not None
    assert seen.number == 120


def test_values_given_again_replace_those_of_their_year_and_are_taken_back_by_name(
    demo_network: Network,
) -> None:
    code = register_of(seen_today(demo_network)).open_records()[0].code
    give_values(
        network=demo_network,
        values=[own(code, "loans", Decimal(1), 2025), own(code, "loans", Decimal(2), 2026)],
    )
    give_values(network=demo_network, values=[own(code, "loans", Decimal(3), 2026)])
    found = values_given(seen_today(demo_network))
    assert sorted((value.year, value.value) for value in found) == [(2025, 1), (2026, 3)]
    assert newest_by_variable(found)["loans"].value == 3
    assert forget_values(network=demo_network, keys=[(code, "loans", 2026)]) == 1
    assert [value.year for value in values_given(seen_today(demo_network))] == [2025]
    assert AuditEntry.objects.filter(network=demo_network, verb__startswith="territory.values").count() == 3


def test_an_unknown_variable_is_refused_and_nothing_is_written(demo_network: Network) -> None:
    code = register_of(seen_today(demo_network)).open_records()[0].code
    with pytest.raises(ValueError, match="Donnée inconnue : chats"):
        give_values(
            network=demo_network, values=[own(code, "loans", Decimal(1)), own(code, "chats", Decimal(2))]
        )
    assert not values_given(seen_today(demo_network))
