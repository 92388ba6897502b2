"""Phasing: the optimiser that sets the steps of a programme on a weekly calendar."""
