"""The typography of a page: where a line may break, and what stays as it was typed."""

from __future__ import annotations

import pytest
from django.test import Client

from maillage.base.ui.typography import typeset


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Que faire ?", "Que faire\u202f?"),
        ("Vrai ! Faux ; oui", "Vrai\u202f! Faux\u202f; oui"),
        ("Seuils : deux", "Seuils\u00a0: deux"),
        ("« Prêter des liseuses »", "«\u00a0Prêter des liseuses\u00a0»"),
        ("« <a href='#'>ici</a> »", "«\u00a0<a href='#'>ici</a>\u00a0»"),
        ("<strong>Source</strong> : l'enquête", "<strong>Source</strong>\u00a0: l'enquête"),
        ("Source\n    : l'enquête", "Source\u00a0: l'enquête"),
        ("1\u202f200 € et 50 %", "1\u202f200\u00a0€ et 50\u00a0%"),
    ],
)
def test_no_line_begins_with_a_mark_or_a_unit(typed: str, shown: str) -> None:
    assert typeset(f"<p>{typed}</p>") == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    "kept",
    [
        "<input value=\"Qui ? « moi »\" placeholder='a : b'>",
        '<a href="/18/?q=a > b ; c">lien</a>',
        "<textarea>Texte : « tapé »</textarea>",
        "<pre>a : b</pre>",
        "<code>x ? y : z</code>",
        "<script>x ? y : z</script>",
        "<option>Sans valeur : envoyée</option>",
        "<!-- note : ici -->",
        "<p>10:30, https://exemple.test/?a, C&#x27;est &lt;1&gt;; fin</p>",
        "<p>Déjà\u202f? Oui\u00a0: «\u00a0ici\u00a0»</p>",
    ],
)
def test_what_is_typed_or_hidden_stays_as_it_is(kept: str) -> None:
    assert typeset(kept) == kept


def test_a_page_is_set_once_whatever_wrote_its_words() -> None:
    page = "<!DOCTYPE html><html><body><p>Une question ? « Une réponse : 5 % »</p></body></html>"
    assert typeset(typeset(page)) == typeset(page)


@pytest.mark.django_db
def test_pages_are_typeset_and_files_are_not(lead: Client) -> None:
    home = lead.get("/18/").content.decode()
    assert "Que faire maintenant\u202f?" in home
    assert "Que faire maintenant ?" not in home
    remarks = lead.get("/18/dossier/controle/controle.txt")
    assert remarks.status_code == 200
    assert "\u202f;" not in remarks.content.decode()
