"""Comments on an action: who writes, who is mentioned, what comes back after a deletion."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from maillage.accounts.domain import Role
from maillage.accounts.models import Network, User
from maillage.base.models import AuditEntry, Removal
from maillage.programme.models import Action, Comment
from web import person, text_of

pytestmark = pytest.mark.django_db

NEW = "/18/strategie/actions/A11/commenter/"
ACTION = "/18/strategie/actions/A11/"


def said(client: Client, text: str, **more: Any) -> Any:
    return client.post(NEW, {"text": text}, **more)


def only(network: Network) -> Comment:
    return Comment.objects.filter(network=network).latest("pk")


def test_a_comment_is_written_shown_on_its_action_and_audited(network: Network, team: Client) -> None:
    answer = said(team, "Qui signe la **convention** ?")
    assert answer.status_code == 302
    assert answer["Location"] == f"{ACTION}#echanges"
    html = text_of(team.get(ACTION))
    assert "Qui signe la <strong>convention</strong>" in html
    entry = AuditEntry.objects.filter(network=network).first()
    assert entry is not None
    assert (entry.verb, entry.target) == ("comment.add", f"programme.Comment/{only(network).pk}")


def test_a_comment_says_nothing_that_a_browser_would_run(network: Network, team: Client) -> None:
    said(team, "<script>alert(1)</script> [ici](javascript:alert)")
    html = text_of(team.get(ACTION))
    assert "<script>alert" not in html
    assert 'href="javascript' not in html


def test_a_mention_is_told_on_the_home_page_until_it_is_settled(
    demo_network: Network, team: Client, lead: Client
) -> None:
    team.post("/18/strategie/actions/A11/commenter/", {"text": "@lea, on relit ensemble ?"})
    assert "On vous a cité" in text_of(lead.get("/18/"))
    comment = only(demo_network)
    lead.post(f"/18/strategie/commentaires/{comment.pk}/regler/", {"regle": "1"})
    assert "On vous a cité" not in text_of(lead.get("/18/"))


def test_a_name_that_is_nobodys_stays_text_and_is_said(network: Network, team: Client) -> None:
    answer = team.post(NEW, {"text": "@personne d'autre ?"}, follow=True)
    assert "@personne : personne de ce nom dans le réseau" in text_of(answer)
    assert only(network).mentioned.count() == 0


def test_those_who_may_be_mentioned_are_proposed_and_strangers_are_not(
    network: Network, team: Client, stranger: Client
) -> None:
    html = text_of(team.get(ACTION))
    assert "@tom" in html
    assert "@sam" not in html


def test_with_htmx_the_part_alone_comes_back_and_announces_itself(network: Network, team: Client) -> None:
    html = text_of(said(team, "Bien reçu.", headers={"HX-Request": "true"}))
    assert html.lstrip().startswith('<section class="flow" id="echanges"')
    assert "data-announce" in html
    assert "Commentaire ajouté. 1 commentaire" in html


def test_an_empty_comment_is_refused_on_a_page_or_in_the_part(network: Network, team: Client) -> None:
    assert said(team, "  ").status_code == 422
    html = text_of(said(team, "", headers={"HX-Request": "true"}))
    assert "Écrivez au moins un mot." in html


def test_only_its_author_changes_a_comment(network: Network, team: Client, lead: Client) -> None:
    said(team, "Premier jet.")
    comment = only(network)
    edit = f"/18/strategie/commentaires/{comment.pk}/modifier/"
    assert lead.post(edit, {"text": "Je réécris."}).status_code == 302
    assert only(network).text == "Premier jet."
    team.post(edit, {"text": "Second jet."})
    changed = only(network)
    assert changed.text == "Second jet."
    assert changed.edited_at is not None


def test_a_removed_comment_comes_back_with_whom_it_mentioned(
    network: Network, team: Client, lead: Client
) -> None:
    said(team, "@lea, vu ?")
    comment = only(network)
    team.post(f"/18/strategie/commentaires/{comment.pk}/supprimer/")
    assert not Comment.objects.filter(network=network).exists()
    removal = Removal.objects.get(network=network)
    answer = team.post(undo_url(removal))
    assert answer["Location"] == f"/18/strategie/commentaires/{comment.pk}/"
    assert list(only(network).mentioned.values_list("username", flat=True)) == ["lea"]


def undo_url(removal: Removal) -> str:
    return reverse("desk:undo", args=["18", removal.pk])


def test_a_colleague_does_not_remove_the_comment_of_another_but_the_lead_does(
    network: Network, team: Client, lead: Client
) -> None:
    said(lead, "À revoir.")
    url = f"/18/strategie/commentaires/{only(network).pk}/supprimer/"
    team.post(url)
    assert Comment.objects.filter(network=network).exists()
    lead.post(url)
    assert not Comment.objects.filter(network=network).exists()


def test_a_reader_reads_and_writes_nothing(network: Network, team: Client, reader: Client) -> None:
    said(team, "Pour information.")
    html = text_of(reader.get(ACTION))
    assert "Pour information." in html
    assert "Commenter" not in html
    assert said(reader, "Bonjour").status_code == 403


def test_a_settled_comment_is_folded_and_can_be_reopened(network: Network, team: Client) -> None:
    said(team, "C'est fait.")
    url = f"/18/strategie/commentaires/{only(network).pk}/regler/"
    html = text_of(team.post(url, {"regle": "1"}, headers={"HX-Request": "true"}))
    assert "Réglés (1)" in html
    assert "Rouvrir" in html
    team.post(url)
    assert only(network).settled_at is None


def test_comments_stay_in_their_network(network: Network, team: Client, stranger: Client) -> None:
    said(team, "Entre nous.")
    assert stranger.get(f"/18/strategie/commentaires/{only(network).pk}/").status_code == 404


def test_a_hundred_comments_cost_no_more_queries_than_one(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    users = [person(f"p{n}", demo_network, Role.TEAM) for n in range(5)]
    action = Action.objects.get(network=demo_network, code="A11")
    for n in range(100):
        author: User = users[n % 5]
        row = Comment.objects.create(
            network=demo_network, action=action, author=author, author_name=author.shown_name, text=f"N° {n}"
        )
        row.mentioned.set(users[:2])
    with django_assert_max_num_queries(30):
        lead.get(ACTION)
