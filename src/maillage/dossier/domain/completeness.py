"""How complete a dossier is: the chapters to argue, the pieces that rooms must bring, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import Choice
from maillage.dossier.domain.texts import ChapterText, DossierSection, Slot

# The chapters a reader expects to be argued; the others live by their tables.
ARGUED = (
    Slot.SUMMARY,
    Slot.DIAGNOSIS,
    Slot.STRATEGY,
    Slot.PHASING,
    Slot.FUNDING,
    Slot.TRAINING,
    Slot.EVALUATION,
)
# What people leave in a text to come back to it. « Un document à compléter » in a sentence is no such mark.
_UNFINISHED = re.compile(
    r"^\W*[àa] (compl[ée]ter|r[ée]diger|[ée]crire)\b|\[[àa] (compl[ée]ter|r[ée]diger|[ée]crire)[^\]]*\]"
    r"|\[(…|\.\.\.)\]|\blorem ipsum\b|(?-i:\b(TODO|XXX|TBD)\b)",
    re.IGNORECASE | re.MULTILINE,
)


class TextState(Choice):
    WRITTEN = "written", "texte écrit"
    UNFINISHED = "unfinished", "texte à finir"
    ABSENT = "absent", "texte à écrire"
    SPARED = "spared", "sans texte"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Something a dossier must hold. `target` is its thing ("dossier.ChapterText/summary") or "";
    `page` is else the name of the list page where it is written ("funding:costs")."""

    label: str
    present: bool
    remedy: str
    target: str = ""
    page: str = ""


@dataclass(frozen=True)
class Completeness:
    pieces: tuple[Piece, ...]

    @property
    def total(self) -> int:
        return len(self.pieces)

    @property
    def present(self) -> int:
        return sum(piece.present for piece in self.pieces)

    @property
    def missing(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if not piece.present)

    @property
    def share(self) -> Decimal:
        """From 0 to 1; nothing is expected of nobody: 0."""
        return Decimal(self.present) / self.total if self.total else Decimal(0)


@dataclass(frozen=True)
class _Brought:
    figure: str
    label: str
    remedy: str
    page: str


# A piece is there when its figure is known and not zero.
_BROUGHT = (
    _Brought(
        "territory.open_libraries",
        "Le registre des bibliothèques",
        "Importez les données ouvertes du ministère de la Culture.",
        "territory:imports",
    ),
    _Brought(
        "diagnosis.findings",
        "Les constats du diagnostic",
        "Écrivez ce que le diagnostic montre, avec ce qui le prouve.",
        "diagnosis:findings",
    ),
    _Brought(
        "programme.orientations",
        "Les orientations du schéma",
        "Écrivez les orientations que le programme sert.",
        "programme:orientations",
    ),
    _Brought(
        "programme.actions",
        "Les actions",
        "Décrivez au moins une action sous un objectif.",
        "programme:tree",
    ),
    _Brought(
        "governance.meetings",
        "Les instances et leurs séances",
        "Ajoutez les instances, et les jours où elles se réunissent.",
        "governance:bodies",
    ),
    _Brought("funding.total_ht", "Les dépenses", "Chiffrez les actions.", "funding:costs"),
    _Brought("funding.grants_total", "Les recettes", "Dites qui finance, et pour combien.", "funding:grants"),
    _Brought(
        "procurement.purchases",
        "Les achats",
        "Regroupez les dépenses en achats, avec leur procédure.",
        "procurement:purchases",
    ),
    _Brought("training.courses", "Les formations", "Décrivez les formations prévues.", "training:courses"),
    _Brought(
        "evaluation.indicators",
        "Les indicateurs",
        "Donnez un indicateur à chaque objectif.",
        "evaluation:indicators",
    ),
)


# What `completeness` asks of other rooms, by the names of their figures.
NEEDED_FIGURES = tuple(item.figure for item in _BROUGHT)


def text_state(texts: Sequence[ChapterText], slot: Slot) -> TextState:
    """Whether the text of a chapter is written, begun, or expected and absent."""
    found = next((text.text for text in texts if text.chapter is slot), "")
    if not found.strip():
        return TextState.ABSENT if slot in ARGUED else TextState.SPARED
    return TextState.UNFINISHED if is_unfinished(found) else TextState.WRITTEN


def is_unfinished(text: str) -> bool:
    """Whether its author left a mark to come back: « à compléter », « […] », TODO."""
    return bool(_UNFINISHED.search(text))


def completeness(
    *,
    dossier: DossierSection,
    figures: Mapping[str, Decimal | int | date | None],
    undated_steps: int | None,
) -> Completeness:
    """`figures` by name; `undated_steps`: how many steps have no date, None when there is no step."""
    texts = [_text_piece(dossier.texts, slot) for slot in ARGUED]
    brought = [
        Piece(label=item.label, present=bool(figures.get(item.figure)), remedy=item.remedy, page=item.page)
        for item in _BROUGHT
    ]
    dated = Piece(
        label="Les dates des étapes",
        present=undated_steps == 0,
        remedy="Lancez le phasage, et adoptez le calendrier qu'il propose.",
        page="phasing:gantt",
    )
    recipient = Piece(
        label="Le destinataire du dossier",
        present=bool(dossier.recipient),
        remedy="Dites à qui le dossier est adressé.",
        page="dossier:dossier-edit",
    )
    return Completeness((*texts, *brought, dated, recipient))


def _text_piece(texts: Sequence[ChapterText], slot: Slot) -> Piece:
    state = text_state(texts, slot)
    remedy = "Finissez ce texte." if state is TextState.UNFINISHED else "Écrivez ce texte."
    return Piece(
        label=f"Le texte « {slot.label} »",
        present=state is TextState.WRITTEN,
        remedy=remedy,
        target=f"dossier.ChapterText/{slot.value}",
    )
