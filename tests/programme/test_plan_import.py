"""A plan kept in a spreadsheet goes into the programme: read as it is, told line by line, done at once, taken back."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.models.reading import read_section
from maillage.base.spreadsheets import ods_bytes, xlsx_bytes
from maillage.programme.domain import ActionKind, ActionStatus, ProgrammeSection, Scope
from maillage.programme.exchange.plan_rows import plan_sheet
from maillage.programme.models import Action, Axis, Comment, Step
from maillage.programme.section import SECTION
from maillage.rulebook import projects
from programme.ugly_plans import bare_table, step_table, strategy_table, workbook

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def address(network: Network, name: str, *args: object) -> str:
    return reverse(f"programme:{name}", args=[network.department, *args])


def left(client: Client, network: Network, data: bytes, name: str = "plan.xlsx") -> Any:
    return client.post(address(network, "plan-import"), {"file": SimpleUploadedFile(name, data)})


def columns_sent(client: Client, url: str, **more: str) -> Any:
    """The form of the columns, sent as it was proposed."""
    form = client.get(url).context["form"]
    given = {bound.html_name: bound.value() or "" for bound in form}
    return client.post(url, {name: value for name, value in given.items() if value is not False} | more)


def tried(client: Client, network: Network, data: bytes, name: str = "plan.xlsx", **more: str) -> Any:
    """The trial of a file whose columns were left as guessed."""
    answer = left(client, network, data, name)
    assert answer.status_code == 302, answer.context["form"].errors
    answer = columns_sent(client, answer.url, **more)
    assert answer.status_code == 302, answer.context["form"].errors
    return client.get(answer.url)


def imported(client: Client, trial: Any) -> Any:
    return client.post(trial.request["PATH_INFO"], {"trail": trial.context["trail"]}, follow=True)


def section_of(network: Network) -> ProgrammeSection:
    found: ProgrammeSection = read_section(network, SECTION)
    return found


def titled(network: Network, title: str) -> Any:
    return next(action for _, _, action in section_of(network).actions() if action.title == title)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_table_of_a_colleague_becomes_axes_objectives_and_actions(lead: Client, network: Network) -> None:
    before = Action.objects.count()
    trial = tried(lead, network, strategy_table())
    assert Action.objects.count() == before, "a trial writes nothing"
    told = " ".join(trial.context["lines"])
    assert "2\u00a0axes" in told
    assert "4\u00a0actions" in told
    assert "N°" in told, "a column that is ignored is told"
    imported(lead, trial)
    axis = Axis.objects.get(network=network, title="Équiper les bibliothèques")
    assert [one.title for one in axis.objectives.order_by("position")] == ["Outiller", "Former"]
    kit = titled(network, "Acheter des malles de liseuses")
    assert (kit.kind, kit.lead) == (ActionKind.TOOL, "chargé du numérique")
    assert kit.partners == ("EPCI", "Canopé", "Département")
    assert "Budget indiqué dans le fichier : 12" in kit.description
    assert "Ça sert à quoi ? : Prêter" in kit.description
    assert (kit.start, kit.end) == (date(2027, 4, 1), date(2027, 7, 1))
    assert titled(network, "Former les bibliothécaires du réseau aux ressources").kind is ActionKind.TRAINING
    assert "bientôt" in titled(network, "Semaine du numérique").description


def test_each_problem_is_told_with_its_line_and_its_remedy(lead: Client, network: Network) -> None:
    page = text_of(tried(lead, network, strategy_table()))
    assert "n&#x27;est pas une date reconnue" in page
    assert "Ligne de total, laissée de côté." in page
    assert "saisissez-les dans Financement" in page


def test_a_word_of_the_file_is_translated_once_for_all(lead: Client, network: Network) -> None:
    trial = tried(lead, network, strategy_table())
    assert [word["text"] for word in trial.context["words"]] == ["évènementiel"]
    url = trial.request["PATH_INFO"]
    trial = lead.post(url, {"kind|évènementiel": "mediation", "values": "1"}, follow=True)
    assert trial.context["words"] == []
    imported(lead, trial)
    assert titled(network, "Semaine du numérique").kind is ActionKind.MEDIATION


def test_lines_of_steps_are_read_under_their_action(lead: Client, network: Network) -> None:
    imported(lead, tried(lead, network, step_table(), "plan.csv"))
    charter = titled(network, "Écrire la charte")
    assert [step.title for step in charter.steps] == ["Groupe de travail", "Vote en conseil"]
    assert charter.steps[0].last_day == date(2027, 4, 30)
    assert charter.steps[1].weeks == 0, "a day alone is a milestone"
    assert (charter.scope, charter.priority) == (Scope.INTERNAL, 4)
    assert charter.status is ActionStatus.UNDER_WAY
    lending = titled(network, "Ouvrir le prêt numérique")
    assert (lending.priority, [step.weeks for step in lending.steps]) == (5, [14, 6])


def test_nothing_that_has_no_place_is_lost(lead: Client, network: Network) -> None:
    trial = tried(lead, network, bare_table())
    page = text_of(trial)
    assert "formule en erreur" in page
    assert "sortent du programme" in page
    assert "réunies en une action" in page
    assert "rattachée à l&#x27;action de la ligne 4" in page
    imported(lead, trial)
    kit = titled(network, "Créer un kit")
    assert kit.description.startswith("xxx")
    assert len(kit.description) <= 20_000
    room = titled(network, "Ouvrir une salle").description
    assert "01/01/2045" in room
    assert "texte perdu sans action" in room


def test_actions_without_a_place_go_where_the_person_says(lead: Client, network: Network) -> None:
    home = next(one for _, one in section_of(network).objectives())
    imported(lead, tried(lead, network, step_table(), "plan.csv", home=home.code))
    assert (
        titled(network, "Écrire la charte")
        in next(one for _, one in section_of(network).objectives() if one.code == home.code).actions
    )


def test_the_same_file_twice_changes_nothing_the_second_time(lead: Client, network: Network) -> None:
    for data, name in ((strategy_table(), "a.xlsx"), (step_table(), "b.csv"), (bare_table(), "c.xlsx")):
        imported(lead, tried(lead, network, data, name))
        again = tried(lead, network, data, name)
        assert again.context["nothing"], again.context["lines"]


@pytest.mark.parametrize(("write", "name"), [(xlsx_bytes, "plan.xlsx"), (ods_bytes, "plan.ods")])
@pytest.mark.parametrize("overwrite", ["", "on"])
def test_the_plan_exported_and_imported_again_changes_nothing(
    lead: Client, demo_network: Network, write: Any, name: str, overwrite: str
) -> None:
    data = write([plan_sheet(section_of(demo_network))])
    trial = tried(lead, demo_network, data, name, **({"overwrite": "on"} if overwrite else {}))
    assert trial.context["nothing"], trial.context["outcomes"].rows
    assert not trial.context["words"]


def test_what_is_written_stays_unless_one_asks_to_replace_it(lead: Client, network: Network) -> None:
    action = Action.objects.filter(network=network).order_by("pk")[0]
    Action.objects.filter(pk=action.pk).update(lead="Avant", target_group="")
    rows = [
        ["Action", "Code de l'action", "Pilote", "Public visé"],
        [action.title, action.code, "Après", "Tous"],
    ]
    data = workbook(("P", rows))
    imported(lead, tried(lead, network, data))
    action.refresh_from_db()
    assert (action.lead, action.target_group) == ("Avant", "Tous")
    imported(lead, tried(lead, network, data, overwrite="on"))
    action.refresh_from_db()
    assert action.lead == "Après"


def test_an_import_has_a_history_line_for_each_thing_and_one_for_itself(
    lead: Client, network: Network
) -> None:
    imported(lead, tried(lead, network, strategy_table()))
    entry = AuditEntry.objects.get(network=network, verb="programme.plan-import")
    lines = AuditEntry.objects.filter(pk__in=entry.detail["entries"])
    assert {line.verb for line in lines} == {"create"}
    assert lines.count() == 9
    code = titled(network, "Semaine du numérique").code
    page = lead.get(address(network, "action-history", code))
    assert "création" in text_of(page)


def test_an_import_is_taken_back_whole(lead: Client, network: Network) -> None:
    before = section_of(network)
    imported(lead, tried(lead, network, strategy_table()))
    entry = AuditEntry.objects.get(network=network, verb="programme.plan-import")
    url = address(network, "plan-undo", entry.pk)
    assert "Semaine du numérique" in text_of(lead.get(url))
    assert section_of(network) != before, "looking undoes nothing"
    lead.post(url)
    assert section_of(network) == before
    assert lead.get(url).status_code == 302, "once"


def test_what_somebody_touched_since_stays_when_the_import_is_taken_back(
    lead: Client, network: Network
) -> None:
    action = Action.objects.filter(network=network).order_by("pk")[0]
    Action.objects.filter(pk=action.pk).update(target_group="")
    rows = [
        ["Action", "Code de l'action", "Public visé"],
        [action.title, action.code, "Tous"],
        ["Neuve", None, None],
        ["Lue", None, None],
    ]
    imported(lead, tried(lead, network, workbook(("P", rows))))
    Action.objects.filter(pk=action.pk).update(lead="Depuis")
    Comment.objects.create(
        network=network, action=Action.objects.get(network=network, title="Lue"), text="Bonne idée"
    )
    entry = AuditEntry.objects.get(network=network, verb="programme.plan-import")
    lead.post(address(network, "plan-undo", entry.pk))
    action.refresh_from_db()
    assert (action.lead, action.target_group) == ("Depuis", "Tous")
    assert not Action.objects.filter(network=network, title="Neuve").exists()
    assert Action.objects.filter(network=network, title="Lue").exists(), "somebody spoke of it"


def test_a_change_is_taken_back_with_the_steps_it_added(lead: Client, network: Network) -> None:
    action = Action.objects.filter(network=network).order_by("pk")[0]
    before = section_of(network)
    rows = [
        ["Action", "Code de l'action", "Étape", "Durée"],
        [action.title, action.code, "Une étape de plus", 3],
    ]
    imported(lead, tried(lead, network, workbook(("P", rows))))
    assert Step.objects.filter(action=action, title="Une étape de plus").exists()
    entry = AuditEntry.objects.get(network=network, verb="programme.plan-import")
    lead.post(address(network, "plan-undo", entry.pk))
    assert section_of(network) == before


def test_when_the_network_changed_since_the_trial_it_is_shown_again(lead: Client, network: Network) -> None:
    trial = tried(lead, network, strategy_table())
    AuditEntry.objects.create(network=network, verb="change", target="programme.Action/A1")
    answer = imported(lead, trial)
    assert "Le réseau a changé depuis" in text_of(answer) or "changed" in text_of(answer)
    assert not Axis.objects.filter(network=network, title="Équiper les bibliothèques").exists()


def bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("content.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"   \n", "vide.csv", "vide"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 50, "image.xlsx", "image.xlsx"),
        (bomb(), "bombe.ods", "Mo"),
        (b"PK\x03\x04 rien du tout", "abime.xlsx", "abime.xlsx"),
        (b"Action;Pilote\n" + b"Faire;Moi\n" * 10_000, "long.csv", "10"),
        (workbook(("P", [])), "vide.xlsx", "vide.xlsx"),
    ],
    ids=["empty", "image", "bomb", "broken", "long", "no-line"],
)
def test_a_file_that_is_no_plan_is_refused_kindly(
    lead: Client, network: Network, data: bytes, name: str, said: str
) -> None:
    answer = left(lead, network, data, name)
    assert answer.status_code == 422
    errors = answer.context["form"].errors["file"]
    assert said in errors[0]


def test_a_table_without_titles_of_actions_asks_for_them(lead: Client, network: Network) -> None:
    answer = left(lead, network, workbook(("P", [["Chose", "Machin"], ["a", "b"]])))
    answer = columns_sent(lead, answer.url)
    assert answer.status_code == 422
    assert "intitulé des actions" in text_of(answer)


def test_another_sheet_and_other_headers_may_be_chosen(lead: Client, network: Network) -> None:
    answer = left(lead, network, strategy_table())
    url = answer.url
    assert lead.get(url).context["seen"].sheet == "Plan"
    lead.post(url, {"sheet": "Brouillon", "header": ""})
    assert lead.get(url).context["seen"].sheet == "Brouillon"
    lead.post(url, {"sheet": "Plan", "header": "2"})
    assert lead.get(url).context["seen"].header == 2


def test_readers_do_not_import_and_strangers_see_nothing(
    lead: Client, reader: Client, stranger: Client, network: Network
) -> None:
    token = left(lead, network, strategy_table()).url
    for name in ("plan-import",):
        assert reader.get(address(network, name)).status_code == 403
        assert stranger.get(address(network, name)).status_code == 404
    assert reader.get(token).status_code == 403
    assert stranger.get(token).status_code == 404
    forged = token.replace("/tableau/", "/tableau/x")
    assert lead.get(forged).status_code == 302


def test_a_plan_of_three_hundred_actions_is_written_in_seconds(
    lead: Client, network: Network, django_assert_max_num_queries: Any
) -> None:
    heads = ["Axe", "Objectif", "Action", "Pilote", "Étape", "Durée"]
    rows = [
        [f"Axe {n // 60}", f"Objectif {n // 10}", f"Action numéro {n}", "Équipe", "Première étape", 4]
        for n in range(300)
    ]
    trial = tried(lead, network, workbook(("P", [heads, *rows])))
    with django_assert_max_num_queries(4_500):
        imported(lead, trial)
    assert Action.objects.filter(network=network).count() >= 300


def test_pages_of_an_import_stay_within_thirty_queries(
    lead: Client, demo_network: Network, django_assert_max_num_queries: Any
) -> None:
    trial = tried(lead, demo_network, strategy_table())
    for url in (
        address(demo_network, "plan-import"),
        trial.request["PATH_INFO"],
        address(demo_network, "share"),
    ):
        projects.forget()  # as for the first visitor after a change
        with django_assert_max_num_queries(30):
            assert lead.get(url).status_code == 200


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_template_is_imported_as_it_is(lead: Client, network: Network, form: str) -> None:
    answer = lead.get(address(network, "plan-template"), {"format": form})
    trial = tried(lead, network, answer.content, f"modele.{form}")
    assert not trial.context["words"]
    imported(lead, trial)
    made = titled(network, "Prêter des malles de tablettes")
    assert (made.kind, made.priority, made.partners) == (ActionKind.TOOL, 4, ("EPCI", "Réseau Canopé"))
