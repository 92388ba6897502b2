"""Comments and pieces leave with the network's archive and come back, byte for byte and as they were said."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import saved_network
from maillage.accounts.models import Network
from maillage.portability.archive import BadArchive, export_archive, import_archive
from maillage.programme.attaching import MEGABYTE, Room, attach, content_of
from maillage.programme.models import Action, Attachment, Comment

pytestmark = pytest.mark.django_db

BYTES = b"%PDF-1.7\r\n\x00\xff\xfe"


def talkative() -> Network:
    network = saved_network()
    for action in Action.objects.filter(network=network, code__in=("A11", "A12")):
        room = Room(file=MEGABYTE, network=MEGABYTE)
        attach(owner=action, name="devis.pdf", content=BYTES, title="Le devis", room=room, actor=None)
    Comment.objects.create(
        network=network,
        action=action,
        author_name="Léa",
        text="Qui relit ?\nÀ voir; « vite »",
        at=datetime(2026, 5, 4, 9, tzinfo=UTC),
    )
    return network


def test_comments_and_pieces_come_back_exactly(tmp_path: Path) -> None:
    network, path = talkative(), tmp_path / "reseau.zip"
    export_archive(network=network, path=path, with_contacts=True)
    with zipfile.ZipFile(path) as archive:
        assert len([name for name in archive.namelist() if name.startswith("pieces/")]) == 1
    before = list(
        Attachment.objects.order_by("action__code").values_list("action__code", "name", "title", "at")
    )
    Comment.objects.all().delete()
    Attachment.objects.all().delete()
    import_archive(path=path)
    assert before == list(
        Attachment.objects.order_by("action__code").values_list("action__code", "name", "title", "at")
    )
    assert all(content_of(row) == BYTES for row in Attachment.objects.order_by("pk"))
    comment = Comment.objects.get(network=network)
    assert (comment.text, comment.author_name) == ("Qui relit ?\nÀ voir; « vite »", "Léa")
    again = tmp_path / "encore.zip"
    export_archive(network=network, path=again, with_contacts=True)
    assert again.read_bytes() == path.read_bytes()


def test_an_archive_without_people_names_no_author(tmp_path: Path) -> None:
    path = tmp_path / "reseau.zip"
    export_archive(network=talkative(), path=path)
    with zipfile.ZipFile(path) as archive:
        assert "Léa" not in archive.read("programme/commentaires.csv").decode()


@pytest.mark.parametrize("content", [None, b"%PDF-1.7 autre"])
def test_a_piece_that_is_missing_or_changed_undoes_the_whole_import(
    tmp_path: Path, content: bytes | None
) -> None:
    path, broken = tmp_path / "reseau.zip", tmp_path / "abime.zip"
    export_archive(network=talkative(), path=path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            if not name.startswith("pieces/"):
                new.writestr(name, old.read(name))
            elif content is not None:
                new.writestr(name, content)
    with pytest.raises(BadArchive):
        import_archive(path=broken)
    assert Attachment.objects.count() == 2
