"""Entries and their files leave with the network's archive and come back, tied as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillage.accounts.models import Network
from maillage.cli.demo import DEMO_TODAY
from maillage.cli.demo_entries import add_demo_entries
from maillage.funding.models import Entry, EntryFile
from maillage.portability.archive import export_archive, import_archive

pytestmark = pytest.mark.django_db

FIELDS = (
    "file__name",
    "row",
    "kind",
    "number",
    "day",
    "amount_ttc",
    "label",
    "match",
    "cost__code",
    "line__code",
)


def told() -> list[tuple[object, ...]]:
    return list(Entry.objects.order_by("file__name", "row", "pk").values_list(*FIELDS))


def test_entries_come_back_tied_as_they_were(demo_network: Network, tmp_path: Path) -> None:
    add_demo_entries(demo_network, DEMO_TODAY)
    Entry.objects.filter(number="2027-E0035").update(match="aside", third_party="Société Exemple")
    EntryFile.objects.create(network=demo_network, name="vide.csv", digest="1")
    path, before = tmp_path / "reseau.zip", told()
    export_archive(network=demo_network, path=path, with_contacts=True)
    EntryFile.objects.all().delete()
    import_archive(path=path)
    assert told() == before
    assert Entry.objects.get(number="2027-E0035").third_party == "Société Exemple"
    assert EntryFile.objects.count() == 2
    again = tmp_path / "encore.zip"
    export_archive(network=demo_network, path=again, with_contacts=True)
    assert again.read_bytes() == path.read_bytes()


def test_an_archive_without_people_names_no_third_party(demo_network: Network, tmp_path: Path) -> None:
    add_demo_entries(demo_network, DEMO_TODAY)
    Entry.objects.update(third_party="Société Exemple")
    EntryFile.objects.update(author_name="Léa")
    path = tmp_path / "reseau.zip"
    export_archive(network=demo_network, path=path)
    import_archive(path=path)
    assert set(Entry.objects.values_list("third_party", "file__author_name")) == {("", "")}


def test_a_programme_taken_again_keeps_entries_tied(demo_network: Network, tmp_path: Path) -> None:
    add_demo_entries(demo_network, DEMO_TODAY)
    path, before = tmp_path / "reseau.zip", told()
    export_archive(network=demo_network, path=path)
    import_archive(path=path)
    assert told() == before
