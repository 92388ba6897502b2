"""Examples of every block of a chapter."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.charts import BarRow, YearAmount, bars, stacked_years
from maillage.base.ui.showcase.texts import HOSTILE, LONG
from maillage.base.values import markdown
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import (
    Block,
    Callout,
    Column,
    Part,
    Picture,
    Run,
    Sheet,
    Table,
    body,
    cell,
    note,
)

PROSE = f"""Un paragraphe avec du **gras**, de l’*italique* et [un lien](https://example.org).

- {HOSTILE}
- {LONG}

1. premier
2. second

### Sous-titre

Texte."""
AMOUNTS = (
    ("2027", "Département", 128_900),
    ("2027", "État – DRAC", 300_000),
    ("2028", "Département", 90_000),
    ("2028", "État – DRAC", 120_000),
    ("2028", "EPCI", 64_000),
)


def document() -> list[Block]:
    """A chapter: paragraphs, lists, table, pictures with and without their figures, sheet, callouts."""
    callouts = [Callout(kind, (Run(f"{LONG}."),)) for kind in ("info", "warning", "to_confirm")]
    money = Part(title="Financement", blocks=(_money(), _rates(), _table(), note("Montants hors taxe.")))
    texts = Part(title="Texte", blocks=(*markdown.blocks(PROSE), _sheet(), *callouts))
    return [body("Les blocs d’un chapitre du dossier, à l’écran."), money, texts]


def _table() -> Table:
    return Table(
        caption="Plan de financement par année",
        columns=(Column("Financeur"), Column("2027", "right"), Column("2028", "right")),
        rows=(
            ("Département", "128 900 €", "90 000 €"),
            ("État – DRAC", "300 000 €", "120 000 €"),
            ("EPCI", "0 €", "64 000 €"),
            ("Total", "428 900 €", "274 000 €"),
        ),
        totals=(3,),
        source="calcul de Maillage",
        confidence=Confidence.SECONDARY,
    )


def _money() -> Picture:
    values = [YearAmount(year=year, label=who, amount=Decimal(amount)) for year, who, amount in AMOUNTS]
    return Picture(
        caption="Le plan de financement, année par année",
        spec=stacked_years(values=values),
        alt="Colonnes empilées : 428 900 € en 2027, 274 000 € en 2028.",
        source="calcul de Maillage",
        data=_table(),
    )


def _rates() -> Picture:
    rows = [BarRow(label="Wi-Fi", value=61.0), BarRow(label="Budget", value=None)]
    return Picture(
        caption="Services offerts",
        spec=bars(rows=rows, maximum=100, unit="%"),
        alt="Wi-Fi : 61 % ; budget : inconnu.",
    )


def _sheet() -> Sheet:
    return Sheet(
        title="A2. Former les équipes",
        tag="Fiche action · formation · réseau",
        anchor="A2",
        facts=(
            ("Objectif", cell("O1")),
            ("Coût HT", cell("24 000 €")),
            ("Pilote", (Run(HOSTILE, bold=True),)),
        ),
    )
