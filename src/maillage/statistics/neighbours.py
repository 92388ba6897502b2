"""The nearest peers of everybody at once: thousands of points, a few quantities."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def all_nearest(points: Any, k: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The `k` nearest others of every row of a matrix without gaps: their positions, their distances.

    A k-d tree: thousands of times fewer comparisons than all pairs, on a few quantities. Raises ValueError when a
    coordinate is unknown or when there are not `k` others.
    """
    import numpy as np  # heavy: for the benchmark of a country, never for a page
    from scipy.spatial import cKDTree  # the same

    matrix = np.ascontiguousarray(points, dtype=np.float64)
    if not np.isfinite(matrix).all():
        raise ValueError("Une coordonnée est inconnue : retirez la ligne, ou la colonne.")
    if len(matrix) <= k:
        raise ValueError(f"Il faut plus de {k} points pour donner {k} voisins à chacun.")
    # Turned to its main axes and asked in the order of the first: same distances, a third less time.
    centred = matrix - matrix.mean(axis=0)
    turned = centred @ np.linalg.eigh(centred.T @ centred)[1][:, ::-1]
    order = np.argsort(turned[:, 0])
    tree = cKDTree(turned, leafsize=32)
    distances, positions = np.empty((len(matrix), k + 1)), np.empty((len(matrix), k + 1), dtype=np.int64)
    distances[order], positions[order] = tree.query(turned[order], k=k + 1, workers=-1)
    rows = np.arange(len(matrix))[:, None]
    # Itself is usually first, but a twin at distance 0 may come before: drop it where it is, else the last.
    itself = positions == rows
    itself[~itself.any(axis=1), -1] = True
    others = ~itself
    shape = (len(matrix), k)
    return positions[others].reshape(shape), distances[others].reshape(shape) / sqrt(matrix.shape[1])
