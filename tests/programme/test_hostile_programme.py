"""People and files that wish the programme no good, and colleagues who are quicker: nothing breaks, nothing is lost."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maillage.accounts.models import Network, User
from maillage.base.models.removals import AlreadyRemoved, Removal, remove, restore
from maillage.portability.archive import BadArchive, Pieces
from maillage.programme import commenting
from maillage.programme.domain.digests import Digest, Heading, Line
from maillage.programme.domain.parts import Degree
from maillage.programme.models import Action, Attachment, AttachmentContent, Comment, Programme, Risk, Step
from maillage.programme.moving import move, move_under
from web import text_of

pytestmark = pytest.mark.django_db

AT = "/18/strategie"
DAY = date(2026, 1, 5)


def damaged(name: str) -> bytes:
    """An archive whose only entry is packed, and cannot be unpacked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "maillage: 1\n" * 50)
    content = bytearray(stream.getvalue())
    start = 30 + len(name)
    content[start : start + 8] = b"\xff" * 8
    return bytes(content)


def comment_of(name: str, text: str = "Où en est-on ?") -> Comment:
    author = User.objects.get(username=name)
    action = Action.objects.get(code="A11")
    return commenting.add_comment(action=action, text=text, author=author, today=DAY).comment


def test_a_document_whose_insides_are_damaged_is_refused_and_said_so(lead: Client, network: Network) -> None:
    given = {"fichier": SimpleUploadedFile("note.odt", damaged("mimetype"))}

    answer = lead.post(f"{AT}/actions/A11/joindre/", given, follow=True)

    assert "abîmé ou chiffré" in text_of(answer)
    assert not Attachment.objects.exists()


def test_a_programme_whose_archive_is_damaged_is_refused_and_said_so(lead: Client, network: Network) -> None:
    given = {"file": SimpleUploadedFile("export.zip", damaged("programme.yaml"))}

    answer = lead.post(f"{AT}/import/", given)

    assert answer.status_code == 422
    assert "abîmée" in text_of(answer)


def test_the_subject_of_a_reminder_stays_on_one_line() -> None:
    lines = (Line(text="a", path="/"),)
    digest = Digest(
        name="Léa",
        project="Titre\r\nBcc: x@example.org\u2028y",
        day=DAY,
        headings=(Heading(title="En retard", lines=lines),),
    )

    assert digest.subject == "En retard (1) – Titre Bcc: x@example.org y"


def test_changing_a_comment_that_a_colleague_just_removed_gives_the_text_back(
    lead: Client, network: Network, monkeypatch: Any
) -> None:
    comment = comment_of("lea")
    stored = commenting.change_comment

    def late(**given: Any) -> Any:
        Comment.objects.all().delete()
        return stored(**given)

    monkeypatch.setattr(commenting, "change_comment", late)
    answer = lead.post(f"{AT}/commentaires/{comment.pk}/modifier/", {"text": "Mon long texte"})

    assert answer.status_code == 422
    assert "vient d'être supprimé" in text_of(answer).replace("&#x27;", "'")
    assert "Mon long texte" in text_of(answer)


def test_a_person_with_a_very_long_name_comments_and_joins_files(lead: Client, network: Network) -> None:
    User.objects.filter(username="lea").update(first_name="é" * 150, last_name="b" * 150)

    lead.post(f"{AT}/actions/A11/commenter/", {"text": "@" + "x" * 4990})
    lead.post(f"{AT}/actions/A11/joindre/", {"fichier": SimpleUploadedFile("a.pdf", b"%PDF-1.4")})

    # The columns hold no more; SQLite would let them.
    assert len(Comment.objects.get().author_name) <= 200
    assert len(Attachment.objects.get().author_name) <= 200


def test_a_comment_removed_meanwhile_is_settled_by_nobody(lead: Client, network: Network) -> None:
    comment = comment_of("lea")
    Comment.objects.all().delete()

    with pytest.raises(AlreadyRemoved):
        commenting.settle(comment=comment, settled=True, actor=None, today=DAY)


def test_a_thing_removed_meanwhile_moves_nowhere(network: Network) -> None:
    action = Action.objects.get(code="A11")
    remove(row=action, target="programme.Action/A11", actor=None)

    assert move(row=action, up=False, actor=None) is False
    assert move_under(row=action, parent=action.objective, actor=None) is False


def test_a_piece_of_an_archive_that_unfolds_without_end_is_not_read(tmp_path: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("maillage.portability.archive.LONGEST_PIECE", 1000)
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pieces/a", b"\0" * 1001)

    with pytest.raises(BadArchive, match="trop lourde"):
        Pieces(path, "export.zip")["pieces/a"]


def test_an_action_removed_comes_back_with_all_that_was_said_and_kept(lead: Client, network: Network) -> None:
    action = Action.objects.get(code="A11")
    lea = User.objects.get(username="lea")
    comment_of("lea", "@lea, et ceci ?")
    given = {"fichier": SimpleUploadedFile("a.pdf", b"%PDF-1.4\x00\xff")}
    lead.post(f"{AT}/actions/A11/joindre/", given)
    Risk.objects.create(network=network, action=action, code="R1", title="Retard", impact=Degree.HIGH.value)

    lead.post(f"{AT}/actions/A11/supprimer/")
    assert not Attachment.objects.exists()
    restore(removal=Removal.objects.get(), actor=lea)

    assert bytes(AttachmentContent.objects.get().data) == b"%PDF-1.4\x00\xff"
    assert Comment.objects.get().mentioned.get() == lea
    assert Risk.objects.filter(code="R1").exists()
    assert Step.objects.get(code="A12-1").predecessors.filter(code="A11-3").exists()


def test_the_programme_is_shown_whatever_the_days_of_its_steps(lead: Client, network: Network) -> None:
    Step.objects.update(lag_weeks=-260, weeks=260, planned_start="1900-01-01", planned_end="2200-12-31")
    for page in ("", "liste/", "tableau/", "frise/", "suivi/", "actions/A11/", "phasage/"):
        assert lead.get(f"{AT}/{page}").status_code == 200, page


def test_a_programme_that_begins_before_any_rule_says_where_to_mend_it(
    lead: Client, network: Network
) -> None:
    Programme.objects.update(start="1926-01-01")

    answer = lead.get(f"{AT}/")

    assert answer.status_code == 409
    assert "année mal tapée" in text_of(answer)
    assert "Rien à faire ici" not in text_of(answer)
    mend = f"{AT}/programme/modifier/"
    assert mend in text_of(answer)
    assert lead.get(mend).status_code == 200
    assert lead.get("/18/").status_code < 500
