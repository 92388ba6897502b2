"""The attacker and the clumsy user: nothing breaks, nothing is lost in silence, nothing crosses between networks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from base.test_editing import form_of, opened, shown, steps
from maillage.accounts.models import Network
from maillage.base.models import Removal, one_writer
from maillage.base.models.drafts import LARGEST, keep_draft
from maillage.base.models.removals import AlreadyRemoved, remove
from maillage.base.ui.editing import solo, views
from maillage.base.ui.editing.fields import form_field
from maillage.base.ui.editing.forms import INCOMPLETE, MOST_ROWS
from maillage.base.ui.editing.saving import next_code
from maillage.base.values.fields import Kind, Spec
from maillage.funding.models import CostLine, Funder, FundingLine
from maillage.governance.models import Body, Meeting
from maillage.programme.models import Action, Axis, Step
from maillage.rulebook.domain.rules import Nature
from maillage.rulebook.models import RuleOverride
from maillage.rulebook.packaged import packaged_rules
from web import other_network, text_of

pytestmark = pytest.mark.django_db

EDIT = "/18/strategie/actions/A11/modifier/"
COSTS = "/18/financement/actions/A11/depenses/"


def read(answer: Any) -> str:
    return unescape(text_of(answer))


def without_rows(fields: dict[str, Any], *prefixes: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if not name.startswith(prefixes)}


# -- rows that do not come


@pytest.mark.parametrize("lost", [("rows-TOTAL_FORMS",), ("rows-1-",), ("rows-",)])
def test_a_form_that_did_not_arrive_whole_removes_nothing(
    lead: Client, network: Network, lost: tuple[str, ...]
) -> None:
    before = [step.code for step in steps()]
    assert len(before) > 1
    fields = without_rows(opened(lead, EDIT, title="Coupée"), *lost)
    if lost == ("rows-",):
        fields["rows-TOTAL_FORMS"] = str(len(before))
    answer = lead.post(EDIT, fields)
    assert answer.status_code == 422
    assert INCOMPLETE[:33] in read(answer)
    assert [step.code for step in steps()] == before
    assert form_of(answer.content.decode())["title"] == ["Coupée"]


def test_the_same_row_sent_twice_is_refused(lead: Client, network: Network) -> None:
    fields = opened(lead, EDIT)
    fields["rows-1-code"] = fields["rows-0-code"]
    answer = lead.post(EDIT, fields)
    assert answer.status_code == 422
    assert INCOMPLETE[:33] in read(answer)


def test_more_rows_than_a_list_takes_are_shown_again_and_none_is_dropped(
    lead: Client, network: Network
) -> None:
    fields = opened(lead, EDIT)
    many = MOST_ROWS + 20
    for number in range(len(steps()), many):
        fields[f"rows-{number}-title"] = f"Étape {number}"
    fields["rows-TOTAL_FORMS"] = str(many)
    before = [step.code for step in steps()]
    answer = lead.post(EDIT, fields)
    assert answer.status_code == 422
    assert f"Étape {many - 1}" in answer.content.decode()
    assert [step.code for step in steps()] == before


# -- codes


def test_a_very_long_number_as_a_code_does_not_close_the_form_of_a_new_thing(
    lead: Client, network: Network
) -> None:
    Axis.objects.create(network=network, code="9" * 40, title="Long", position=9)
    assert lead.get("/18/strategie/axes/ajouter/").status_code == 200


def test_the_code_proposed_for_a_row_fits_its_column(network: Network) -> None:
    code = next_code(Step, network, [], f"{'A' * 40}-1")
    assert len(code) <= 40
    assert code not in set(Step.objects.values_list("code", flat=True))


# -- another action's, another network's, another person's


def test_a_forged_row_does_not_take_the_cost_line_of_another_action(lead: Client, network: Network) -> None:
    other = CostLine.objects.exclude(action__code="A11").filter(action__isnull=False).order_by("pk").first()
    if other is None:
        mine = CostLine.objects.filter(action__code="A11").order_by("pk").first()
        assert mine is not None
        other = mine
        other.action = Action.objects.exclude(code="A11").order_by("pk").first()
        other.step = None
        other.save()
    owner = other.action.code
    fields = form_of(shown(lead, COSTS))
    rank = fields["rows-TOTAL_FORMS"][0]
    operation = other.operation.code
    fields |= {
        f"rows-{rank}-code": other.code,
        f"rows-{rank}-label": "Détournée",
        f"rows-{rank}-operation": operation,
        f"rows-{rank}-amount_ht": "1",
        "rows-TOTAL_FORMS": str(int(rank) + 1),
    }
    answer = lead.post(COSTS, fields)
    assert answer.status_code == 422
    assert "n'est pas de cette action" in read(answer)
    other.refresh_from_db()
    assert (other.action.code, other.label != "Détournée") == (owner, True)


def test_what_another_network_removed_is_not_brought_back(lead: Client, network: Network) -> None:
    axis = Axis.objects.create(network=other_network(), code="Z", title="Ailleurs")
    removal = remove(row=axis, target="programme.Axis/Z", actor=None)
    assert lead.post(f"/18/retablir/{removal.pk}/").status_code == 404
    removal.refresh_from_db()
    assert removal.restored_at is None


def test_a_reference_to_the_thing_of_another_network_is_refused(lead: Client, network: Network) -> None:
    Axis.objects.create(network=other_network(), code="ZZ", title="Secret d'ailleurs")
    url = "/18/strategie/objectifs/ajouter/?axis=ZZ"
    page = shown(lead, url)
    assert "Secret d'ailleurs" not in page
    answer = lead.post(url, form_of(page) | {"axis": "ZZ", "title": "Volé"})
    assert answer.status_code == 422
    assert "Secret" not in answer.content.decode()


# -- what a session's end had in hand


def test_costs_typed_when_the_session_ended_are_shown_again(lead: Client, network: Network) -> None:
    fields = opened(lead, COSTS)
    rank = int(fields["rows-TOTAL_FORMS"][0])
    fields |= {f"rows-{rank}-label": "Tapée avant la fin", "rows-TOTAL_FORMS": str(rank + 1), "_resume": "1"}
    answer = lead.post(COSTS, fields)
    assert answer.status_code == 200
    assert "Tapée avant la fin" in answer.content.decode()
    assert not CostLine.objects.filter(label="Tapée avant la fin").exists()


def test_a_setting_typed_when_the_session_ended_is_shown_again(lead: Client, network: Network) -> None:
    given = {"value": "12", "why": "Une délibération du Département", "_resume": "1"}
    rule = next(one for one in packaged_rules().rules.values() if one.nature is Nature.PARAMETER)
    answer = lead.post(f"/18/dossier/regles/{rule.id}/regler/", given)
    assert answer.status_code == 200
    assert "Une délibération du Département" in answer.content.decode()
    assert not RuleOverride.objects.exists()


# -- two at once


@pytest.mark.parametrize("url", [EDIT, "/18/dossier/chapitres/diagnosis/modifier/"])
def test_a_colleague_who_saves_between_the_comparison_and_the_save_is_not_overwritten(
    lead: Client, team: Client, network: Network, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst moment: the request of the first was read, the second saves, the first goes on."""
    name = "title" if url == EDIT else "text"
    lead.post(url, opened(lead, url, **{name: "Au départ"}))
    mine, theirs = (opened(client, url, **{name: who}) for client, who in ((lead, "moi"), (team, "elle")))
    waiting = [theirs]

    @contextmanager
    def overtaken(of: Any) -> Iterator[None]:
        while waiting:
            assert team.post(url, waiting.pop()).status_code == 302
        with one_writer(of):
            yield

    for module in (views, solo):
        monkeypatch.setattr(module, "one_writer", overtaken)
    answer = lead.post(url, mine)
    assert answer.status_code == 409
    assert form_of(answer.content.decode())[name] == ["moi"]
    assert form_of(shown(team, url))[name] == ["elle"]


def test_a_thing_removed_by_a_colleague_first_is_removed_once(network: Network) -> None:
    axis = Axis.objects.create(network=network, code="Z", title="Passagère")
    late = Axis.objects.get(pk=axis.pk)
    remove(row=axis, target="programme.Axis/Z", actor=None)
    with pytest.raises(AlreadyRemoved):
        remove(row=late, target="programme.Axis/Z", actor=None)
    assert Removal.objects.count() == 1


def test_a_removal_keeps_what_a_colleague_saved_since_the_thing_was_read(network: Network) -> None:
    axis = Axis.objects.create(network=network, code="Z", title="Ancien titre")
    Axis.objects.filter(pk=axis.pk).update(title="Nouveau titre")
    assert "Nouveau titre" in remove(row=axis, target="programme.Axis/Z", actor=None).rows


# -- addresses


@pytest.mark.parametrize(
    "word", ["abc", "people", "0", "//ailleurs.example/", "https://ailleurs.example/", "\\\\x"]
)
def test_the_address_to_go_on_to_is_one_of_ours_or_the_first_page(lead: Client, word: str) -> None:
    answer = lead.get(f"/connexion/?{urlencode({'next': word})}")
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_the_sign_in_page_answers_a_probe() -> None:
    assert Client().head("/connexion/").status_code == 200


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("/18/strategie/actions/A%0011/", 404, "Page introuvable"),
        ("/agenda/a%00.ics", 404, "Page introuvable"),
        ("/18/dossier/historique/?quoi=%00&qui=%00", 400, "Demande incomprise"),
        ("/connexion/?next=%00", 400, "Demande incomprise"),
    ],
)
def test_a_null_character_never_reaches_the_database(lead: Client, url: str, status: int, said: str) -> None:
    answer = lead.get(url)
    assert answer.status_code == status
    assert said in text_of(answer)


@pytest.mark.parametrize(
    ("key", "content"),
    [("/18/" + "a" * 400, "a=1"), ("/18/\0", "a=1"), ("/18/x/", "&" * 6000), ("/18/x/", "a" * (LARGEST + 1))],
)
def test_a_draft_that_is_no_form_is_refused(lead: Client, network: Network, key: str, content: str) -> None:
    assert lead.post("/18/brouillon/", {"key": key, "content": content}).status_code == 413
    with pytest.raises(ValueError, match=r"\w"):
        keep_draft(user=None, network=network, key=key, content=content)


def test_an_amount_for_a_year_is_not_less_than_nothing() -> None:
    spec = Spec(kind=Kind.YEARLY, label="Montants (€)", minimum=0)
    field = form_field(spec, (), options=lambda to: (), years=(2027, 2028))
    with pytest.raises(ValidationError, match="moins que 0"):
        field.clean(["-5", "10"])


def test_a_meeting_dated_in_another_century_closes_no_page(lead: Client, network: Network) -> None:
    meeting = Meeting.objects.filter(network=network).order_by("pk").first()
    assert meeting is not None
    Meeting.objects.filter(pk=meeting.pk).update(day=date(1927, 3, 31))
    Body.objects.filter(network=network).update(kind="assembly")
    for path in (
        "",
        "calendrier/",
        "calendrier/instances/",
        "dossier/",
        "dossier/controle/",
        "strategie/phasage/",
    ):
        assert lead.get(f"/18/{path}").status_code == 200, path


def test_a_grant_notified_in_another_century_closes_no_page(lead: Client, network: Network) -> None:
    line = FundingLine.objects.filter(network=network).select_related("funder").order_by("pk").first()
    assert line is not None
    Funder.objects.filter(pk=line.funder.pk).update(kind="dgd")
    FundingLine.objects.filter(pk=line.pk).update(status="notified", notified_on=date(1927, 3, 31))
    for path in (
        "",
        "calendrier/",
        "financement/",
        "financement/recettes/",
        f"financement/recettes/{line.code}/",
    ):
        assert lead.get(f"/18/{path}").status_code == 200, path
