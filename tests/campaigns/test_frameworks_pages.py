"""The pages of frameworks: who sees and writes what, drafts that are changed, versions that never are."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from frameworks_made import framework, ladder, of_size

from maillage.accounts.models import Network
from maillage.base.ui.editing.plain import version_of
from maillage.campaigns.domain.framework_problems import framework_text
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.framework_drafting import draft_in, seal_draft
from maillage.campaigns.framework_parts import DOMAIN_PART, HEAD_PART
from maillage.campaigns.framework_store import FrameworkRefused, keep_framework, take_packaged
from maillage.campaigns.models import Campaign, FrameworkVersion
from maillage.campaigns.xlsform_files import xlsform_bytes
from web import text_of as raw_text_of

pytestmark = pytest.mark.database
SMALL = ("essai", "1")


def text_of(answer: Any) -> str:
    """The words of a page, whichever the apostrophes."""
    return unescape(raw_text_of(answer)).replace("’", "'")


def url(name: str, *codes: str) -> str:
    return reverse(f"campaigns:{name}", args=["18", *codes])


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MAILLAGE_VAR = tmp_path


@pytest.fixture
def small(network: Network) -> FrameworkVersion:
    """A draft of two questions."""
    made = framework(ladder("a", "1"), ladder("b", "2"))
    return keep_framework(network=network, framework=made)


@pytest.fixture
def sealed(small: FrameworkVersion) -> FrameworkVersion:
    return seal_draft(row=small)


def now(row: FrameworkVersion) -> Framework:
    row.refresh_from_db()
    return draft_in(row)


def fields(row: FrameworkVersion, of: str = "", **more: Any) -> dict[str, Any]:
    """What the form of a question posts."""
    found = now(row).by_code.get(of)
    given = {
        "_version": version_of(found) if found else "", "domain": "domaine", "number": "9", "title": "Neuve",
        "code": "neuve", "question": "Quoi ?", "kind": "levels", "levels": "Non.\nOui.", "core_level": "1",
        "weight": "1", "scope": "site", "next-TOTAL_FORMS": "0", "when-TOTAL_FORMS": "0", "survey-TOTAL_FORMS": "0",
    }  # fmt: skip
    if found is not None:
        given |= {"number": found.number, "title": found.title, "code": found.code}
        given |= {"question": found.question, "levels": "\n".join(found.levels)}
    return given | more


READ = ("framework", "framework-compare", "framework-yaml", "framework-xlsform")
WRITTEN = (
    "framework-edit", "framework-domain-new", "framework-item-new", "framework-version", "framework-copy",
    "framework-seal", "framework-remove",
)  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_a_reader_reads_a_framework_and_a_stranger_does_not_see_it(
    small: FrameworkVersion, reader: Client, stranger: Client, name: str
) -> None:
    assert reader.get(url(name, *SMALL)).status_code == 200
    assert stranger.get(url(name, *SMALL)).status_code == 404
    assert Client().get(url(name, *SMALL)).status_code == 302


@pytest.mark.parametrize("name", WRITTEN)
def test_the_team_writes_and_a_reader_does_not(
    small: FrameworkVersion, team: Client, reader: Client, name: str
) -> None:
    assert team.get(url(name, *SMALL)).status_code == 200
    assert reader.get(url(name, *SMALL)).status_code == 403
    assert reader.post(url(name, *SMALL)).status_code == 403


def test_a_reader_is_offered_nothing_that_writes(small: FrameworkVersion, reader: Client) -> None:
    text = text_of(reader.get(url("framework", *SMALL)))
    assert "Ajouter une question" not in text
    assert "Retirer ce brouillon" not in text
    assert "Ajouter au réseau" not in text_of(reader.get(url("frameworks")))


def test_a_packaged_framework_is_read_then_added(network: Network, lead: Client) -> None:
    assert "Délai d'assistance" in text_of(lead.get(url("framework-packaged", "service-departemental")))
    answer = lead.post(url("framework-take", "service-departemental"), follow=True)
    assert "ajouté au réseau" in text_of(answer)
    assert FrameworkVersion.objects.filter(network=network, code="service-departemental").count() == 1
    assert lead.get(url("framework-packaged", "nulle-part")).status_code == 404
    assert lead.post(url("framework-take", "nulle-part")).status_code == 404


def test_the_list_says_which_campaigns_use_a_version(network: Network, lead: Client) -> None:
    take_packaged(network=network, code="apres-atelier")
    Campaign.objects.create(
        network=network, code="C", title="Ateliers de mai", framework="apres-atelier", position=99
    )
    assert "Ateliers de mai" in text_of(lead.get(url("frameworks")))
    assert "Ateliers de mai" in text_of(lead.get(url("framework", "apres-atelier", "1")))


def test_a_framework_is_written_from_nothing(network: Network, team: Client) -> None:
    given = {"title": "La mienne", "code": "mienne", "version": "1", "kind": "grid", "purpose": "Voir."}
    answer = team.post(url("framework-new"), given, follow=True)
    assert "Nouveau domaine" in text_of(answer)
    one = ("mienne", "1")
    domain = {"title": "Accueil", "code": "domaine", "weight": "1"}
    team.post(url("framework-domain-new", *one), domain)
    row = FrameworkVersion.objects.get(code="mienne")
    assert "ne pose aucune question" in text_of(team.get(url("framework", *one)))
    team.post(url("framework-item-new", *one), fields(row))
    assert [item.code for item in now(row).items] == ["neuve"]
    assert "Que faire maintenant" in text_of(team.get(url("framework", *one)))
    assert team.post(url("framework-new"), given).status_code == 422


def test_a_question_is_asked_after_a_domain(network: Network, team: Client) -> None:
    given = {"title": "La mienne", "code": "mienne", "version": "1", "kind": "grid", "purpose": "Voir."}
    team.post(url("framework-new"), given)
    answer = team.get(url("framework-item-new", "mienne", "1"), follow=True)
    assert "Ajoutez d'abord un domaine" in text_of(answer)


def test_a_question_is_renamed_with_its_steps_and_conditions(small: FrameworkVersion, team: Client) -> None:
    given = fields(
        small, "b", code="bb",
        **{"next-TOTAL_FORMS": "1", "next-0-do": "Commencer", "next-0-from_level": "0", "next-0-effort": "day"},
        **{"when-TOTAL_FORMS": "1", "when-0-item": "a", "when-0-at_least": "1"},
    )  # fmt: skip
    answer = team.post(url("framework-item", *SMALL, "b"), given)
    assert answer.status_code == 302
    found = now(small).by_code["bb"]
    assert (found.next[0].do, found.when[0].item) == ("Commencer", "a")
    text = text_of(team.get(url("framework", *SMALL)))
    assert "« Titre a » : niveau 1 au moins" in text


def test_bad_input_is_told_and_nothing_typed_is_lost(small: FrameworkVersion, team: Client) -> None:
    given = fields(small, "b", weight="beaucoup", question="Une question tapée longtemps ?")
    answer = team.post(url("framework-item", *SMALL, "b"), given)
    assert answer.status_code == 422
    assert "Une question tapée longtemps ?" in text_of(answer)
    assert "n'est pas un nombre" in text_of(answer)
    assert now(small).by_code["b"].question == "Question b ?"
    taken = team.post(url("framework-item", *SMALL, "b"), fields(small, "b", code="a"))
    assert taken.status_code == 422
    assert "déjà celui d'une question" in text_of(taken)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"when-TOTAL_FORMS": "1", "when-0-item": "a"}, "sans dire quelle réponse"),
        (
            {
                "next-TOTAL_FORMS": "2", "next-0-do": "Un", "next-0-from_level": "0", "next-0-effort": "day",
                "next-1-do": "Deux", "next-1-from_level": "0", "next-1-effort": "day",
            },
            "Deux lignes disent la même chose",
        ),
        ({"domain": "parti"}, "Ce domaine n'est plus là"),
        ({"code": "à b"}, "n'est pas un code"),
        ({"title": ""}, "est à remplir"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_message(
    small: FrameworkVersion, team: Client, more: dict[str, str], said: str
) -> None:
    answer = team.post(url("framework-item", *SMALL, "b"), fields(small, "b", **more))
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_a_draft_may_be_wrong_for_a_while_and_its_page_says_where(
    small: FrameworkVersion, team: Client
) -> None:
    given = fields(small, "b", **{"when-TOTAL_FORMS": "1", "when-0-item": "a", "when-0-at_least": "1"})
    team.post(url("framework-item", *SMALL, "b"), given)
    back = fields(small, "a", **{"when-TOTAL_FORMS": "1", "when-0-item": "b", "when-0-at_least": "1"})
    answer = team.post(url("framework-item", *SMALL, "a"), back, follow=True)
    assert "Encore à reprendre" in text_of(answer)
    assert "en rond" in text_of(team.get(url("framework", *SMALL)))
    refused = team.post(url("framework-seal", *SMALL))
    assert refused.status_code == 409
    assert "1 point à reprendre" in text_of(refused)


def test_rows_are_added_without_javascript(small: FrameworkVersion, team: Client) -> None:
    answer = team.post(
        url("framework-item", *SMALL, "a"), fields(small, "a", title="En cours") | {"next-add": "1"}
    )
    assert answer.status_code == 200
    assert "next-0-do" in text_of(answer)
    assert "En cours" in text_of(answer)
    assert now(small).by_code["a"].title == "Titre a"


def test_two_people_on_one_question_lose_nothing(small: FrameworkVersion, team: Client, lead: Client) -> None:
    mine, hers = fields(small, "a", title="Le mien"), fields(small, "a", title="Le sien")
    assert lead.post(url("framework-item", *SMALL, "a"), hers).status_code == 302
    answer = team.post(url("framework-item", *SMALL, "a"), mine)
    assert answer.status_code == 409
    text = text_of(answer)
    assert "Le mien" in text
    assert "Le sien" in text
    assert now(small).by_code["a"].title == "Le sien"
    again = mine | {"_version": version_of(now(small).by_code["a"])}
    assert team.post(url("framework-item", *SMALL, "a"), again).status_code == 302
    assert now(small).by_code["a"].title == "Le mien"


def test_two_people_on_two_questions_do_not_meet(small: FrameworkVersion, team: Client, lead: Client) -> None:
    first, second = fields(small, "a", title="Une"), fields(small, "b", title="Deux")
    head = {
        "_version": version_of(HEAD_PART.find(now(small), "")), "title": "Autre titre", "kind": "grid",
        "purpose": "Voir.", "minutes_complete": "12",
    }  # fmt: skip
    assert lead.post(url("framework-item", *SMALL, "a"), first).status_code == 302
    assert team.post(url("framework-item", *SMALL, "b"), second).status_code == 302
    assert team.post(url("framework-edit", *SMALL), head).status_code == 302
    found = now(small)
    assert [item.title for item in found.items] == ["Une", "Deux"]
    assert (found.title, found.minutes_complete) == ("Autre titre", 12)


def test_a_question_removed_meanwhile_can_be_saved_again(small: FrameworkVersion, team: Client) -> None:
    typed = fields(small, "b", title="Tapée")
    assert team.post(url("framework-item-remove", *SMALL, "b")).status_code == 302
    answer = team.post(url("framework-item", *SMALL, "b"), typed)
    assert answer.status_code == 409
    assert "l'ajoutera de nouveau" in text_of(answer)
    assert team.post(url("framework-item", *SMALL, "b"), typed | {"_version": ""}).status_code == 302
    assert now(small).by_code["b"].title == "Tapée"


def test_questions_and_domains_change_places(small: FrameworkVersion, team: Client, reader: Client) -> None:
    team.post(url("framework-domain-new", *SMALL), {"title": "Autre", "code": "autre", "weight": "1"})
    team.post(url("framework-move", *SMALL), {"monter": "item/b"})
    team.post(url("framework-move", *SMALL), {"descendre": "domain/domaine"})
    assert [item.code for item in now(small).items] == ["b", "a"]
    assert [domain.code for domain in now(small).domains] == ["autre", "domaine"]
    assert reader.post(url("framework-move", *SMALL), {"monter": "item/a"}).status_code == 403


def test_a_domain_is_renamed_and_keeps_its_questions(small: FrameworkVersion, team: Client) -> None:
    stored = DOMAIN_PART.find(now(small), "domaine")
    given = {"_version": version_of(stored), "title": "Accueil", "code": "accueil", "weight": "2"}
    assert team.post(url("framework-domain", *SMALL, "domaine"), given).status_code == 302
    [domain] = now(small).domains
    assert (domain.code, domain.title, len(domain.items)) == ("accueil", "Accueil", 2)
    assert team.post(url("framework-domain-remove", *SMALL, "accueil")).status_code == 302
    assert not now(small).domains


def test_what_others_need_is_not_removed(small: FrameworkVersion, team: Client) -> None:
    given = fields(small, "b", **{"when-TOTAL_FORMS": "1", "when-0-item": "a", "when-0-at_least": "1"})
    team.post(url("framework-item", *SMALL, "b"), given)
    answer = team.post(url("framework-item-remove", *SMALL, "a"))
    assert answer.status_code == 409
    assert "Retirez d'abord cette condition" in text_of(answer)
    assert team.get(url("framework-item-remove", *SMALL, "zzz")).status_code == 404


def test_a_sealed_version_never_changes(sealed: FrameworkVersion, team: Client) -> None:
    before = sealed.text
    posts: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
        (
            "framework-edit",
            (),
            {"_version": "", "title": "X", "kind": "grid", "purpose": "Y", "minutes_complete": "1"},
        ),
        ("framework-item", ("a",), fields(sealed, "a", title="X")),
        ("framework-item-new", (), fields(sealed)),
        ("framework-domain-new", (), {"title": "X", "code": "x", "weight": "1"}),
        ("framework-move", (), {"monter": "item/b"}),
        ("framework-item-remove", ("a",), {}),
        ("framework-domain-remove", ("domaine",), {}),
        ("framework-remove", (), {}),
    ]
    for name, codes, given in posts:
        answer = team.post(url(name, *SMALL, *codes), given)
        assert answer.status_code in (302, 409, 422), name
    sealed.refresh_from_db()
    assert sealed.text == before
    with pytest.raises(FrameworkRefused, match="scellée"):
        keep_framework(network=sealed.network, framework=framework(ladder("z", "1")))
    typed = text_of(
        team.post(url("framework-item", *SMALL, "a"), fields(sealed, "a", title="Tapé pour rien"))
    )
    assert "Tapé pour rien" in typed
    assert "vient d'être scellée" in typed
    assert team.get(url("framework-item", *SMALL, "a")).status_code == 302


def test_a_sealed_version_is_followed_by_one_that_remembers(sealed: FrameworkVersion, team: Client) -> None:
    answer = team.post(url("framework-version", *SMALL), {"version": "2"}, follow=True)
    assert "Version 2 créée" in text_of(answer)
    row = FrameworkVersion.objects.get(code="essai", version="2")
    assert [item.formerly for item in now(row).items] == ["a", "b"]
    team.post(
        url("framework-item", "essai", "2", "a"),
        fields(row, "a", code="aa", formerly="a", levels="Un.\nDeux."),
    )
    text = text_of(team.get(url("framework-compare", "essai", "2")))
    assert "renommée" in text
    assert "L'échelle change : 3 niveaux, puis 2." in text
    assert team.post(url("framework-version", *SMALL), {"version": "2"}).status_code == 422
    assert team.post(url("framework-version", *SMALL), {"version": "a/b"}).status_code == 422


def test_a_copy_follows_nothing(sealed: FrameworkVersion, team: Client) -> None:
    given = {"title": "Copie", "code": "copie", "version": "1"}
    assert team.post(url("framework-copy", *SMALL), given).status_code == 302
    row = FrameworkVersion.objects.get(code="copie")
    assert (now(row).follows, now(row).title, row.sealed_at) == ("", "Copie", None)


def test_a_draft_that_a_campaign_counts_on_is_not_removed(small: FrameworkVersion, team: Client) -> None:
    Campaign.objects.create(network=small.network, code="C", title="Automne", framework="essai", position=99)
    answer = team.post(url("framework-remove", *SMALL))
    assert answer.status_code == 409
    assert "« Automne »" in text_of(answer)
    Campaign.objects.filter(code="C").delete()
    assert team.post(url("framework-remove", *SMALL)).status_code == 302
    assert not FrameworkVersion.objects.filter(code="essai").exists()


def upload(client: Client, content: bytes, name: str = "f.yaml") -> Any:
    return client.post(url("framework-import"), {"file": SimpleUploadedFile(name, content)})


def confirmed(client: Client, answer: Any) -> Any:
    given = {key: answer.context[key] for key in ("digest", "before")} | {"name": "f.yaml"}
    return client.post(url("framework-import-confirm"), given, follow=True)


def test_a_file_is_looked_at_before_it_is_imported(small: FrameworkVersion, team: Client) -> None:
    text = team.get(url("framework-yaml", *SMALL)).content
    assert text == small.text.encode()
    assert "il n'y a rien à faire" in text_of(upload(team, text))
    seen = upload(team, text.replace(b"Titre a", "Titre changé".encode()))
    assert seen.status_code == 200
    assert "Titre changé" in text_of(seen)
    assert now(small).by_code["a"].title == "Titre a"
    assert "importé" in text_of(confirmed(team, seen))
    assert now(small).by_code["a"].title == "Titre changé"


def test_an_import_that_others_overtook_is_shown_again(
    small: FrameworkVersion, team: Client, lead: Client
) -> None:
    seen = upload(team, small.text.replace("Titre a", "Le fichier").encode())
    lead.post(url("framework-item", *SMALL, "a"), fields(small, "a", title="Entre-temps"))
    again = confirmed(team, seen)
    assert "a changé depuis" in text_of(again)
    assert now(small).by_code["a"].title == "Entre-temps"
    confirmed(team, again)
    assert now(small).by_code["a"].title == "Le fichier"


def test_a_wrong_file_is_told_line_by_line(small: FrameworkVersion, team: Client) -> None:
    answer = upload(team, small.text.replace("code: b", "code: a").encode())
    assert answer.status_code == 422
    assert "Le code « a » est déjà pris." in text_of(answer)
    assert "Ligne" in text_of(answer)
    for content, said in (
        (b"\xff\xfe\x00", "UTF-8"),
        (b"PK\x03\x04 pas un classeur", "f.yaml"),
        (b"x" * 5_000_001, "plus de 5 Mo"),
        (b'code: "x', "n'est pas refermé"),
    ):
        refused = upload(team, content)
        assert refused.status_code == 422
        assert said in text_of(refused)


def test_a_file_of_a_sealed_version_needs_another_number(sealed: FrameworkVersion, team: Client) -> None:
    answer = upload(team, sealed.text.replace("Titre a", "Autre").encode())
    assert answer.status_code == 422
    assert "est scellée dans le réseau" in text_of(answer)
    assert not answer.context["digest"]


def test_an_xlsform_is_imported_as_a_draft(network: Network, team: Client) -> None:
    made = framework(ladder("a", "1"), ladder("b", "2"), code="venu")
    seen = upload(team, xlsform_bytes(made), "formulaire.xlsx")
    assert "sera ajouté comme brouillon" in text_of(seen)
    assert "importé" in text_of(confirmed(team, seen))
    assert [item.code for item in now(FrameworkVersion.objects.get(code="venu")).items] == ["a", "b"]


def test_a_confirmation_without_its_file_changes_nothing(
    network: Network, team: Client, reader: Client
) -> None:
    for digest in ("0" * 64, "../../etc/passwd", ""):
        answer = team.post(url("framework-import-confirm"), {"digest": digest}, follow=True)
        assert "n'est plus là" in text_of(answer)
    assert reader.post(url("framework-import-confirm"), {}).status_code == 403


def test_a_framework_of_a_thousand_questions_has_a_usable_page(
    network: Network, team: Client, django_assert_max_num_queries: Any
) -> None:
    made = of_size(1000)
    assert len(framework_text(made)) > 300_000
    row = keep_framework(network=network, framework=made)
    with django_assert_max_num_queries(30):
        page = team.get(url("framework", row.code, row.version))
    assert page.status_code == 200
    assert text_of(page).count("<article") == 1000
    assert len(page.content) < 3_000_000
    with django_assert_max_num_queries(30):
        assert team.get(url("framework-item", row.code, row.version, "q500")).status_code == 200
    answer = team.post(
        url("framework-item", row.code, row.version, "q500"),
        fields(row, "q500", domain="d500", title="Changée"),
    )
    assert answer.status_code == 302
    assert now(row).by_code["q500"].title == "Changée"


def test_the_list_costs_the_same_whatever_the_number(
    network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    for rank in range(20):
        keep_framework(network=network, framework=framework(ladder("a", "1"), code=f"f{rank}"))
    with django_assert_max_num_queries(30):
        assert lead.get(url("frameworks")).status_code == 200
