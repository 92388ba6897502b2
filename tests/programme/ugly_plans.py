"""Plans of actions as colleagues really keep them: titles on top, merged cells, totals, words of their own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()) -> bytes:
    """An XLSX with these sheets; `merged`: ranges of the first one that are merged over their first cell."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for rank, (name, rows) in enumerate(sheets):
        page = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(line, column, value, day)
                elif value is not None:
                    page.write(line, column, value)
        for area in merged if rank == 0 else ():
            first = area.split(":")[0]
            column, line = ord(first[0]) - ord("A"), int(first[1:]) - 1
            page.merge_range(area, rows[line][column])
    book.close()
    return stream.getvalue()


HEADS = (
    "N°", "Axe stratégique", "Objectif opérationnel", "Action", "Pilote", "Partenaires", "Calendrier", "Budget HT (€)",
    "Type d'action", "Observations", "Ça sert à quoi ?",
)  # fmt: skip


def strategy_table() -> bytes:
    """Title rows, merged axes, « Pilote : » prefixes, empty rows, a band, a total, dates as texts, a hidden second sheet."""
    rows: list[list[Any]] = [
        ["Médiathèque départementale – Service numérique"],
        ["PLAN D'ACTIONS 2027-2029 (version 3 définitive corrigée)"],
        [],
        list(HEADS),
        [1, "AXE 1 – Équiper les bibliothèques", "1.1 Outiller", "1.1.1 Acheter des malles de liseuses",
         "Pilote : chargé du numérique",
         "EPCI ; Canopé, Département", "T2 2027", 12000, "Outil", "Voir avec la DSI", "Prêter"],
        [2, None, None, "1.1.2 Déployer le portail commun", "Cheffe de service", None, "2027-2028",
         "45 000 €", "équipement", None, None],
        [],
        [3, None, "1.2 Former", "Former les bibliothécaires du réseau aux ressources", None, None, date(2027, 9, 15), None,
         "Formation-action", None, None],
        ["AXE 2 : Faire connaître"],
        [4, None, "Animer", "Semaine du numérique", "MD", None, "bientôt", None, "évènementiel", None, None],
        [None, None, None, "TOTAL", None, None, None, "=SUM(H5:H10)", None, None, None],
    ]  # fmt: skip
    return workbook(("Plan", rows), ("Brouillon", [["à jeter"]]), merged=["B5:B8", "C5:C6"])


def step_table() -> bytes:
    """One line a step, the action repeated or left blank, headers on the first line, CSV with semicolons in cp1252."""
    lines = [
        "Action;Étapes;Début;Fin;Durée (semaines);Priorité;Interne / réseau;Statut",
        "Écrire la charte;Groupe de travail;01/03/2027;30/04/2027;;haute;interne;en cours",
        ";Vote en conseil;15/06/2027;;;;;",
        "Ouvrir le prêt numérique;Choisir l'offre;mars 2027;mai 2027;;P1;réseau;à faire",
        "Ouvrir le prêt numérique;Communiquer;;;6;;;",
    ]
    return "\r\n".join(lines).encode("cp1252")


def bare_table() -> bytes:
    """No axis, one column of titles among notes, twice the same title, a very long cell, a formula in error."""
    rows = [
        ["Intitulé de l'action", "Description", "Échéance", "Indicateurs", "Coût"],
        ["Créer un kit", "x" * 20_500, "fin 2027", "Nombre de kits", "#REF!"],
        ["Créer un kit", "Autre texte", None, None, 300],
        ["Ouvrir une salle", None, date(2045, 1, 1), None, None],
        [None, "texte perdu sans action", None, None, None],
    ]
    return workbook(("Feuil1", rows))
