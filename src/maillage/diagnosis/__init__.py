"""Benchmark, analysis of what exists, team work and consultation, brought together as findings."""
