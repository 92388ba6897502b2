"""Campaigns travel with their network: frameworks, questionnaires, answers and plans, never a link nor a name."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from django.apps import apps

from maillage.accounts.models import Network
from maillage.campaigns.links import make_link
from maillage.campaigns.models import AccessLink, Answer, Campaign, Participation
from maillage.cli.demo import DEMO_TODAY
from maillage.portability.archive import BadArchive, export_archive, import_archive


def exported(network: Network, path: Path, *, with_contacts: bool = False) -> bytes:
    export_archive(network=network, path=path, with_contacts=with_contacts)
    return path.read_bytes()


def empty_the_base() -> None:
    for model in apps.get_models(include_auto_created=True):
        model._base_manager.all()._raw_delete("default")


def test_the_campaigns_of_the_demo_survive_an_archive_to_the_byte(
    demo_network: Network, tmp_path: Path
) -> None:
    first = exported(demo_network, tmp_path / "one.zip", with_contacts=True)
    counts = [model.objects.count() for model in (Campaign, Participation, Answer)]
    assert min(counts) > 1
    empty_the_base()
    again = import_archive(path=tmp_path / "one.zip").network
    assert [model.objects.count() for model in (Campaign, Participation, Answer)] == counts
    assert exported(again, tmp_path / "two.zip", with_contacts=True) == first


def test_an_archive_read_over_its_own_network_changes_nothing(demo_network: Network, tmp_path: Path) -> None:
    first = exported(demo_network, tmp_path / "one.zip", with_contacts=True)
    import_archive(path=tmp_path / "one.zip")
    assert exported(demo_network, tmp_path / "two.zip", with_contacts=True) == first


def test_links_stay_and_names_of_those_who_answered_leave_only_with_contacts(
    demo_network: Network, tmp_path: Path
) -> None:
    participation = Participation.objects.of_libraries().submitted().first()
    Participation.objects.filter(pk=participation.pk).update(submitted_by="Prénom-inventé")
    make_link(campaign=participation.campaign, participation=participation, today=DEMO_TODAY)
    digest = AccessLink.objects.get().digest
    for with_contacts, told in ((False, False), (True, True)):
        exported(demo_network, tmp_path / "one.zip", with_contacts=with_contacts)
        with zipfile.ZipFile(tmp_path / "one.zip") as archive:
            text = "".join(archive.read(name).decode() for name in archive.namelist())
        assert ("Prénom-inventé" in text) is told
        assert digest not in text


DAMAGED = {
    "an answer of a questionnaire that is not there": (
        "campaigns/reponses.csv",
        "campaign,library_code,epci_code,rater,rater_label,item,value,missing,comment,evidence,provenance,by,at,"
        "revision\nAUT26,ZZ,,self,,acces-debit,2,,,,typed,,2026-10-06T10:00:00+00:00,1\n",
    ),
    "a framework of another name": (
        "campaigns/referentiels.csv",
        'code,version,sealed_at,text\nautre,9,,"code: x"\n',
    ),
    "a reason that nobody knows": (
        "campaigns/horaires.csv",
        "library_code,source,hours,on\nLI90001,moon,x,2027-01-01\n",
    ),
    "a planted column": ("campaigns/campagnes.csv", "code,opened_at,closed_at,network_id\nAUT26,,,1\n"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_table_of_campaigns_is_refused_and_nothing_changes(
    demo_network: Network, kind: str, tmp_path: Path
) -> None:
    first = exported(demo_network, tmp_path / "one.zip")
    wrong, text = DAMAGED[kind]
    with (
        zipfile.ZipFile(tmp_path / "one.zip") as source,
        zipfile.ZipFile(tmp_path / "bad.zip", "w") as target,
    ):
        for name in source.namelist():
            target.writestr(name, text if name == wrong else source.read(name))
    with pytest.raises(BadArchive):
        import_archive(path=tmp_path / "bad.zip")
    assert exported(demo_network, tmp_path / "two.zip") == first
