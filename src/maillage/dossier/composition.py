"""Puts the dossier together: the author's texts, what every room brings, and the annexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from maillage import __version__
from maillage.base.plugs import Project, collect, figures_of
from maillage.base.values.french import UNKNOWN, count, number, plain_date, short_date
from maillage.base.values.periods import Period
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Chapter, Column, Part, Table, body, note
from maillage.dossier.domain.document import Cover, Document, numbered
from maillage.dossier.domain.texts import Slot
from maillage.dossier.linter import remarks_of, summary
from maillage.dossier.readings import dossier_of, text_of
from maillage.programme.readings import programme_of
from maillage.rulebook.domain.rules import format_value

KEY_FIGURES = (
    "territory.open_libraries",
    "programme.axes",
    "programme.objectives",
    "programme.actions",
    "funding.total_ht",
    "funding.investment_ht",
    "funding.running_ht",
    "funding.dgd_total",
    "funding.grants_total",
    "funding.own_share_total",
    "funding.net_cost",
    "funding.recurrent_after",
    "training.places",
    "evaluation.indicators",
)


def compose(project: Project) -> Document:
    """The whole document, numbered. Raises NoProgramme when the network has none."""
    programme = programme_of(project)
    by_slot: dict[str, list[Chapter]] = defaultdict(list)
    for chapter in collect("chapter", "chapters", project):
        by_slot[chapter.slot].append(chapter)
    chapters = []
    for slot in Slot:
        blocks = [*text_of(project, slot)]
        if slot is Slot.SUMMARY:
            blocks.append(_key_figures(project))
        for chapter in sorted(by_slot[slot.value], key=lambda chapter: chapter.order):
            blocks.extend(chapter.blocks)
        if slot is Slot.ANNEXES:
            blocks.extend(_annexes(project))
        if blocks:
            chapters.append(Part(title=slot.label, blocks=tuple(blocks), anchor=f"chapitre-{slot.value}"))
    return numbered(Document(cover=_cover(project), chapters=tuple(chapters), subject=programme.title))


def _cover(project: Project) -> Cover:
    network, dossier, programme = project.network, dossier_of(project), programme_of(project)
    facts = [
        ("Réseau", network.name),
        ("Service porteur", network.service),
        ("Période", f"{programme.years[0]} – {programme.years[-1]}"),
        ("Schéma de référence", programme.schema),
        ("Destinataire", dossier.recipient or network.drac),
        ("Version", dossier.version),
        ("Date", plain_date(dossier.dated or project.today)),
    ]
    return Cover(
        title=programme.title,
        subtitle=f"Bibliothèque numérique de référence – {dossier.subtitle or 'dossier de candidature'}",
        owner=network.owner,
        facts=tuple((label, value) for label, value in facts if value),
        notice=fiction_notice(project),
    )


def fiction_notice(project: Project) -> str:
    """What the cover of every document of an invented network says; "" for a real one."""
    if not project.network.fictitious:
        return ""
    return "Exemple fictif : ni les actions, ni les montants, ni les dates n'engagent une collectivité."


def _key_figures(project: Project) -> Table:
    figures = project.once(figures_of)
    names = tuple(name for name in KEY_FIGURES if name in figures)
    return Table(
        caption="Le projet en quelques chiffres",
        columns=(Column("Chiffre", width=3), Column("Valeur", align="right", width=1.4)),
        rows=tuple((figures[name].label, figures[name].text) for name in names),
        figures=names,
        source="Lecture : chaque chiffre est calculé une seule fois ; textes, tableaux et figures le reprennent.",
    )


def _annexes(project: Project) -> Iterator[Block]:
    table = _rules_table(project)
    unsure = sum(row[-1] == Confidence.TO_CONFIRM.label for row in table.rows)
    told = f"{count(len(table.rows), 'règle ou paramètre', 'règles et paramètres')}, dont {number(unsure)} à confirmer."
    yield Part(title="Règles appliquées et leurs sources", blocks=(body(told), table))
    remarks = remarks_of(project)
    yield Part(
        title="État du contrôle",
        blocks=(
            body(f"À la date de ce document, le contrôle relève {summary(remarks)}."),
            note(f"Document composé avec Maillage {__version__}."),
        ),
    )


def _rules_table(project: Project) -> Table:
    """One row for each value in force during the programme, with its period: a threshold may change midway."""
    period = programme_of(project).period
    rows = []
    for rule_id in sorted(project.rules.rules):
        rule = project.rules.rules[rule_id]
        if override := project.rules.overrides.get(rule_id):
            local = project.rules.value(rule_id, on=project.today)
            shown = format_value(override.value, rule.unit)
            rows.append((rule.title, shown, "réglage local", local.source.title, local.confidence.label))
            continue
        versions = [version for version in rule.versions if version.period.meets(period)]
        for version in versions:
            shown, source = format_value(version.value, rule.unit), version.source
            rows.append(
                (rule.title, shown, _in_force(version.period, period), source.title, source.confidence.label)
            )
        if not versions:
            rows.append((rule.title, UNKNOWN, "–", "aucune valeur connue", Confidence.TO_CONFIRM.label))
    return Table(
        caption="Règles et paramètres en vigueur pendant le programme",
        columns=(
            Column("Règle", width=3.2),
            Column("Valeur", align="right", width=1.4),
            Column("Période", width=1.5),
            Column("Source", width=3.2),
            Column("Fiabilité", width=1.2),
        ),
        rows=tuple(rows),
        confidence=Confidence.CONFIRMED,
    )


def _in_force(version: Period, programme: Period) -> str:
    """`jusqu'au 31/03/2026`, `à partir du 01/04/2026`, or the whole programme."""
    starts = version.start > programme.start
    ends = version.end is not None and (programme.end is None or version.end < programme.end)
    last = short_date(version.end - timedelta(days=1)) if version.end else ""
    if starts and ends:
        return f"du {short_date(version.start)} au {last}"
    if starts:
        return f"à partir du {short_date(version.start)}"
    return f"jusqu'au {last}" if ends else "tout le programme"
