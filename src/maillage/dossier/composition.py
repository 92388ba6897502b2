"""Puts the dossier together: the author's texts, what every room brings, and the annexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from maillage import __version__
from maillage.base.plugs import Project, collect, figures_of
from maillage.base.values.french import UNKNOWN, count, number, plain_date
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Chapter, Column, Part, Table, body, note
from maillage.dossier.domain.document import Cover, Document, numbered
from maillage.dossier.domain.texts import Slot
from maillage.dossier.linter import remarks_of, summary
from maillage.dossier.readings import dossier_of, text_of
from maillage.programme.readings import programme_of
from maillage.rulebook.domain.rules import UnknownRule, format_value

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
    notice = ""
    if network.fictitious:
        notice = "Exemple fictif : ni les actions, ni les montants, ni les dates n'engagent une collectivité."
    return Cover(
        title=programme.title,
        subtitle="Bibliothèque numérique de référence – dossier de candidature",
        owner=network.owner,
        facts=tuple((label, value) for label, value in facts if value),
        notice=notice,
    )


def _key_figures(project: Project) -> Table:
    figures = project.once(figures_of)
    rows = tuple((figures[name].label, figures[name].text) for name in KEY_FIGURES if name in figures)
    return Table(
        caption="Le projet en quelques chiffres",
        columns=(Column("Chiffre", width=3), Column("Valeur", align="right", width=1.4)),
        rows=rows,
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
    rows = []
    for rule_id in sorted(project.rules.rules):
        rule = project.rules.rules[rule_id]
        if rule.unit in ("flag", "yyyymm"):
            continue
        try:
            value = project.rules.value(rule_id, on=project.today)
        except UnknownRule:
            rows.append(
                (rule.title, UNKNOWN, "aucune valeur connue à cette date", Confidence.TO_CONFIRM.label)
            )
            continue
        shown = format_value(value.value, rule.unit)
        rows.append((rule.title, shown, value.source.title, value.confidence.label))
    return Table(
        caption=f"Règles et paramètres en vigueur au {plain_date(project.today)}",
        columns=(
            Column("Règle", width=3.6),
            Column("Valeur", align="right", width=1.4),
            Column("Source", width=3.6),
            Column("Fiabilité", width=1.2),
        ),
        rows=tuple(rows),
        confidence=Confidence.CONFIRMED,
    )
