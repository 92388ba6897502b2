"""The network in the dossier: how many libraries, where, what they offer, what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, folded, number, percent
from maillage.base.values.tree import Block, Bullets, Chapter, Column, Part, Table, body, cell
from maillage.statistics.strata import strata
from maillage.territory.answers_picture import answers
from maillage.territory.domain.profile import KeyFigure
from maillage.territory.domain.quality import RULES, attachments
from maillage.territory.existing_chapter import existing_chapters
from maillage.territory.maps.dossier import coverage_blocks, hours_map, network_map
from maillage.territory.pictures import hours_by_size, sized
from maillage.territory.readings import (
    CLASS_BOUNDS,
    data_source,
    declared_of,
    key_figures_of,
    network_places,
    open_libraries,
    quality_of,
    register_of,
)

SHOWN = (
    "surface_m2.median",
    "weekly_hours.median",
    "seats.median",
    "books.median",
    "volunteers.median",
    "employees.none_share",
    "wifi.yes",
    "visits.per_inhabitant",
    "document_spend_eur.per_inhabitant",
)


def chapters(project: Project) -> Iterator[Chapter]:
    yield from existing_chapters(project)
    if open_libraries(project).count is None:
        return
    parts: list[Block] = [Part(title="Le réseau aujourd'hui", blocks=tuple(_network(project)))]
    if register_of(project).sources:
        parts.append(Part(title="Des moyens inégaux", blocks=tuple(_means(project))))
        parts.append(Part(title="Ce que l'on ignore", blocks=tuple(_unknown(project))))
    yield Chapter(slot="diagnosis", order=10, blocks=tuple(parts))
    if register_of(project).sources:
        yield Chapter(
            slot="annexes",
            order=30,
            blocks=(
                Part(title="Bibliothèques ouvertes", blocks=(_libraries(project),)),
                Part(title="Qualité des données", blocks=(_quality_text(project), _quality(project))),
            ),
        )


def _network(project: Project) -> Iterator[Block]:
    opened = open_libraries(project)
    yield body(
        f"Le registre compte {count(opened.count or 0, 'bibliothèque ouverte', 'bibliothèques ouvertes')}."
    )
    comparison = declared_of(project)
    if comparison and register_of(project).sources:
        yield Bullets(tuple(cell(fact) for fact in comparison.facts))
        if comparison.hypotheses:
            yield body("L'écart peut tenir à plusieurs causes, à vérifier une à une :")
            yield Bullets(tuple(cell(f"{text[:1].upper()}{text[1:]}") for text in comparison.hypotheses))
    picture = network_map(project)
    if picture:
        yield picture
    yield from _by_epci(project)
    yield from coverage_blocks(project)


def _by_epci(project: Project) -> Iterator[Block]:
    figures = [figure for figure in key_figures_of(project).values() if figure.group == "epci"]
    if figures:
        rows = [(figure.label, number(figure.value)) for figure in figures]
        rows.append(("Ensemble", number(sum(int(figure.value or 0) for figure in figures))))
        yield Table(
            caption="Bibliothèques ouvertes par intercommunalité",
            columns=(Column("Intercommunalité", width=3), Column("Bibliothèques", align="right")),
            rows=tuple(rows),
            totals=(len(rows) - 1,),
            source=data_source(project),
        )


def quantity(figure: KeyFigure) -> str:
    """The value in its unit, or "inconnu"."""
    if figure.value is None:
        return UNKNOWN
    if figure.unit == "part":
        return percent(figure.value)
    decimals = 0 if figure.value == int(figure.value) else 1
    return f"{number(figure.value, decimals)}\u00a0{figure.unit}"


def _means(project: Project) -> Iterator[Block]:
    known = key_figures_of(project)
    figures = [known[name] for name in SHOWN if name in known]
    if figures:
        least, most = (pick(figures, key=lambda figure: figure.n_known) for pick in (min, max))
        yield body(
            f"Selon la question, de {number(least.n_known)} à {number(most.n_known)} bibliothèques sur "
            f"{number(most.n_total)} ont répondu : chaque chiffre dit combien."
        )
    yield Table(
        caption="Chiffres-clés du réseau et réponses connues",
        columns=(
            Column("Chiffre", width=3.2),
            Column("Valeur", align="right", width=2.1),
            Column("Moitié du réseau entre", align="right", width=1.8),
            Column("Réponses", align="right", width=1.2),
        ),
        rows=tuple(
            (figure.label, quantity(figure), _middle(figure), f"{figure.n_known} sur {figure.n_total}")
            for figure in figures
        ),
        source=f"{data_source(project)} Les non-réponses et les valeurs douteuses sont exclues, jamais comptées comme des zéros.",
    )
    for picture in (hours_map(project), hours_by_size(project)):
        if picture:
            yield picture
    yield _strata_table(project)


def _middle(figure: KeyFigure) -> str:
    if figure.quartiles is None:
        return "–"
    low, _, high = figure.quartiles
    return f"{number(low, 0 if low == int(low) else 1)} et {number(high, 0 if high == int(high) else 1)}"


def _strata_table(project: Project) -> Table:
    known = key_figures_of(project)

    def shown(slug: str, name: str) -> str:
        figure = known.get(f"stratum.{slug}.{name}")
        return "–" if figure is None else f"{quantity(figure)} ({figure.n_known})"

    rows = tuple(
        (
            sized(stratum.label, "habitants"),
            number(figure.value if (figure := known.get(f"stratum.{stratum.slug}.libraries")) else None),
            shown(stratum.slug, "surface_m2.median"),
            shown(stratum.slug, "weekly_hours.median"),
            shown(stratum.slug, "employees.none_share"),
        )
        for stratum in strata(CLASS_BOUNDS)
    )
    return Table(
        caption="Moyens selon la population de la commune (médianes)",
        columns=(
            Column("Communes de", width=2.2),
            Column("Bibliothèques", align="right", width=1.2),
            Column("Surface", align="right", width=1.5),
            Column("Heures par semaine", align="right", width=1.5),
            Column("Sans salarié", align="right", width=1.5),
        ),
        rows=rows,
        source=f"{data_source(project)} Entre parenthèses, le nombre de réponses.",
    )


def _unknown(project: Project) -> Iterator[Block]:
    picture = answers(project)
    if picture:
        yield picture
    by_rule = quality_of(project).by_rule()
    told = by_rule.get("all_zero_row", 0)
    if told:
        yield body(
            f"{count(told, 'ligne')} de l'enquête ne {'contiennent' if told > 1 else 'contient'} que des zéros : ce sont des "
            "non-réponses, écartées de tous les calculs."
        )


def _quality_text(project: Project) -> Block:
    found = quality_of(project).by_rule()
    return body(
        f"{count(sum(found.values()), 'remarque')} sur les fichiers lus, de {count(len(found), 'sorte')}. Une valeur "
        "douteuse est signalée, jamais corrigée en silence."
    )


def _quality(project: Project) -> Table:
    report = quality_of(project)
    labels = {rule.id: rule for rule in RULES}
    rows = tuple(
        (labels[rule].label, labels[rule].explanation, number(found))
        for rule, found in report.by_rule().items()
    )
    sources = ", ".join(
        f"{source.name} ({count(source.n_rows, 'ligne')})" for source in register_of(project).sources
    )
    return Table(
        caption="Remarques sur les données de l'enquête",
        columns=(
            Column("Règle", width=2.4),
            Column("Ce qui est vérifié", width=5),
            Column("Cas", align="right", width=0.7),
        ),
        rows=rows,
        source=f"Sources : fichiers lus : {sources}.",
    )


def _libraries(project: Project) -> Table:
    """Every open library, by town: piece c of a DGD request asks for the list."""
    found = attachments(register_of(project), places) if (places := network_places(project)) else {}
    rows = []
    for record in sorted(register_of(project).open_records(), key=lambda r: (folded(r.town), folded(r.name))):
        commune = found[record.key].commune if record.key in found else None
        hours = record.observation("weekly_hours")
        shown = number(hours.number, 1) if hours and hours.number is not None else UNKNOWN
        rows.append((record.town, record.name, commune.epci_name if commune else UNKNOWN, shown))
    return Table(
        caption="Bibliothèques ouvertes au public",
        columns=(
            Column("Commune", width=2.2),
            Column("Nom", width=3.4),
            Column("Intercommunalité", width=2.8),
            Column("Heures par semaine", align="right", width=1.1),
        ),
        rows=tuple(rows),
        source=data_source(project),
    )
