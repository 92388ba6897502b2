"""The calendar of every date as iCalendar (RFC 5545): stable UIDs, whole days, Europe/Paris."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from maillage.base.plugs import DatedEvent, Project, collect
from maillage.programme.readings import programme_of

PARIS = ZoneInfo("Europe/Paris")


def events_of(project: Project) -> list[DatedEvent]:
    """Every dated event of every room, in order. Raises ValueError when two events claim one UID."""
    events = sorted(collect("dates", "dates", project), key=lambda event: (event.day, event.uid))
    uids = [event.uid for event in events]
    if len(set(uids)) < len(uids):
        twice = next(uid for uid in uids if uids.count(uid) > 1)
        raise ValueError(f"Deux dates portent l'identifiant {twice}.")
    return events


def render_calendar(project: Project) -> bytes:
    from icalendar import Calendar, Event  # 0.2 s to import; only calendars need it

    calendar = Calendar()
    calendar.add("prodid", "-//Maillage//Calendrier de la BNR//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", programme_of(project).title)
    calendar.add("x-wr-timezone", "Europe/Paris")
    stamp = datetime.combine(project.today, time(6), PARIS).astimezone(ZoneInfo("UTC"))
    for event in events_of(project):
        entry = Event()
        # The département is part of the UID: two networks may use the same codes.
        entry.add("uid", f"{event.uid}-{project.network.department}@maillage")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + timedelta(days=1))
        entry.add("summary", event.title)
        entry.add("categories", [event.kind])
        entry.add("transp", "TRANSPARENT")
        if event.detail:
            entry.add("description", event.detail)
        if event.place:
            entry.add("location", event.place)
        calendar.add_component(entry)
    return calendar.to_ical()
