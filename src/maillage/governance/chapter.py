"""Governance in the dossier: the bodies, their calendar, the meetings that decide."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, number, plain_date, short_date
from maillage.base.values.tree import Block, Chapter, Column, Paragraph, Part, Run, Table, body
from maillage.governance.domain import Body, Decision
from maillage.governance.domain.reports import report_dates
from maillage.governance.pictures import calendar_picture
from maillage.governance.readings import decisions_of, governance_of


def chapters(project: Project) -> Iterator[Chapter]:
    bodies = governance_of(project).bodies
    if bodies:
        yield Chapter(
            slot="governance",
            order=10,
            blocks=(
                Part(title="Les instances", blocks=(_bodies_text(bodies), _bodies_table(bodies))),
                Part(title="Le calendrier des séances", blocks=tuple(_calendar(project, bodies))),
                *_decided(decisions_of(project)),
            ),
        )


def _bodies_text(bodies: tuple[Body, ...]) -> Block:
    days = [meeting.day for one in bodies for meeting in one.meetings]
    spread = f", du {plain_date(min(days))} au {plain_date(max(days))}" if len(days) > 1 else ""
    return body(f"{count(len(bodies), 'instance')} et {count(len(days), 'séance')}{spread}.")


def _bodies_table(bodies: tuple[Body, ...]) -> Table:
    rows = tuple(
        (body.name, body.role or body.kind.label, body.members or "à préciser", str(len(body.meetings)))
        for body in bodies
    )
    columns = (
        Column("Instance", width=1.9),
        Column("Rôle dans le projet", width=3.6),
        Column("Composition", width=3.6),
        Column("Séances", align="right", width=0.8),
    )
    return Table(caption="Instances du projet", columns=columns, rows=rows)


def _calendar(project: Project, bodies: tuple[Body, ...]) -> Iterator[Block]:
    days = [meeting.day for body in bodies for meeting in body.meetings]
    if not days:
        yield Paragraph((Run("Aucune séance n'est encore fixée."),), style="note")
        return
    yield calendar_picture(bodies)
    with_agenda = sum(bool(meeting.agenda) for one in bodies for meeting in one.meetings)
    yield body(f"Le projet est à l'ordre du jour de {count(with_agenda, 'séance')} sur {number(len(days))}.")
    yield _decisions_table(project, bodies)


def _decisions_table(project: Project, bodies: tuple[Body, ...]) -> Table:
    rows = []
    meetings = sorted(
        ((meeting, body) for body in bodies for meeting in body.meetings if meeting.agenda),
        key=lambda p: p[0].day,
    )
    for meeting, host in meetings:
        reports = report_dates(host, meeting, project.rules)
        sent = short_date(reports.sent) if reports else "–"
        rows.append((short_date(meeting.day), host.name, meeting.agenda, sent))
    days = project.rules.value("governance.report.days", on=project.today)
    return Table(
        caption="Séances où le projet est à l'ordre du jour",
        columns=(
            Column("Date", width=1),
            Column("Instance", width=2.2),
            Column("Ordre du jour pour le projet", width=4.6),
            Column("Rapport avant le", width=1.1),
        ),
        rows=tuple(rows),
        source=f"Note : les rapports à l'assemblée partent {days.text} avant la séance ({days.source.title}).",
    )


def _decided(decisions: tuple[Decision, ...]) -> Iterator[Part]:
    """What was decided so far, in the order of the meetings; nothing while nothing was."""
    if not decisions:
        return
    rows = tuple(
        (short_date(one.day), one.body.name, " ".join(one.text.split())) for one in reversed(decisions)
    )
    table = Table(
        caption="Décisions prises",
        columns=(Column("Date", width=1), Column("Instance", width=2), Column("Décision", width=6)),
        rows=rows,
    )
    yield Part(
        title="Ce qui a été décidé",
        blocks=(
            body(f"{count(len(rows), 'décision')} à ce jour, de la plus ancienne à la plus récente."),
            table,
        ),
    )
