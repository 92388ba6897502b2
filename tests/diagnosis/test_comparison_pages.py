"""Comparison and typologies: what pages show to whom, and the figures of the Cher found again."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from builders import empty_network, project_for
from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.base.charts import FunnelCurve, FunnelPoint, funnel_plot
from maillage.base.values.tree import Table
from maillage.cli.demo import DEMO_TODAY
from maillage.diagnosis.comparing import Panel
from maillage.diagnosis.domain.comparing import LeftOut, compared, for_readers, tallied_answers, tallied_rates
from maillage.diagnosis.domain.nonresponse import silence
from maillage.diagnosis.domain.spreads import Site
from maillage.diagnosis.figures import figures
from maillage.diagnosis.panel_telling import panel_words
from maillage.diagnosis.telling import classes as classes_telling
from maillage.diagnosis.telling import silence as silence_telling
from maillage.statistics.funnel_limits import Basis
from maillage.statistics.merging import merged_strata
from maillage.statistics.paired import chain_index, paired_change
from maillage.statistics.strata import strata, stratum_of
from maillage.statistics.suppression import Why
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.models import OwnValue
from web import person, signed_in, text_of

COMPARISON, TYPOLOGIES = "/18/diagnostic/comparaison/", "/18/diagnostic/typologies/"
VIEWS = (
    COMPARISON,
    f"{COMPARISON}?chiffre=visits",
    f"{COMPARISON}?chiffre=visits&par=commune",
    f"{COMPARISON}?chiffre=volunteers&par=taille",
    f"{COMPARISON}?chiffre=nowhere&par=nothing&tri=-brute",
    TYPOLOGIES,
    f"{TYPOLOGIES}?vue=ancienne",
    f"{TYPOLOGIES}?vue=surface&epci=ailleurs",
)


def site(group: str, value: float | None, *, commune: str = "", inhabitants: int | None = 1000) -> Site:
    name = f"{group} {value}"
    return Site(
        code=name, name=name, group=group, commune=commune or name, inhabitants=inhabitants, value=value
    )


# What is computed


def test_answers_are_tallied_by_group_and_silent_groups_are_told() -> None:
    kept, left = tallied_answers([site("A", 1), site("A", 0), site("A", None), site("B", None)])
    assert [(t.name, t.sites, t.known, t.events, t.size) for t in kept] == [("A", 3, 2, 1, 2)]
    assert left == [("B", LeftOut.SILENT)]


def test_a_commune_counts_once_and_only_when_all_its_libraries_answered() -> None:
    sites = [
        site("A", 300, commune="1"),
        site("A", 100, commune="1"),
        site("A", 90, commune="2"),
        site("A", None, commune="2"),
        site("A", 50, commune="3", inhabitants=None),
        site("B", 900, commune="4", inhabitants=600),
        site("B", 80, commune="5"),
    ]
    kept, left = tallied_rates(sites, by_commune={str(n): f"Commune {n}" for n in range(1, 6)}, most=True)
    assert [(t.name, t.events, t.size) for t in kept] == [("Commune 1", 400, 1000), ("Commune 5", 80, 1000)]
    assert left == [
        ("Commune 2", LeftOut.PARTLY_SILENT),
        ("Commune 3", LeftOut.UNSIZED),
        ("Commune 4", LeftOut.TOO_MANY),
    ]
    grouped, _ = tallied_rates(sites, most=False)
    assert [(t.name, t.events, t.size) for t in grouped] == [("A", 400, 1000), ("B", 980, 1600)]


def test_readers_do_not_see_small_groups_nor_what_a_subtraction_gives() -> None:
    sites = [site(name, rank % 2) for name, n in (("A", 12), ("B", 9), ("C", 3)) for rank in range(n)]
    found = compared(tallied_answers(sites)[0], Basis.SHARE)
    assert found is not None
    assert [unit.hidden for unit in for_readers(found).units] == [Why.SHOWN, Why.COMPLEMENT, Why.SMALL]
    assert all(unit.hidden is Why.SHOWN for unit in found.units)
    assert all(
        min(u.raw, found.funnel.target) <= u.shrunk <= max(u.raw, found.funnel.target) for u in found.units
    )
    assert compared(tallied_answers([site("A", 1)])[0], Basis.SHARE) is None


def test_silence_of_the_cher_is_the_published_one(cher: dict[str, Path]) -> None:
    """Evaluation methods, §8: share of sites open 8 hours or more, and mean hours, August 2024."""
    with cher["2024"].open(encoding="utf-8-sig", newline="") as file:
        lines = [x for x in csv.DictReader(file, delimiter=";") if x["type_adresse"] == "Bâtiment ouvert"]
    sizes = [int(x["population_commune"]) for x in lines]
    hours = [float(x["amplitude_horaire"] or 0) or None for x in lines]
    classes = merged_strata(strata((500, 1000, 2000, 5000)), sizes)
    names = [own.label for size in sizes if (own := stratum_of(size, classes))]
    assert [names.count(own.label) for own in classes] == [44, 44, 34, 11, 11]
    rows = sorted(zip(sizes, names, hours, strict=True), key=lambda row: row[0])
    plain = silence([site(name, value) for _, name, value in rows], yes_or_no=False)
    eight = silence(
        [site(name, None if value is None else float(value >= 8)) for _, name, value in rows], yes_or_no=True
    )
    assert plain is not None
    assert eight is not None
    assert plain.raw == pytest.approx(11.77, abs=0.005)
    assert plain.weighted.estimate.mean == pytest.approx(10.82, abs=0.005)
    assert (eight.raw, eight.weighted.estimate.mean) == pytest.approx((0.600, 0.539), abs=0.0005)
    assert (eight.bounds.low, eight.bounds.high) == pytest.approx((0.396, 0.736), abs=0.0005)
    assert len(eight.uneven) == 1
    assert silence([site("A", None)], yes_or_no=True) is None


def test_a_funnel_is_drawn_for_any_sizes_and_names_only_what_is_outside() -> None:
    curve = FunnelCurve(label="limites", limits=((10, 0.1, 0.9), (5000, 0.4, 0.6)))
    spec = funnel_plot(
        points=[
            FunnelPoint(name="Dedans", size=12, value=0.5),
            FunnelPoint(name="Dehors", size=4000, value=0.9, outside=True),
        ],
        curves=[curve],
        target=0.5,
        target_label="0,5",
        size_label="Habitants",
        value_label="Part",
        write=str,
    )
    assert "Dehors" in str(spec)
    assert "Dedans" not in str(spec)
    assert "logarithmique" in str(spec)
    with pytest.raises(ValueError, match="point"):
        funnel_plot(
            points=[], curves=[], target=0.5, target_label="", size_label="", value_label="", write=str
        )
    alone = [FunnelPoint(name="Seul", size=5, value=0.0)]
    assert funnel_plot(
        points=alone, curves=[], target=0.0, target_label="", size_label="", value_label="", write=str
    )


def test_a_panel_of_three_dates_tells_its_chained_index() -> None:
    change = paired_change({"a": 10, "b": 20}, {"a": 12, "b": 26})
    assert change is not None
    links = chain_index([{"a": 9, "b": 21}, {"a": 10, "b": 20}, {"a": 12, "b": 26}])
    vintages = ("2020", "2024", "2025-activite")
    panel = Panel(
        before="2024",
        after="2025-activite",
        change=change,
        left=3,
        lowest=None,
        chain=tuple(zip(vintages, links, strict=True)),
    )
    told = " ".join(panel_words(panel, BY_CODE["volunteers"]))
    assert "127 en 2023 (2 en commun)" in told.replace("\u202f", " ")
    assert "2 en hausse, 0 en baisse" in told
    assert "on ne peut pas dire que le réseau a changé" in told


# What is shown


@pytest.mark.django_db
@pytest.mark.parametrize("url", VIEWS)
def test_the_pages_are_shown_within_their_queries(
    demo_network: Network, lead: Client, url: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        answer = lead.get(url)
    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1


@pytest.mark.django_db
def test_nothing_is_ranked_until_somebody_asks_and_then_they_are_warned(
    demo_network: Network, lead: Client
) -> None:
    text = text_of(lead.get(COMPARISON))
    names = [
        name
        for name in ("CA Bourges Plus", "CC Berry Grand Sud", "CC la Septaine", "CC Terres du Haut Berry")
    ]
    places = [text.index(f">{name}<") for name in names]
    assert places == sorted(places)
    assert "récompense le hasard" not in text
    assert "récompense le hasard" in text_of(lead.get(f"{COMPARISON}?tri=-brute"))
    assert "Valeur resserrée" in text
    assert "quoi que disent les silencieux" in text


@pytest.mark.django_db
def test_a_panel_of_the_same_libraries_is_told_in_plain_words(demo_network: Network, lead: Client) -> None:
    text = text_of(lead.get(f"{COMPARISON}?chiffre=volunteers"))
    assert "bibliothèques connues aux deux dates" in text
    assert "p = " in text or "p < " in text
    assert "n’est connu qu’à une date" in text_of(lead.get(f"{COMPARISON}?chiffre=wifi"))


@pytest.mark.django_db
def test_a_reader_sees_groups_without_small_ones_and_no_commune(
    demo_network: Network, reader: Client
) -> None:
    text = text_of(reader.get(f"{COMPARISON}?chiffre=wifi"))
    assert "masqué" in text
    assert "l&#x27;équipe du réseau les voit" in text or "l'équipe du réseau les voit" in text
    assert 'value="commune"' not in text_of(reader.get(f"{COMPARISON}?chiffre=visits&par=commune"))


@pytest.mark.django_db
def test_official_grades_are_pasted_never_invented(demo_network: Network, lead: Client) -> None:
    assert "Aucune classe officielle" in text_of(lead.get(TYPOLOGIES))
    table = "\n".join(f"{code};{grade}" for code, grade in zip(_codes(lead), "ABCDE" * 2, strict=False))
    wrong = lead.post(
        f"{TYPOLOGIES}importer/", {"year": "2026", "source": "Neoscrib", "pasted": f"{table}\nINCONNU;A"}
    )
    assert wrong.status_code == 422
    assert "Ligne 11" in text_of(wrong)
    assert table.splitlines()[0] in text_of(wrong)
    assert not OwnValue.objects.filter(variable="grade").exists()
    for year in ("2026", "2025"):
        lead.post(f"{TYPOLOGIES}importer/", {"year": year, "source": "Neoscrib", "pasted": table})
    assert OwnValue.objects.filter(network=demo_network, variable="grade").count() == 20
    text = text_of(lead.get(TYPOLOGIES))
    assert "Classes de 2026" in text
    assert "2 années sur 2 connues" in text


def _codes(client: Client) -> list[str]:
    rows = csv.reader(
        io.StringIO(client.get(f"{TYPOLOGIES}typologies.csv").content.decode("utf-8-sig")), delimiter=";"
    )
    next(rows)
    return [row[0] for row in rows][:10]


@pytest.mark.django_db
def test_the_former_levels_are_a_history_with_their_margins(demo_network: Network, lead: Client) -> None:
    text = text_of(lead.get(f"{TYPOLOGIES}?vue=ancienne"))
    assert "Abandonnée depuis février 2022" in text
    assert "il manque" in text
    assert "au mieux" in text


@pytest.mark.django_db
def test_readers_and_strangers_do_not_import_grades(
    demo_network: Network, reader: Client, stranger: Client
) -> None:
    assert reader.get(f"{TYPOLOGIES}importer/").status_code in (302, 403)
    assert "Importer les classes" not in text_of(reader.get(TYPOLOGIES))
    assert stranger.get(TYPOLOGIES).status_code == 404
    assert stranger.get(COMPARISON).status_code == 404


@pytest.mark.django_db
def test_a_network_without_libraries_is_told_what_to_do(db: None) -> None:
    client = signed_in(person("zoe", empty_network(), Role.LEAD))
    for url in ("/45/diagnostic/comparaison/", "/45/diagnostic/typologies/"):
        assert "Importer les données ouvertes" in text_of(client.get(url))


@pytest.mark.django_db
def test_a_small_network_hides_everything_from_readers_and_shows_its_team_what_it_has(
    network: Network, lead: Client, reader: Client
) -> None:
    for url in VIEWS:
        for client in (lead, reader):
            assert client.get(url.replace("/18/", f"/{network.department}/")).status_code == 200


@pytest.mark.django_db
def test_the_dossier_tells_the_limits_of_the_data_and_the_typologies(demo_network: Network) -> None:
    project = project_for(demo_network, DEMO_TODAY)
    told = [block for module in (silence_telling, classes_telling) for block in module.blocks(project)]
    captions = [block.caption for block in told if isinstance(block, Table)]
    assert captions == ["Ce que permet de dire le silence", "Surface demandée par l'aide de l'État"]
    known = {figure.name: figure for figure in figures(project)}
    assert known["diagnosis.graded"].value is None
    short, of = known["diagnosis.aid_surface_short"].value, known["diagnosis.aid_surface_known"].value
    assert isinstance(short, int)
    assert isinstance(of, int)
    assert 0 < short < of
