"""Letters of aids leave with the network's archive and come back beside the pieces of actions, byte for byte."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from builders import saved_network
from maillage.accounts.models import Network
from maillage.funding.letters import LETTERS
from maillage.funding.models import FundingLine, Letter
from maillage.portability.archive import BadArchive, export_archive, import_archive
from maillage.programme.attaching import MEGABYTE, Room, attach, content_of
from maillage.programme.models import Action, Attachment

pytestmark = pytest.mark.django_db

BYTES = b"%PDF-1.7\r\n\x00\xff\xfe"


def lettered() -> Network:
    """The same file with an action and with an aid, and another with the aid."""
    network = saved_network()
    line = FundingLine.objects.select_related("network").get(network=network, code="R1")
    action = Action.objects.select_related("network").get(network=network, code="A11")
    room = Room(file=MEGABYTE, network=MEGABYTE)
    attach(owner=action, name="devis.pdf", content=BYTES, title="", room=room, actor=None)
    attach(owner=line, shelf=LETTERS, name="devis.pdf", content=BYTES, title="", room=room, actor=None)
    attach(
        owner=line, shelf=LETTERS, name="arrete.txt", content=b"Vu.", title="L'arrete", room=room, actor=None
    )
    return network


def test_letters_come_back_exactly_and_a_file_kept_twice_is_written_once(tmp_path: Path) -> None:
    network, path, again = lettered(), tmp_path / "reseau.zip", tmp_path / "encore.zip"
    export_archive(network=network, path=path, with_contacts=True)
    with zipfile.ZipFile(path) as archive:
        assert len([name for name in archive.namelist() if name.startswith("pieces/")]) == 2
    told = ("line__code", "name", "title", "size", "at")
    before = list(Letter.objects.order_by("at", "pk").values_list(*told))
    Letter.objects.all().delete()
    import_archive(path=path)
    assert list(Letter.objects.order_by("at", "pk").values_list(*told)) == before
    found = {row.name: content_of(row, LETTERS) for row in Letter.objects.order_by("pk")}
    assert found == {"devis.pdf": BYTES, "arrete.txt": b"Vu."}
    assert Attachment.objects.count() == 1
    export_archive(network=network, path=again, with_contacts=True)
    assert again.read_bytes() == path.read_bytes()


def test_a_letter_whose_bytes_are_missing_undoes_the_whole_import(tmp_path: Path) -> None:
    path, broken = tmp_path / "reseau.zip", tmp_path / "abime.zip"
    export_archive(network=lettered(), path=path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            if not name.startswith("pieces/"):
                new.writestr(name, old.read(name))
    with pytest.raises(BadArchive):
        import_archive(path=broken)
    assert (Letter.objects.count(), Attachment.objects.count()) == (2, 1)
