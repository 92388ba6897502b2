"""Files kept with actions: what is taken, what is refused and why, who may, and how they come back."""

from __future__ import annotations

import hashlib
import io
import zipfile
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry, Removal
from maillage.base.models.removals import AlreadyRemoved
from maillage.programme.attaching import MEGABYTE, Room, attach, content_of, describe, detach
from maillage.programme.file_kinds import CSV, DOCX, ODT, PDF, TEXT, NotAttachable, clean_name, kind_of
from maillage.programme.models import Action, Attachment, AttachmentContent
from web import text_of

pytestmark = pytest.mark.django_db

AT = "/18/strategie"
PDF_BYTES = b"%PDF-1.7\n\x00\xff\x80 reste"


def zipped(*names: str, **texts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
        for name, text in texts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def join(client: Client, content: bytes = PDF_BYTES, name: str = "note.pdf", title: str = "") -> str:
    given = {"fichier": SimpleUploadedFile(name, content), "titre": title}
    return text_of(client.post(f"{AT}/actions/A11/joindre/", given, follow=True))


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF_BYTES, "image.png", PDF),
        (zipped("[Content_Types].xml", "word/document.xml"), "a", DOCX),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "a.odt", ODT),
        ("nom;prénom\né;à".encode(), "liste.CSV", CSV),
        ("Compte rendu, à l'encre".encode("cp1252"), "note", TEXT),
    ],
)
def test_the_kind_of_a_file_is_read_in_its_content(content: bytes, name: str, kind: Any) -> None:
    assert kind_of(content, name) is kind


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "vide"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "page web"),
        (b'\xef\xbb\xbf <svg xmlns="x"/>', "page web"),
        (b"MZ\x90\x00\x03\x00", "nature permise"),
        (b"PK\x03\x04 coupe", "abîmé"),
        (zipped("a.txt"), "archive"),
        (zipped("[Content_Types].xml", "word/vbaProject.bin"), "macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ancien", "ancien format"),
    ],
)
def test_what_may_harm_or_cannot_be_read_is_refused_with_a_remedy(content: bytes, word: str) -> None:
    with pytest.raises(NotAttachable, match=word):
        kind_of(content, "rapport.pdf")


def test_a_name_loses_its_path_and_what_hides_in_it_and_ends_as_its_kind() -> None:
    assert clean_name("..\\..\\C:\\note\u202efdp.exe", PDF) == "note fdp.exe.pdf"
    assert clean_name("/etc/Rapport final.PDF", PDF) == "Rapport final.PDF"
    assert len(clean_name("x" * 500, PDF)) == 200


@pytest.mark.database
def test_a_file_is_joined_handed_over_byte_for_byte_and_never_shown_in_place(
    team: Client, network: Network
) -> None:
    page = join(team, title="Le devis")
    assert "« Le devis » : joint à l'action." in unescape(page)
    row = Attachment.objects.get(network=network)
    assert (row.name, row.media_type, row.size, row.author_name) == ("note.pdf", "application/pdf", 18, "Tom")
    answer = team.get(f"{AT}/pieces/{row.pk}/fichier/")
    assert answer.content == PDF_BYTES
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert AuditEntry.objects.filter(verb="attachment.add", target="programme.Action/A11").exists()


def test_a_reader_takes_a_piece_and_joins_none_and_a_stranger_sees_none(
    reader: Client, stranger: Client, network: Network
) -> None:
    action = Action.objects.get(network=network, code="A11")
    room = Room(file=MEGABYTE, network=MEGABYTE)
    row = attach(owner=action, name="a.pdf", content=PDF_BYTES, title="", room=room, actor=None)
    assert reader.get(f"{AT}/pieces/{row.pk}/fichier/").content == PDF_BYTES
    for url in (f"{AT}/actions/A11/joindre/", f"{AT}/pieces/{row.pk}/", f"{AT}/pieces/{row.pk}/retirer/"):
        assert reader.post(url).status_code == 403
    assert stranger.get(f"{AT}/pieces/{row.pk}/fichier/").status_code == 404
    assert Attachment.objects.count() == 1


def test_too_heavy_a_file_a_full_network_and_a_double_are_refused(network: Network) -> None:
    action = Action.objects.get(network=network, code="A11")
    given: dict[str, Any] = {"owner": action, "name": "a.txt", "title": "", "actor": None}
    attach(content=b"Un.", room=Room(file=10, network=15), **given)
    for content, word in (
        (b"x" * 11, "trop lourd"),
        (b"x" * 9 + b"y" * 4, "trop lourd"),
        (b"Un.", "déjà joint"),
    ):
        with pytest.raises(NotAttachable, match=word):
            attach(content=content, room=Room(file=10, network=15), **given)
    with pytest.raises(NotAttachable, match="occupent déjà"):
        attach(content=b"z" * 10, room=Room(file=10, network=12), **given)
    assert Attachment.objects.count() == AttachmentContent.objects.count() == 1


def test_a_piece_is_renamed_and_keeps_the_ending_of_its_kind(team: Client, network: Network) -> None:
    join(team)
    row = Attachment.objects.get(network=network)
    team.post(f"{AT}/pieces/{row.pk}/", {"name": "devis.exe", "title": "Devis signé"})
    row.refresh_from_db()
    assert (row.name, row.title) == ("devis.exe.pdf", "Devis signé")
    page = text_of(team.post(f"{AT}/pieces/{row.pk}/", {"name": "", "title": ""}))
    assert "Nom du fichier" in page


def test_renaming_a_piece_that_a_colleague_has_just_removed_says_so(team: Client, network: Network) -> None:
    join(team)
    row = Attachment.objects.get(network=network)
    detach(row=Attachment.objects.get(pk=row.pk), actor=None)
    with pytest.raises(AlreadyRemoved, match="vient d'être supprimé par quelqu'un d'autre"):
        describe(row=row, name="autre", title="Autre", actor=None)
    assert not AuditEntry.objects.filter(network=network, verb="attachment.change").exists()


@pytest.mark.database
def test_a_piece_removed_comes_back_with_the_same_bytes(team: Client, network: Network) -> None:
    join(team)
    row = Attachment.objects.get(network=network)
    page = text_of(team.post(f"{AT}/pieces/{row.pk}/retirer/", follow=True))
    assert "Annuler la suppression" in page
    assert not Attachment.objects.exists()
    assert not AttachmentContent.objects.exists()
    removal = Removal.objects.get(target=f"programme.Attachment/{row.pk}")
    assert team.post(f"/18/retablir/{removal.pk}/", follow=True).status_code == 200
    back = Attachment.objects.get(pk=row.pk)
    assert hashlib.sha256(content_of(back)).hexdigest() == row.digest


@pytest.mark.database
def test_an_action_removed_comes_back_with_its_pieces(lead: Client, network: Network) -> None:
    join(lead)
    lead.post(f"{AT}/actions/A11/supprimer/")
    assert not Attachment.objects.exists()
    removal = Removal.objects.get(target="programme.Action/A11")
    lead.post(f"/18/retablir/{removal.pk}/")
    assert content_of(Attachment.objects.get()) == PDF_BYTES
