"""Bodies and meetings: when a report must leave, what the dossier and the calendar show of them."""

from __future__ import annotations

from datetime import date

import pytest

from builders import cher_file, cher_text, minimal_text, project_for, read_text, rules, saved_network
from maillage.base.plugs import Project
from maillage.base.values.french import plain_date
from maillage.base.values.tree import Paragraph, Part, Picture, Table, plain
from maillage.governance import chapter, dates, figures
from maillage.governance.domain import Body, BodyKind, GovernanceSection, Meeting
from maillage.governance.domain.reports import WITH_REPORTS, report_dates
from maillage.governance.readings import governance_of
from maillage.rulebook.domain import Override, Rules


def written_meetings() -> int:
    """Counted in the text of the example itself, before any reading of ours."""
    return cher_text().split("\ngovernance:")[1].split("\ndiagnosis:")[0].count("- day: ")


def body(kind: BodyKind, *days: date, agenda: str = "Budget") -> Body:
    meetings = tuple(Meeting(day=day, agenda=agenda) for day in days)
    return Body(code="B", name="Instance", kind=kind, meetings=meetings)


def dated(day: date, *, kind: BodyKind = BodyKind.ASSEMBLY, given: Rules | None = None) -> tuple[date, date]:
    one = body(kind, day)
    found = report_dates(one, one.meetings[0], given or rules())
    assert found is not None
    return found.sent, found.written


@pytest.mark.parametrize(
    ("meeting", "sent", "written"),
    [
        # Twelve days before, five weeks before that (CGCT L3121-19; usage).
        (date(2026, 1, 26), date(2026, 1, 14), date(2025, 12, 10)),
        (date(2026, 3, 30), date(2026, 3, 18), date(2026, 2, 11)),
        # Twelve days before falls on 14 July, then on a Sunday, then on Easter Monday.
        (date(2026, 7, 26), date(2026, 7, 13), date(2026, 6, 8)),
        (date(2026, 6, 26), date(2026, 6, 12), date(2026, 5, 7)),
        (date(2026, 4, 18), date(2026, 4, 3), date(2026, 2, 27)),
    ],
)
def test_a_report_leaves_twelve_days_before_on_a_working_day(
    meeting: date, sent: date, written: date
) -> None:
    assert dated(meeting) == (sent, written)


def test_the_permanent_committee_receives_reports_as_the_assembly_does() -> None:
    assert dated(date(2026, 1, 26), kind=BodyKind.PERMANENT_COMMITTEE) == dated(date(2026, 1, 26))


@pytest.mark.parametrize("kind", [kind for kind in BodyKind if kind not in WITH_REPORTS])
def test_other_bodies_have_no_legal_report_dates(kind: BodyKind) -> None:
    one = body(kind, date(2026, 1, 26))
    assert report_dates(one, one.meetings[0], rules()) is None


def test_a_longer_local_circuit_moves_the_writing_only() -> None:
    longer = rules().with_overrides(
        [Override(rule="governance.circuit.weeks", value=6, by="x", on=date(2026, 1, 5), why="y")]  # type: ignore[arg-type]
    )
    sent, written = dated(date(2026, 1, 26), given=longer)
    assert sent == dated(date(2026, 1, 26))[0]
    assert written == date(2025, 12, 3)


pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return project_for(saved_network(file=cher_file()))


def test_the_calendar_holds_every_meeting_and_a_report_for_each_agenda_of_the_assembly(
    project: Project,
) -> None:
    bodies = governance_of(project).bodies
    events = list(dates.dates(project))
    meetings = [event for event in events if event.kind == "séance"]
    assert len(meetings) == sum(len(one.meetings) for one in bodies) > 50
    expected = sum(1 for one in bodies if one.kind in WITH_REPORTS for m in one.meetings if m.agenda)
    titles = [event.title for event in events if event.kind == "échéance"]
    assert titles.count("Rapport à rédiger") == titles.count("Rapport à envoyer") == expected > 0
    for event in events:
        if event.uid.endswith("-sent"):
            meeting = next(m for m in meetings if m.uid == event.uid.removesuffix("-sent"))
            assert (meeting.day - event.day).days >= 12
            assert meeting.title in event.detail


def test_the_figures_count_bodies_and_meetings(project: Project) -> None:
    found = {figure.name: figure.value for figure in figures.figures(project)}
    bodies = cher_file().sections["governance"].bodies
    assert found["governance.bodies"] == len(bodies) == 7
    assert found["governance.meetings"] == sum(len(one.meetings) for one in bodies) == written_meetings()


def blocks(project: Project) -> list[object]:
    found: list[object] = []
    queue = [block for one in chapter.chapters(project) for block in one.blocks]
    while queue:
        block = queue.pop(0)
        found.append(block)
        if isinstance(block, Part):
            queue[:0] = block.blocks
    return found


def test_the_chapter_lists_the_bodies_and_the_decisions_in_the_order_of_time(project: Project) -> None:
    bodies, decisions = (block for block in blocks(project) if isinstance(block, Table))
    assert len(bodies.rows) == 7
    assert sum(int(row[-1]) for row in bodies.rows) == written_meetings()
    days = [tuple(reversed(row[0].split("/"))) for row in decisions.rows]
    assert days == sorted(days)
    assert len(days) == sum(1 for b in governance_of(project).bodies for m in b.meetings if m.agenda)
    assert "CGCT, art. L3121-19" in decisions.source


def test_the_picture_of_the_calendar_tells_what_it_shows(project: Project) -> None:
    [picture] = [block for block in blocks(project) if isinstance(block, Picture)]
    days = [meeting.day for one in governance_of(project).bodies for meeting in one.meetings]
    assert picture.alt.startswith(
        f"Frise des séances du {plain_date(min(days))} au {plain_date(max(days))}. "
    )
    assert "Comité de pilotage : 9\u00a0séances" in picture.alt


def test_a_network_without_body_has_no_governance_chapter() -> None:
    text = minimal_text().replace("                  gate: COPIL\n", "")
    text = text[: text.index("governance:")] + text[text.index("diagnosis:") :]
    project = project_for(saved_network(file=read_text(text)))
    assert governance_of(project) == GovernanceSection()
    assert list(chapter.chapters(project)) == []


def test_bodies_without_meetings_say_so() -> None:
    text = minimal_text().replace("                  gate: COPIL\n", "")
    start, end = text.index("      meetings:"), text.index("diagnosis:")
    project = project_for(saved_network(file=read_text(text[:start] + "\n" + text[end:])))
    notes = [plain(block.runs) for block in blocks(project) if isinstance(block, Paragraph)]
    assert "Aucune séance n'est encore fixée." in notes
