"""Indicators, their baseline and targets, what was measured, and how far the objectives are reached."""
