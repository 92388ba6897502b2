"""Benchmarks: each measured against a peer in the same run, or against a quoted figure that says so."""
