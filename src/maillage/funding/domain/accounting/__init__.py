"""The entries of the finance software: their columns, their cells, what they are tied to."""
