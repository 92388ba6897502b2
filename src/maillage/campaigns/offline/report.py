"""The report of a returned file, as tables."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import count, plain_date
from maillage.base.workbooks import address
from maillage.campaigns.domain.answers import Answer, shown_value
from maillage.campaigns.domain.offline.reading import ReadAnswer
from maillage.campaigns.offline.trial import Clash, FileTrial


@dataclass(frozen=True, kw_only=True)
class Report:
    """A file as its report shows it. `digest` names the file kept until it is confirmed."""

    rank: int
    trial: FileTrial
    digest: str
    told: str
    remarks: Listing | None
    clashes: Listing | None


def report_of(rank: int, trial: FileTrial, digest: str) -> Report:
    return Report(
        rank=rank,
        trial=trial,
        digest=digest,
        told=_told(trial),
        remarks=_remarks(rank, trial) if trial.remarks else None,
        clashes=_clashes(rank, trial) if trial.clashes else None,
    )


def _told(trial: FileTrial) -> str:
    parts = [count(len(trial.fresh), "réponse nouvelle", "réponses nouvelles")]
    if trial.same:
        parts.append(f"{count(trial.same, 'réponse')} déjà là, à l'identique")
    if trial.clashes:
        parts.append(f"{count(len(trial.clashes), 'réponse')} en désaccord avec ce qui est déjà là")
    return " ; ".join(parts) + "."


def _remarks(rank: int, trial: FileTrial) -> Listing:
    return Listing(
        caption=f"Cellules à regarder ({trial.participation})",
        anchor=f"cellules-{rank}",
        heads=(
            Head("Feuille"),
            Head("Cellule"),
            Head("Question"),
            Head("Lu"),
            Head("Ce qui ne va pas"),
            Head("Remède"),
            Head("Sort"),
        ),
        rows=[
            (
                one.sheet,
                address(one.row, one.column),
                one.question,
                one.read or "rien",
                one.message,
                one.remedy,
                one.gravity.label,
            )
            for one in trial.remarks
        ],
    )


def _clashes(rank: int, trial: FileTrial) -> Listing:
    return Listing(
        caption=f"Deux réponses différentes ({trial.participation})",
        anchor=f"desaccords-{rank}",
        heads=(Head("Question"), Head("Déjà là"), Head("Dans le fichier")),
        rows=[_clash(trial, clash) for clash in trial.clashes],
    )


def _clash(trial: FileTrial, clash: Clash) -> list[Cell | str]:
    item, kept = clash.read.item, clash.kept
    saved = f"fichier enregistré le {plain_date(trial.at.date())}" if trial.at else "date du fichier inconnue"
    when = f", le {plain_date(kept.at.date())}" if kept.at else ""
    return [
        f"{item.number} {item.title}",
        Cell(_shown(clash.read, kept), note=f"{kept.provenance.label}{when}"),
        Cell(_shown(clash.read, clash.read), note=saved),
    ]


def _shown(read: ReadAnswer, said: ReadAnswer | Answer) -> str:
    value = shown_value(read.item, Answer(item=read.item.code, value=said.value, missing=said.missing))
    notes = [text for text in (said.comment, said.evidence) if text]
    return " – ".join([value or "sans réponse", *(note[:200] for note in notes)])
