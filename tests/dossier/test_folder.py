"""The folder of a dossier: what a person edited is kept, what is in the way is refused before anything is computed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from builders import minimal_file, project_for, saved_network
from maillage.dossier.services import check_folder, write_dossier

pytestmark = pytest.mark.django_db


def test_a_file_changed_since_it_was_written_is_kept_beside_under_another_name(tmp_path: Path) -> None:
    project = project_for(saved_network(file=minimal_file()))
    folder = tmp_path / "dossier"
    write_dossier(project=project, folder=folder)
    edited = b"an hour of editing"
    (folder / "dossier.docx").write_bytes(edited)
    (folder / "notes.txt").write_text("mine")
    write_dossier(project=project, folder=folder)
    write_dossier(project=project, folder=folder)
    assert (folder / "dossier-modifié-1.docx").read_bytes() == edited
    assert (folder / "dossier.docx").read_bytes()[:2] == b"PK"
    assert [path.name for path in folder.glob("*modifié*")] == ["dossier-modifié-1.docx"]
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_folder_that_cannot_hold_the_dossier_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.touch()
    with pytest.raises(ValueError, match="n'est pas un dossier"):
        check_folder(file)
    (tmp_path / "held" / "dossier.docx").mkdir(parents=True)
    with pytest.raises(ValueError, match=r"contient un dossier nommé dossier\.docx"):
        check_folder(tmp_path / "held")
    check_folder(tmp_path / "new")


def test_a_file_of_an_earlier_build_that_is_no_longer_made_goes(tmp_path: Path) -> None:
    project = project_for(saved_network(file=minimal_file()))
    folder = tmp_path / "dossier"
    write_dossier(project=project, folder=folder)  # undated: no calendar to draw
    names = {path.name for path in folder.iterdir()}
    (folder / "phasage.svg").write_text("of an earlier build")
    manifest = folder / ".maillage.json"
    known = json.loads(manifest.read_text("utf-8"))
    digest = hashlib.sha256((folder / "phasage.svg").read_bytes()).hexdigest()
    manifest.write_text(json.dumps(known | {"phasage.svg": digest}), "utf-8")
    write_dossier(project=project, folder=folder)
    assert {path.name for path in folder.iterdir()} == names
