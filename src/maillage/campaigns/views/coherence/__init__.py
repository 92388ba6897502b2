"""Screens of the coherence of the network."""
