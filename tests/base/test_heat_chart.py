"""The heat map of documents: a shade a fifth, figures inside, blanks that say why."""

from __future__ import annotations

import pytest

from maillage.base.charts import HeatLine, heat_map
from maillage.base.charts.heat import SHADES, fifth
from maillage.base.charts.render import svg


@pytest.mark.parametrize(
    ("share", "rank"), [(0, 0), (0.19, 0), (0.2, 1), (0.6, 3), (0.799, 3), (0.8, 4), (1, 4)]
)
def test_a_share_falls_in_its_fifth(share, rank):
    assert fifth(share) == rank


def test_cells_are_shaded_written_and_blank_where_nothing_may_be_said():
    lines = [
        HeatLine(label="Wi-Fi", shares=(0.5, None, 0.9), blanks=("·", "–", "·"), strong=True),
        HeatLine(label="Une question dont l'intitulé est bien trop long pour la marge", shares=(0.1, 0, 1), blanks=("·",) * 3),
    ]  # fmt: skip
    spec = heat_map(lines=lines, columns=("Réseau", "CC du Nord", "CC du Sud"))
    texts = [row["text"] for layer in spec["layer"] for row in layer["data"]["values"] if "text" in row]
    assert {"50", "90", "10", "0", "100", "–"} <= set(texts)
    assert "·" not in texts
    opacities = {layer["mark"].get("opacity") for layer in spec["layer"] if layer["mark"]["type"] == "rect"}
    assert opacities == set(SHADES)
    assert svg(spec).startswith("<svg")
