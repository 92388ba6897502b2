"""Maillage: conceive, fund, phase, run and evaluate a Bibliothèque numérique de référence."""

__version__ = "0.1.0"
