"""Orientations, axes, objectives, actions and their steps, with the dates that were adopted."""
