"""Reads a Parquet file as a table of texts."""

from __future__ import annotations

import io

from maillage.base.values.french import folded
from maillage.territory.domain.errors import UnreadableFile
from maillage.territory.domain.tables import Line, Table

PARQUET = b"PAR1"
# A few megabytes of Parquet may unfold into gigabytes.
MOST_CELLS = 5_000_000


def parquet_table(data: bytes, name: str) -> Table:
    """The lines of a Parquet file; the first one is line 2, as below a header. Raises UnreadableFile."""
    import polars  # heavy, and only here

    try:
        lazy = polars.scan_parquet(io.BytesIO(data))
        names = lazy.collect_schema().names()
        rows = lazy.select(polars.len()).collect().item()
        if rows * max(len(names), 1) > MOST_CELLS:
            raise UnreadableFile(
                f"« {name} » a {rows} lignes : c'est trop pour un export de bibliothèques.",
                "Vérifiez le fichier choisi.",
            )
        frame = lazy.with_columns(polars.all().cast(polars.String, strict=False)).collect()
    except (polars.exceptions.PolarsError, OSError) as error:
        raise UnreadableFile(
            f"« {name} » : le fichier Parquet est abîmé ou coupé.",
            "Téléchargez-le de nouveau, puis recommencez.",
        ) from error
    folds = [folded(column) for column in names]
    lines = (
        Line(number, dict(zip(folds, (cell or "" for cell in row), strict=True)))
        for number, row in enumerate(frame.iter_rows(), start=2)
    )
    headers = {fold: column for fold, column in zip(folds, names, strict=True) if fold}
    return Table(delimiter="", headers=headers, lines=tuple(lines), problems=())
