"""The pages of the coherence of the network: who sees what, in how many queries; screen, figure and dossier agree."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from effort import effort
from maillage.accounts.models import Network
from maillage.base.plugs import figures_of
from maillage.base.values.tree import Bullets, Paragraph, Part, Picture, Table, plain
from maillage.campaigns.chapter import chapters
from maillage.campaigns.coherence.hours import drawn, hours_of, note_hours
from maillage.campaigns.coherence.plain import headlines
from maillage.campaigns.coherence.readings import coherences_of, latest_coherence
from maillage.campaigns.models import Call, HoursCheck, HoursSource
from maillage.campaigns.opening import places_of
from maillage.campaigns.submitting import submit
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from web import text_of

COHERENCE = "/18/campagnes/coherence/"
ITEM = f"{COHERENCE}AUT26/acces-debit/"
PAGES = (COHERENCE, f"{COHERENCE}methode/", ITEM)


@pytest.mark.parametrize("address", PAGES)
def test_people_of_the_network_see_the_pages_and_strangers_do_not(
    address, demo_network, lead, reader, stranger, client
):
    assert lead.get(address).status_code == 200
    assert reader.get(address).status_code == 200
    assert stranger.get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_hours_are_for_the_team(demo_network, team, reader):
    assert team.get(f"{COHERENCE}horaires/").status_code == 200
    assert reader.get(f"{COHERENCE}horaires/").status_code == 403
    assert reader.get(f"{COHERENCE}horaires/LI90003/").status_code == 403


def test_what_does_not_exist_is_said_in_french(demo_network, lead):
    for address in ("AUT26/inconnue/", "RIEN/acces-debit/", "horaires/INCONNUE/"):
        assert lead.get(f"{COHERENCE}{address}").status_code == 404


@pytest.mark.parametrize("address", [*PAGES, f"{COHERENCE}?carte=bibliotheques", f"{COHERENCE}horaires/"])
def test_a_page_asks_few_queries(address, demo_network, lead, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        assert lead.get(address).status_code == 200


def test_the_page_of_the_whole_network_is_quick_once_warm(demo_network, lead):
    address = f"{COHERENCE}?carte=bibliotheques"
    lead.get(address)
    assert effort(lambda: lead.get(address), least=1) < 1


def test_without_a_campaign_the_page_says_what_to_do_and_nothing_else_is_told(network, lead):
    assert "aucune bibliothèque n’a encore envoyé" in text_of(lead.get("/18/campagnes/coherence/"))
    assert lead.get(f"{COHERENCE}methode/").status_code == 200
    project = project_of(network, DEMO_TODAY)
    assert list(chapters(project)) == []
    told = {name: figure for name, figure in figures_of(project).items() if name.startswith("campaigns.")}
    assert told
    assert {figure.text for figure in told.values()} == {"inconnu"}


def test_libraries_are_named_to_the_service_only(demo_network, lead, reader):
    for address in (COHERENCE, f"{COHERENCE}?carte=bibliotheques", ITEM):
        assert "Bibliothèque fictive" not in text_of(reader.get(address))
    assert "Bibliothèque fictive" in text_of(lead.get(f"{COHERENCE}?carte=bibliotheques"))
    assert "Bibliothèques à aider" in text_of(lead.get(ITEM))
    assert "La grille elle-même" not in text_of(reader.get(f"{COHERENCE}methode/"))


def test_where_libraries_rate_the_service_nobody_sees_who_said_what(demo_network, lead):
    mirror = f"{COHERENCE}?campagne=MIR27&carte=bibliotheques"
    code = coherences_of(project_of(demo_network, DEMO_TODAY))["MIR27"].heat[0].item.code
    for address in (mirror, f"{COHERENCE}MIR27/{code}/"):
        page = text_of(lead.get(address))
        assert "Bibliothèque fictive" not in page
        assert "Bibliothèques à aider" not in page
        assert not re.search(r">\d+/[1-4]</td>", page)


def test_small_cells_are_hidden_from_readers(demo_network, lead, reader):
    small = re.compile(r">\d+/[1-4]</td>")
    assert small.search(text_of(lead.get(COHERENCE)))
    seen = text_of(reader.get(COHERENCE))
    assert not small.search(seen)
    assert "masqué, trop peu de réponses" in seen


def test_the_campaign_and_the_epci_are_chosen_by_the_address(demo_network, lead):
    assert "Pilote de l&#x27;automne 2025 : " in text_of(lead.get(f"{COHERENCE}?campagne=AUT25"))
    assert "automne 2026 : " in text_of(lead.get(f"{COHERENCE}?campagne=AILLEURS"))
    whole = text_of(lead.get(f"{COHERENCE}?carte=bibliotheques"))
    some = text_of(lead.get(f"{COHERENCE}?carte=bibliotheques&epci=CA+Bourges+Plus"))
    rows = [text.count("/18/reseau/registre/") or text.count('scope="row"') for text in (whole, some)]
    assert rows[0] > rows[1] > 0


def texts(blocks):
    for block in blocks:
        match block:
            case Part():
                yield from texts(block.blocks)
            case Bullets():
                yield from (plain(runs) for runs in block.items)
            case Paragraph():
                yield plain(block.runs)
            case Table():
                yield from (cell for row in block.rows for cell in row)
            case Picture():
                yield block.alt


def test_screen_figure_and_dossier_say_the_same(demo_network: Network, reader):
    project = project_of(demo_network, DEMO_TODAY)
    found = latest_coherence(project)
    (chapter,) = chapters(project)
    told = "\n".join(texts(chapter.blocks)).replace("\u00a0", " ").replace("\u202f", " ")
    page = text_of(reader.get(COHERENCE))
    figures = {
        name: own.text.replace("\u202f", " ").replace("\u00a0", " ")
        for name, own in figures_of(project).items()
    }
    for name in (
        "core_sites_share",
        "core_people_share",
        "agreement_alpha",
        "score_median",
        "matched",
        "core_people",
    ):
        shown = figures[f"campaigns.{name}"]
        assert shown in told, name
        assert shown in page, name
    for _, sentence in headlines(found):
        shown = sentence.replace("\u00a0", " ").replace("\u202f", " ")
        assert shown[1:] in told
        assert shown in page.replace("&#x27;", "'")


def test_the_dossier_names_no_library_and_shows_no_small_cell(demo_network):
    (chapter,) = chapters(project_of(demo_network, DEMO_TODAY))
    assert not any("fictive" in text for text in texts(chapter.blocks))
    (part,) = chapter.blocks
    heat = next(block for block in part.blocks if isinstance(block, Picture) and "par EPCI" in block.caption)
    counts = [int(cell.split("/")[1]) for row in heat.data.rows for cell in row[2:] if "/" in cell]
    assert counts
    assert min(counts) >= 5


def test_an_indicator_may_begin_from_a_figure_of_campaigns(demo_network):
    figure = figures_of(project_of(demo_network, DEMO_TODAY))["campaigns.core_mean_share"]
    assert 0 < figure.value < 1
    assert figure.text.endswith("%")
    assert figure.sources[0].title.startswith("Campagne « ")


def test_only_what_was_sent_counts_and_a_closed_library_leaves_the_denominator(open_grid):
    first, second, third = (open_grid.participation(rank) for rank in range(3))
    for level, row in ((3, first), (1, second), (2, third)):
        open_grid.answer(row, {"acces-debit": level})

    def debit():
        project = project_of(open_grid.network, open_grid.today)
        kept = coherences_of(project)["ESSAI"].core[0]
        assert kept.code == "acces-debit"
        return kept.met, kept.known, kept.sites

    submit(participation=first, today=open_grid.today)
    total = len(places_of(project_of(open_grid.network, open_grid.today)))
    assert debit() == (1, 1, total)
    Call.objects.create(network=open_grid.network, participation=second, outcome="closed", on=open_grid.today)
    submit(participation=third, today=open_grid.today)
    assert debit() == (2, 2, total - 1)
    submit(participation=second, today=open_grid.today)
    assert debit() == (2, 3, total)


def test_twenty_libraries_of_every_class_are_drawn_each_quarter(demo_network):
    places = places_of(project_of(demo_network, DEMO_TODAY))
    spring = drawn(places, 20, DEMO_TODAY)
    assert len(spring) == 20
    assert {place.stratum for place in spring} == {place.stratum for place in places}
    assert drawn(reversed(places), 20, DEMO_TODAY + timedelta(days=60)) == spring
    assert drawn(places, 20, DEMO_TODAY + timedelta(days=90)) != spring
    assert len(drawn(places[:3], 20, DEMO_TODAY)) == 3
    assert drawn((), 20, DEMO_TODAY) == ()


def test_hours_are_noted_once_a_day_and_count_for_a_year(demo_network):
    HoursCheck.objects.all().delete()
    project = project_of(demo_network, DEMO_TODAY)
    place = places_of(project)[0]
    said = dict.fromkeys(HoursSource, "mer. 14h-18h")
    for text in ("mer. 14h-17h", "mer. 14h-18h"):
        note_hours(project=project, library=place, said={**said, HoursSource.DOOR: text}, on=DEMO_TODAY)
    assert HoursCheck.objects.count() == 3
    told = hours_of(project_of(demo_network, DEMO_TODAY))
    assert (told.agreement.judged, told.agreement.same) == (1, 1)
    assert hours_of(project_of(demo_network, DEMO_TODAY + timedelta(days=365))).agreement is None


def test_a_form_keeps_what_was_read_and_refuses_what_contradicts_itself(demo_network, team):
    library = places_of(project_of(demo_network, DEMO_TODAY))[0].code
    address = f"{COHERENCE}horaires/{library}/"
    day = {"on": DEMO_TODAY.isoformat()}
    HoursCheck.objects.all().delete()
    both = team.post(address, {**day, "door": "14h", "door_none": "on"})
    assert "pas les deux" in text_of(both)
    assert "Rien n’est écrit" in text_of(team.post(address, day))
    late = team.post(address, {"on": (DEMO_TODAY + timedelta(days=1)).isoformat(), "door": "14h"})
    assert "pas encore venu" in text_of(late)
    assert HoursCheck.objects.count() == 0
    good = team.post(address, {**day, "door": "14h-18h", "portal_none": "on"})
    assert good.status_code == 302
    kept = {row.source: row.hours for row in HoursCheck.objects.all()}
    assert kept == {"door": "14h-18h", "portal": ""}
    assert 'value="14h-18h"' in text_of(team.get(address))


def test_what_was_read_another_day_is_shown_and_never_proposed(demo_network, team):
    library = places_of(project_of(demo_network, DEMO_TODAY))[0].code
    HoursCheck.objects.all().delete()
    HoursCheck.objects.create(
        network=demo_network, library_code=library, source="door", hours="9h-12h", on=date(2027, 2, 1)
    )
    page = text_of(team.get(f"{COHERENCE}horaires/{library}/"))
    assert "La dernière fois : 9h-12h." in page
    assert 'value="9h-12h"' not in page
