"""Editing through forms, tried on the programme: nothing typed is lost, nothing wrong is saved, all can be undone."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from builders import one_of_each_file, saved_network
from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry, Removal
from maillage.base.models.drafts import Draft, draft_of
from maillage.base.models.store import load
from maillage.base.plugs import sections
from maillage.base.ui.editing.fields import form_field
from maillage.base.ui.editing.sheet import in_order
from maillage.base.values.fields import Kind, Spec
from maillage.funding.models import CostLine
from maillage.programme.models import Action, Axis, Objective, Orientation, Programme, Step
from web import person, signed_in, text_of

pytestmark = pytest.mark.django_db

AT = "/18/strategie"
EDIT, NEW, REMOVE = f"{AT}/actions/A11/modifier/", f"{AT}/actions/ajouter/", f"{AT}/actions/A11/supprimer/"
SCRIPT = "<script>alert('é')</script>"


@pytest.fixture
def tom(network: Network) -> Client:
    """A colleague of Léa who may write too."""
    return signed_in(person("tom", network, Role.TEAM))


def shown(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return str(answer.content.decode())


def form_of(html: str) -> dict[str, Any]:
    """The fields of the sheet of a page as a browser would send them, without its buttons."""
    form = html[html.index('name="_version"') - 200 : html.index('<div class="actions">')]
    # What a <template> holds is not sent.
    form = re.sub(r"<template.*?</template>", "", form, flags=re.S)
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        given = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if "name" not in given or (given.get("type") in ("checkbox", "radio") and " checked" not in tag):
            continue
        ticked = "on" if given.get("type") in ("checkbox", "radio") else ""
        found.setdefault(given["name"], []).append(unescape(given.get("value", ticked)))
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, flags=re.S):
        found[name] = [unescape(text)]
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, flags=re.S):
        found[name] = [
            unescape(value) for value in re.findall(r'<option value="([^"]*)" selected', options)
        ] or [""]
    found.pop("csrfmiddlewaretoken", None)
    return found


def told(answer: Any) -> list[str]:
    """The mistakes that a page lists."""
    return re.findall(
        r"<li>(.*?)</li>", unescape(answer.content.decode()).partition("data-errors")[2].partition("</ul>")[0]
    )


def opened(client: Client, url: str, **typed: Any) -> dict[str, Any]:
    """The fields of a form once some were typed over; `rows__0__title` names `rows-0-title`."""
    fields = form_of(shown(client, url))
    return fields | {name.replace("__", "-"): value for name, value in typed.items()}


def action() -> Action:
    return Action.objects.get(code="A11")


def steps(code: str = "A11") -> list[Step]:
    return list(Step.objects.filter(action__code=code).order_by("position"))


def whole(network: Network) -> dict[str, Any]:
    return {section.key: load(network, section) for section in sections() if section.key != "network"}


# -- creating


def test_a_new_action_proposes_the_next_code_its_parent_and_what_the_address_says(lead: Client) -> None:
    fields = form_of(shown(lead, f"{NEW}?objective=A1&title=Un%20titre&kind=training"))
    assert (fields["code"], fields["objective"]) == (["A13"], ["A1"])
    assert (fields["title"], fields["kind"]) == (["Un titre"], ["training"])


def test_a_new_action_is_saved_with_its_steps_in_a_chain_and_leaves_a_trace(
    lead: Client, network: Network
) -> None:
    fields = opened(
        lead,
        f"{NEW}?objective=A1",
        title="Ouvrir un atelier",
        kind="mediation",
        scope="network",
        rows__0__title="Préparer",
        rows__0__weeks="3",
        rows__1__title="Ouvrir",
        rows__1__weeks="0",
        rows__1__person_days="",
    )
    answer = lead.post(NEW, fields)
    assert answer.status_code == 302, told(answer)
    assert answer["Location"] == f"{AT}/actions/A13/"
    made = Action.objects.get(code="A13")
    assert [(step.code, step.title, step.weeks) for step in steps("A13")] == [
        ("A13-1", "Préparer", 3),
        ("A13-2", "Ouvrir", 0),
    ]
    assert [one.code for one in steps("A13")[1].predecessors.all()] == ["A13-1"]
    assert made.objective.code == "A1"
    entry = AuditEntry.objects.get(network=network, target="programme.Action/A13")
    assert (entry.verb, entry.actor.username, entry.detail["label"]) == (
        "create",
        "lea",
        "A13 Ouvrir un atelier",
    )


def test_blank_rows_are_no_steps(lead: Client) -> None:
    lead.post(NEW, opened(lead, f"{NEW}?objective=A1", title="Sans étape", kind="tool", scope="network"))
    assert Action.objects.get(code="A13").steps.count() == 0


def test_the_first_things_of_an_empty_list_get_a_code_of_their_own(lead: Client) -> None:
    Orientation.objects.all().delete()
    assert form_of(shown(lead, f"{AT}/orientations/ajouter/"))["code"] == ["OR1"]
    assert form_of(shown(lead, f"{AT}/axes/ajouter/"))["code"][0] not in ("", "A")


def test_saving_and_adding_another_comes_back_to_an_empty_form_of_the_same_parent(lead: Client) -> None:
    fields = opened(lead, f"{NEW}?objective=A1", title="Une", kind="tool", scope="network", _again="1")
    answer = lead.post(f"{NEW}?objective=A1", fields)
    assert answer["Location"] == f"{NEW}?objective=A1"
    assert form_of(shown(lead, answer["Location"]))["code"] == ["A14"]


def test_a_code_already_taken_is_refused_and_nothing_typed_is_lost(lead: Client) -> None:
    fields = opened(lead, f"{NEW}?objective=A1", title="Doublon", kind="tool", scope="network", code="A12")
    answer = lead.post(NEW, fields)
    assert answer.status_code == 422
    html = text_of(answer)
    assert "Le code A12 est déjà celui de « A12 Former un référent par bibliothèque »" in unescape(html)
    assert form_of(html)["title"] == ["Doublon"]


def test_a_parent_of_another_network_does_not_exist(lead: Client) -> None:
    other = saved_network(file=one_of_each_file("45"))
    Objective.objects.filter(network=other).update(code="ZZ")
    fields = opened(lead, NEW, title="Ailleurs", kind="tool", scope="network", objective="ZZ")
    assert lead.post(NEW, fields).status_code == 422
    assert not Action.objects.filter(title="Ailleurs").exists()


# -- changing


def test_saving_a_form_as_it_was_opened_changes_nothing_and_leaves_no_trace(
    lead: Client, network: Network
) -> None:
    before = whole(network)
    for url in (
        EDIT,
        f"{AT}/objectifs/A1/modifier/",
        f"{AT}/axes/A/modifier/",
        f"{AT}/orientations/OR1/modifier/",
    ):
        assert lead.post(url, opened(lead, url)).status_code == 302, url
    assert whole(network) == before
    assert not AuditEntry.objects.filter(network=network, verb__in=["create", "change"]).exists()


def test_what_the_form_does_not_show_is_kept(lead: Client) -> None:
    Step.objects.filter(code="A11-1").update(planned_start="2026-01-01", planned_end="2026-01-24")
    lead.post(EDIT, opened(lead, EDIT, title="Autrement", rows__0__title="Écrire encore"))
    assert action().title == "Autrement"
    assert (steps()[0].title, str(steps()[0].planned_start)) == ("Écrire encore", "2026-01-01")


def test_a_row_can_be_added_and_another_removed_with_what_waited_for_it(lead: Client) -> None:
    fields = opened(lead, EDIT, rows__3__title="Fêter", rows__3__weeks="1", rows__TOTAL_FORMS="4")
    assert lead.post(EDIT, fields).status_code == 302
    assert [step.code for step in steps()] == ["A11-1", "A11-2", "A11-3", "A11-4"]
    fields = opened(lead, EDIT, rows__3__DELETE="on")
    assert lead.post(EDIT, fields).status_code == 302
    assert [step.code for step in steps()] == ["A11-1", "A11-2", "A11-3"]


def test_a_step_that_money_waits_for_cannot_be_removed_from_the_rows(lead: Client) -> None:
    answer = lead.post(EDIT, opened(lead, EDIT, rows__2__DELETE="on"))
    assert answer.status_code == 422
    assert "sert encore à" in unescape(answer.content.decode())
    assert len(steps()) == 3
    assert CostLine.objects.get(code="D1").step.code == "A11-3"


def test_an_invalid_row_says_which_field_of_which_line_and_keeps_the_others(lead: Client) -> None:
    answer = lead.post(EDIT, opened(lead, EDIT, rows__1__weeks="beaucoup", title="Titre changé"))
    html = unescape(text_of(answer))
    assert answer.status_code == 422
    assert "« beaucoup » n'est pas un nombre" in html
    assert 'href="#id_rows-1-weeks"' in html
    assert form_of(html)["title"] == ["Titre changé"]
    assert action().title == "Acheter cent liseuses"


def test_steps_that_wait_for_each_other_are_refused_in_the_words_of_the_file(lead: Client) -> None:
    answer = lead.post(EDIT, opened(lead, EDIT, rows__0__predecessors="A11-3"))
    assert answer.status_code == 422
    assert "Ces étapes s'attendent l'une l'autre" in unescape(answer.content.decode())
    assert not steps()[0].predecessors.exists()


def test_a_rule_of_the_thing_itself_is_told_on_the_sheet(lead: Client) -> None:
    answer = lead.post(EDIT, opened(lead, EDIT, rows__1__person_days="3"))
    assert answer.status_code == 422
    assert "est un jalon (0 semaine) : elle ne porte pas de charge" in unescape(text_of(answer))


@pytest.mark.parametrize(
    "field", ["title", "lead", "target_group", "description", "partners", "rows-0-title"]
)
def test_a_text_of_ten_thousand_characters_is_kept_or_refused_never_broken(lead: Client, field: str) -> None:
    typed = "é" * 10_000
    answer = lead.post(EDIT, opened(lead, EDIT) | {field: typed})
    if field == "description":
        assert answer.status_code == 302
        assert action().description == typed
    else:
        assert answer.status_code == 422
        assert typed in answer.content.decode()
        assert "caractères" in answer.content.decode()


@pytest.mark.parametrize(
    "text", [SCRIPT, "👩‍💻 🗺️", 'un "guillemet" & une <b>balise</b>', "{{ today }}", "=1+1"]
)
def test_scripts_emojis_and_marks_are_only_text_everywhere(lead: Client, text: str) -> None:
    fields = opened(lead, EDIT) | {"title": text, "description": text, "partners": text, "rows-0-title": text}
    assert lead.post(EDIT, fields).status_code == 302
    assert (action().title, action().partners) == (text, [text])
    for url in (f"{AT}/", f"{AT}/actions/A11/", EDIT, f"{AT}/actions/A11/historique/", REMOVE):
        html = shown(lead, url)
        assert SCRIPT not in html, url
        assert "<b>balise</b>" not in html, url
        assert text in unescape(html), url


@pytest.mark.parametrize("hidden", ["\u0007", "\x00", "\ufdd0"])
def test_invisible_characters_are_refused_with_their_place(lead: Client, hidden: str) -> None:
    answer = lead.post(EDIT, opened(lead, EDIT, title=f"Bon{hidden}jour"))
    assert answer.status_code == 422
    assert action().title == "Acheter cent liseuses"


@pytest.mark.parametrize("total", ["", "-1", "x", "9999999999", "0", "1e3"])
def test_a_number_of_rows_made_up_breaks_nothing(lead: Client, total: str) -> None:
    answer = lead.post(EDIT, opened(lead, EDIT) | {"rows-TOTAL_FORMS": total})
    assert answer.status_code in (302, 422)


@pytest.mark.parametrize("value", ["A99", "A12-1;A11-1", "<x>", "", "A11-1 A11-2"])
def test_a_reference_ticked_that_leads_nowhere_is_refused(lead: Client, value: str) -> None:
    answer = lead.post(EDIT, opened(lead, EDIT, rows__2__predecessors=[value]))
    assert answer.status_code == 422
    assert [one.code for one in steps()[2].predecessors.all()] == ["A11-2"]


def test_references_too_many_to_be_ticked_are_typed_and_checked_one_by_one() -> None:
    spec = Spec(kind=Kind.REFS, label="Après", to="programme.Step", required=False)
    known = [(f"S{number}", "") for number in range(40)]
    field = form_field(spec, (), options=lambda to: known, years=())
    assert field.clean("S1, S2  S1") == ("S1", "S2")
    assert field.clean("") == ()
    with pytest.raises(ValidationError, match="S99"):
        field.clean("S1, S99")


def test_a_thing_can_change_its_code_and_keeps_what_hangs_on_it(lead: Client) -> None:
    answer = lead.post(EDIT, opened(lead, EDIT, code="LISEUSES"))
    assert answer["Location"] == f"{AT}/actions/LISEUSES/"
    assert CostLine.objects.get(code="D1").action.code == "LISEUSES"
    assert "Historique" in shown(lead, f"{AT}/actions/LISEUSES/historique/")


def test_an_action_can_move_to_another_objective(lead: Client) -> None:
    axis = Axis.objects.get(code="A")
    Objective.objects.create(network=axis.network, axis=axis, code="A2", title="Autre", position=9)
    lead.post(EDIT, opened(lead, EDIT, objective="A2"))
    assert action().objective.code == "A2"


# -- history


def test_the_history_says_who_changed_what_from_what_to_what(lead: Client) -> None:
    lead.post(EDIT, opened(lead, EDIT, title="Deux cents liseuses", rows__0__weeks="6"))
    html = unescape(shown(lead, f"{AT}/actions/A11/historique/"))
    for told in ("Lea", "Acheter cent liseuses", "Deux cents liseuses", "A11-1", "Durée (semaines)"):
        assert told in html


def test_a_reader_sees_the_history_and_may_write_nothing(reader: Client) -> None:
    assert reader.get(f"{AT}/actions/A11/historique/").status_code == 200
    for url in (NEW, EDIT, REMOVE, f"{AT}/programme/modifier/"):
        assert reader.get(url).status_code == 403
        assert reader.post(url, {}).status_code == 403


def test_a_stranger_finds_nothing(stranger: Client) -> None:
    for url in (NEW, EDIT, REMOVE, f"{AT}/actions/A11/historique/", f"{AT}/programme/modifier/"):
        assert stranger.get(url).status_code == 404
        assert stranger.post(url, {}).status_code == 404


# -- two people


def test_the_second_of_two_people_is_told_and_loses_nothing(lead: Client, tom: Client) -> None:
    mine, his = opened(lead, EDIT, title="Le titre de Léa"), opened(tom, EDIT, title="Le titre de Tom")
    assert tom.post(EDIT, his).status_code == 302
    answer = lead.post(EDIT, mine)
    html = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Tom a enregistré cette fiche pendant votre saisie" in html
    assert form_of(html)["title"] == ["Le titre de Léa"]
    assert "Le titre de Tom" in html
    assert action().title == "Le titre de Tom"
    assert lead.post(EDIT, form_of(html)).status_code == 302
    assert action().title == "Le titre de Léa"


def test_what_only_the_other_changed_is_taken_and_what_only_i_changed_is_kept(
    lead: Client, tom: Client
) -> None:
    # The first of these saves gives the trail a memory of the thing.
    tom.post(EDIT, opened(tom, EDIT, risk="Un risque"))
    mine, his = (
        opened(lead, EDIT, title="Le titre de Léa"),
        opened(tom, EDIT, description="Ce que Tom décrit"),
    )
    tom.post(EDIT, his)
    answer = lead.post(EDIT, mine)
    fields = form_of(answer.content.decode())
    assert answer.status_code == 409
    assert (fields["title"], fields["description"]) == (["Le titre de Léa"], ["Ce que Tom décrit"])
    lead.post(EDIT, fields)
    assert (action().title, action().description) == ("Le titre de Léa", "Ce que Tom décrit")


def test_a_conflict_keeps_the_rows_the_parent_and_the_lines_added(lead: Client, tom: Client) -> None:
    axis = Axis.objects.get(code="A")
    Objective.objects.create(network=axis.network, axis=axis, code="A2", title="Autre", position=9)
    mine = opened(
        lead, EDIT, objective="A2", rows__3__title="Fêter", rows__3__weeks="1", rows__TOTAL_FORMS="4"
    )
    tom.post(EDIT, opened(tom, EDIT, title="Le titre de Tom"))
    answer = lead.post(EDIT, mine)
    fields = form_of(answer.content.decode())
    assert answer.status_code == 409
    assert fields["objective"] == ["A2"]
    assert fields["rows-3-title"] == ["Fêter"]
    assert lead.post(EDIT, fields).status_code == 302
    assert [step.title for step in steps()][-1] == "Fêter"
    assert action().objective.code == "A2"


def test_two_people_who_each_add_a_step_and_change_another_lose_neither(lead: Client, tom: Client) -> None:
    tom.post(EDIT, opened(tom, EDIT, risk="Un risque"))
    new = {"rows__3__weeks": "1", "rows__TOTAL_FORMS": "4"}
    mine = opened(lead, EDIT, rows__0__title="Mon étape", rows__3__title="Celle de Léa", **new)
    his = opened(tom, EDIT, rows__2__title="Son étape", rows__3__title="Celle de Tom", **new)
    tom.post(EDIT, his)
    answer = lead.post(EDIT, mine)
    assert answer.status_code == 409
    assert lead.post(EDIT, form_of(answer.content.decode())).status_code == 302
    assert sorted(step.title for step in steps()) == sorted(
        ["Mon étape", "Valider le choix en comité de pilotage", "Son étape", "Celle de Léa", "Celle de Tom"]
    )


def test_both_saving_the_same_thing_is_no_conflict(lead: Client, tom: Client) -> None:
    mine, his = opened(lead, EDIT, title="Pareil"), opened(tom, EDIT, title="Pareil")
    tom.post(EDIT, his)
    assert lead.post(EDIT, mine).status_code == 302
    assert action().title == "Pareil"


# -- drafts


def kept(client: Client, **typed: Any) -> Any:
    fields = opened(client, EDIT, **typed)
    content = urlencode(fields, doseq=True)
    return client.post("/18/brouillon/", {"key": EDIT, "content": content})


def test_a_draft_is_kept_offered_resumed_with_its_rows_and_dropped_once_saved(lead: Client) -> None:
    answer = kept(
        lead, title="Commencé", rows__3__title="En cours", rows__3__weeks="2", rows__TOTAL_FORMS="4"
    )
    assert answer.status_code == 200
    assert "brouillon=1" in shown(lead, EDIT)
    assert form_of(shown(lead, EDIT))["title"] == ["Acheter cent liseuses"]
    fields = form_of(shown(lead, f"{EDIT}?brouillon=1"))
    assert (fields["title"], fields["rows-3-title"]) == (["Commencé"], ["En cours"])
    assert lead.post(EDIT, fields).status_code == 302
    assert not Draft.objects.exists()
    assert action().title == "Commencé"


def test_a_draft_typed_over_an_older_version_is_a_conflict_when_saved(lead: Client, tom: Client) -> None:
    kept(lead, title="Commencé hier")
    tom.post(EDIT, opened(tom, EDIT, title="Changé ce matin"))
    assert lead.post(EDIT, form_of(shown(lead, f"{EDIT}?brouillon=1"))).status_code == 409


def test_a_draft_is_its_authors_alone(lead: Client, tom: Client) -> None:
    kept(lead, title="Commencé")
    assert "brouillon=1" not in shown(tom, EDIT)
    assert form_of(shown(tom, f"{EDIT}?brouillon=1"))["title"] == ["Acheter cent liseuses"]


def test_an_empty_draft_throws_it_away(lead: Client) -> None:
    kept(lead, title="Commencé")
    assert lead.post("/18/brouillon/", {"key": EDIT, "back": "1"}).status_code == 302
    assert not Draft.objects.exists()


def test_a_box_unticked_in_a_draft_stays_unticked(lead: Client) -> None:
    Step.objects.filter(code="A11-1").update(public=True)
    fields = opened(lead, EDIT)
    fields.pop("rows-0-public")
    lead.post("/18/brouillon/", {"key": EDIT, "content": urlencode(fields, doseq=True)})
    assert "rows-0-public" not in form_of(shown(lead, f"{EDIT}?brouillon=1"))


def test_adding_a_row_without_javascript_keeps_what_was_typed_and_saves_nothing(lead: Client) -> None:
    fields = opened(lead, EDIT, title="En train d'écrire") | {"rows-add": "1"}
    html = lead.post(EDIT, fields).content.decode()
    again = form_of(html)
    assert again["title"] == ["En train d'écrire"]
    assert again["rows-TOTAL_FORMS"] == ["4"]
    assert action().title == "Acheter cent liseuses"


def test_fields_resumed_after_a_sign_in_are_shown_and_not_saved(lead: Client) -> None:
    fields = opened(lead, EDIT, title="Avant la coupure") | {"_resume": "1"}
    assert form_of(lead.post(EDIT, fields).content.decode())["title"] == ["Avant la coupure"]
    assert action().title == "Acheter cent liseuses"


# -- removing and putting back


def test_removing_says_what_goes_with_it_before(lead: Client) -> None:
    html = unescape(shown(lead, REMOVE))
    assert "A11 Acheter cent liseuses" in html
    assert "3 étapes" in html
    assert action()


def removed(client: Client, url: str = REMOVE) -> Removal:
    assert client.post(url).status_code == 302
    return Removal.objects.latest("pk")


@pytest.mark.parametrize("thing", ["actions/A11", "objectifs/A1", "axes/A", "orientations/OR1"])
def test_a_removal_undone_gives_back_everything_exactly(lead: Client, network: Network, thing: str) -> None:
    before = whole(network)
    removal = removed(lead, f"{AT}/{thing}/supprimer/")
    assert whole(network) != before
    assert lead.post(f"/18/retablir/{removal.pk}/").status_code == 302
    assert whole(network) == before


def test_what_waited_for_a_removed_step_waits_again_once_it_is_back(lead: Client, network: Network) -> None:
    before = whole(network)
    removal = removed(lead)
    assert not Step.objects.get(code="A12-1").predecessors.exists()
    lead.post(f"/18/retablir/{removal.pk}/")
    assert [step.code for step in Step.objects.get(code="A12-1").predecessors.all()] == ["A11-3"]
    assert whole(network) == before


def test_undoing_twice_changes_nothing_more(lead: Client, network: Network) -> None:
    removal = removed(lead)
    lead.post(f"/18/retablir/{removal.pk}/")
    before = whole(network)
    answer = lead.post(f"/18/retablir/{removal.pk}/", follow=True)
    assert "déjà été rétabli" in unescape(answer.content.decode())
    assert whole(network) == before


def test_a_code_taken_since_keeps_a_removal_from_coming_back_and_breaks_nothing(lead: Client) -> None:
    removal = removed(lead)
    fields = opened(lead, f"{NEW}?objective=A1", title="À sa place", kind="tool", scope="network", code="A11")
    lead.post(NEW, fields)
    answer = lead.post(f"/18/retablir/{removal.pk}/", follow=True)
    assert "porte maintenant le même code" in unescape(answer.content.decode())
    assert action().title == "À sa place"


def test_a_form_posted_after_its_thing_was_removed_becomes_a_draft_and_can_be_resumed(
    lead: Client, tom: Client, network: Network
) -> None:
    fields = opened(lead, EDIT, title="Tapé pendant ce temps")
    removal = removed(tom)
    answer = lead.post(EDIT, fields)
    html = unescape(answer.content.decode())
    assert answer.status_code == 410
    assert "Tom" in html
    assert "gardé en brouillon" in html
    lead.post(f"/18/retablir/{removal.pk}/")
    assert form_of(shown(lead, f"{EDIT}?brouillon=1"))["title"] == ["Tapé pendant ce temps"]


def test_going_back_to_a_removed_thing_says_that_it_is_gone_and_offers_it_back(lead: Client) -> None:
    removal = removed(lead)
    assert f"/18/retablir/{removal.pk}/" in shown(lead, EDIT, 410)
    assert lead.get(REMOVE).status_code in (404, 410)
    assert lead.post(REMOVE).status_code in (404, 410)
    assert lead.get(f"{AT}/actions/A11/").status_code == 404


def test_a_removal_of_another_network_cannot_be_undone_from_here(lead: Client, stranger: Client) -> None:
    removal = removed(lead)
    assert stranger.post(f"/971/retablir/{removal.pk}/").status_code == 404
    assert not Action.objects.filter(code="A11").exists()


def test_a_draft_of_a_text_too_long_to_be_a_form_is_refused_not_broken(lead: Client) -> None:
    removed(lead)
    answer = lead.post(EDIT, {"title": "x" * 500_000})
    assert answer.status_code == 410
    assert draft_of(None, EDIT) is None


# -- what a section says once


def test_the_programme_itself_is_edited_without_touching_its_axes(lead: Client, network: Network) -> None:
    url = f"{AT}/programme/modifier/"
    lead.post(url, opened(lead, url, title="Un autre nom", months="48"))
    root = Programme.objects.get(network=network)
    assert (root.title, root.months) == ("Un autre nom", 48)
    assert Axis.objects.filter(network=network).count() == 1
    assert "Un autre nom" in unescape(shown(lead, f"{AT}/programme/historique/"))


def test_a_period_that_no_longer_holds_its_steps_is_refused(lead: Client, network: Network) -> None:
    Step.objects.filter(code="A12-1").update(planned_start="2028-06-05", planned_end="2028-08-26")
    url = f"{AT}/programme/modifier/"
    answer = lead.post(url, opened(lead, url, months="12"))
    assert answer.status_code == 422
    assert "hors du programme" in unescape(answer.content.decode())


def test_limits_never_written_before_are_made_by_their_form_with_their_ceilings(
    lead: Client, network: Network
) -> None:
    url = "/18/strategie/phasage/reglages/modifier/"
    fields = opened(
        lead,
        url,
        person_days_per_week="4,5",
        rows__0__year="2026",
        rows__0__investment_ht="20 000",
        rows__1__year="2027",
        rows__1__running_ht="1 234,50",
    )
    answer = lead.post(url, fields)
    assert answer.status_code == 302, told(answer)
    limits = whole(network)["phasing"]
    assert [(one.year, one.investment_ht, one.running_ht) for one in limits.ceilings] == [
        (2026, 20000, None),
        (2027, None, pytest.approx(1234.5)),
    ]
    assert lead.post(url, opened(lead, url)).status_code == 302
    assert whole(network)["phasing"] == limits


def test_two_ceilings_of_one_year_are_refused(lead: Client, network: Network) -> None:
    url = "/18/strategie/phasage/reglages/modifier/"
    answer = lead.post(url, opened(lead, url, rows__0__year="2026", rows__1__year="2026"))
    assert answer.status_code == 422
    assert "2026" in unescape(answer.content.decode())
    assert whole(network)["phasing"].ceilings == ()


def test_two_people_on_the_limits_are_told_of_each_other(lead: Client, tom: Client, network: Network) -> None:
    url = "/18/strategie/phasage/reglages/modifier/"
    lead.post(url, opened(lead, url, rows__0__year="2026", rows__0__investment_ht="20000"))
    mine, his = (
        opened(lead, url, rows__0__investment_ht="30000"),
        opened(tom, url, rows__0__investment_ht="25000"),
    )
    tom.post(url, his)
    answer = lead.post(url, mine)
    assert answer.status_code == 409
    assert form_of(answer.content.decode())["rows-0-investment_ht"] == ["30\u202f000"]


def test_options_are_in_the_order_in_which_people_count() -> None:
    assert sorted(["B1", "A11", "A2-10", "A2", "A2-9"], key=in_order) == ["A2", "A2-9", "A2-10", "A11", "B1"]
