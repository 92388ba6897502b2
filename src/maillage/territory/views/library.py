"""The page of a library: who it is, where, what it answered, where it stands, what is doubted of it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from django.http import Http404, HttpResponse

from maillage.base.ui.components import Badge, Fact, Link, Listing, NextStep, Tone
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.remarks import TONES
from maillage.base.ui.things import thing_tools
from maillage.base.values.french import UNKNOWN, number, plain_date
from maillage.statistics.strata import strata
from maillage.territory.answers import standing_listing
from maillage.territory.contact_tables import contacts_listing
from maillage.territory.contacting import announced, contacts_of
from maillage.territory.domain.directory import Line
from maillage.territory.domain.quality import RULES
from maillage.territory.domain.standing import class_of, peers_of, standings
from maillage.territory.library_equipment import equipment_panels
from maillage.territory.readings import CLASS_BOUNDS, directory_of, typed_of
from maillage.territory.standing_pictures import standing_pictures
from maillage.territory.told_tables import history_listing, history_picture, told_listing
from maillage.territory.views.values import told_of
from maillage.territory.work_rows import line_url


def library(request: NetworkRequest, code: str) -> HttpResponse:
    lines = directory_of(request.project)
    rank = next((rank for rank, line in enumerate(lines) if line.library.code == code), None)
    if rank is None:
        raise Http404("Cette bibliothèque n'est pas, ou plus, dans le registre du réseau.")
    line, classes = lines[rank], strata(CLASS_BOUNDS)
    own = class_of(line, classes) if line.is_open else None
    peers = peers_of(line, lines, classes) if own else ()
    label = _of_class(own.label) if own else ""
    found = told_of(request, line)
    return page(
        request,
        "territory/library.html",
        title=line.library.name,
        lead=_lead(line),
        crumbs=[
            Link("Réseau", to(request, "territory:map")),
            Link("Bibliothèques", to(request, "territory:register")),
        ],
        tools=thing_tools(request, "territory:library", code),
        steps=list(_steps(request, line)),
        facts=list(_facts(request, line)),
        contacts=_contacts(request, code),
        contact_tools=_contact_tools(request, code),
        figures=told_listing(request, line, found),
        figure_tools=_figure_tools(request, code),
        history=history_listing(found),
        moved=history_picture(found, line.library.name),
        standing=standing_listing(standings(line, peers), label) if own else None,
        pictures=list(standing_pictures(line, peers, label)),
        remarks=_remarks(request, line),
        panels=[*equipment_panels(request.project, code), *panels_for(request, "territory.Library", code)],
        before=lines[rank - 1].library if rank else None,
        after=lines[rank + 1].library if rank + 1 < len(lines) else None,
        rank=f"{number(rank + 1)} sur {number(len(lines))}",
    )


def _contacts(request: NetworkRequest, code: str) -> Listing:
    found = [one for one in contacts_of(request.project, of_people=request.can_edit) if one.library == code]
    tools = _contact_tools(request, code)
    return contacts_listing(request, found, empty_link=tools[0] if tools else None)


def _contact_tools(request: NetworkRequest, code: str) -> list[Link]:
    if not request.can_edit:
        return []
    return [Link("Ajouter un contact", to(request, "territory:contact-new", code), "button", "plus")]


def _figure_tools(request: NetworkRequest, code: str) -> list[Link]:
    if not request.can_edit:
        return []
    return [Link("Saisir les chiffres", to(request, "territory:library-values", code), "button", "pencil")]


def _of_class(label: str) -> str:
    """`de 500 à 999 habitants`, `de 5 000 habitants et plus`."""
    head, more, _ = label.partition(" et plus")
    return f"{'' if label.startswith('de ') else 'de '}{head} habitants{more}"


def _lead(line: Line) -> str:
    kind = line.library.kind.label
    place = f", {line.library.town}" if line.library.town else ""
    return f"{kind[:1].upper()}{kind[1:]}{place}."


def _steps(request: NetworkRequest, line: Line) -> Iterator[NextStep]:
    edit = to(request, "territory:library-edit", line.library.code) if request.can_edit else ""
    if line.is_silent:
        yield NextStep(
            label="Appeler cette bibliothèque : elle n'a répondu à aucune des deux dernières enquêtes",
            url="",
            why="Ses horaires, sa surface et son équipe sont inconnus ; les calculs se font sans elle.",
            tone=Tone.WARNING,
        )
    if request.can_edit:
        yield from _contacts_to_ask(request, line)
    for remark in line.doubts:
        yield NextStep(label=remark.remedy, url=edit, why=remark.message, tone=TONES[remark.severity])
    if line.commune is None:
        yield NextStep(
            label="Donner le code INSEE de sa commune",
            url=edit,
            why="Sans commune, ni sa population ni son intercommunalité ne sont connues.",
            tone=Tone.WARNING,
        )


def _contacts_to_ask(request: NetworkRequest, line: Line) -> Iterator[NextStep]:
    today = request.project.today
    here = [one for one in contacts_of(request.project, of_people=True) if one.library == line.library.code]
    for one in announced(here, today):
        yield NextStep(
            label=f"Demander à {one.label or one.role} si elle ou il reste votre contact",
            url=to(request, "territory:contact-edit", one.pk),
            why=f"Ses coordonnées s'effacent le {plain_date(one.purge_on)}.",
            tone=Tone.WARNING,
        )


def _facts(request: NetworkRequest, line: Line) -> Iterator[Fact]:
    library, record, commune = line.library, line.record, line.commune
    typed = typed_of(request.project, library)

    def fact(label: str, name: str, value: str) -> Fact:
        return Fact(label, value, badge=Badge("saisi", Tone.INFO) if name in typed else None)

    yield Fact("Code", library.code)
    yield fact("Nature", "kind", library.kind.label)
    yield fact("Statut", "status", library.status)
    yield Fact("Adresse", record.address if record else "")
    yield fact("Commune", "town", " ".join(filter(None, (library.postcode, library.town))))
    yield fact("Code INSEE", "insee", library.insee)
    yield Fact("Population de la commune", _population(line))
    epci = f"{to(request, 'territory:register')}?epci={quote(commune.epci_code)}" if commune else ""
    name = commune.epci_name if commune else ""
    yield Fact("Intercommunalité", name, url=epci if name else "")
    yield fact("Position", "latitude" if "latitude" in typed else "longitude", _position(line))
    if record:
        yield Fact("Enquêtes réunies par", record.joined_by.label)


def _population(line: Line) -> str:
    if line.population is None:
        return UNKNOWN
    year = line.commune.population_year if line.commune else None
    return f"{number(line.population)} habitants" + (f" ({year})" if year else "")


def _position(line: Line) -> str:
    latitude, longitude = line.library.latitude, line.library.longitude
    if latitude is None or longitude is None:
        return ""
    return f"{number(latitude, 4)} N, {number(longitude, 4)} E"


def _remarks(request: NetworkRequest, line: Line) -> list[dict[str, object]]:
    labels = {rule.id: rule.label for rule in RULES}
    return [
        {
            "rule": labels[remark.rule],
            "badge": Badge(remark.severity.label, TONES[remark.severity]),
            "remark": remark,
            "url": line_url(request, remark.place, remark.key),
        }
        for remark in line.remarks
    ]
