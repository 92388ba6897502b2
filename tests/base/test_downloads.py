"""A file is handed over under its French name, with its own type, and no shared cache keeps it."""

from __future__ import annotations

import io

import pytest

from maillage.base.ui.downloads import download
from web import close


def test_a_french_name_is_encoded_as_browsers_expect() -> None:
    answer = download("a;b\r\n", "bibliothèques.csv")
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''biblioth%C3%A8ques.csv"
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "text/csv; charset=utf-8",
        "private, no-store",
    )


def test_a_stream_is_sent_with_the_type_of_its_name_and_closed() -> None:
    stream = io.BytesIO(b"PK")
    answer = download(stream, "reseau-18.zip")
    assert b"".join(answer.streaming_content) == b"PK"  # type: ignore[attr-defined]
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/zip", "nosniff")
    close(answer)
    assert stream.closed


def test_a_name_whose_ending_nobody_knows_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        download(b"", "fichier.exe")
