"""Existing plans, from spreadsheets or other programmes: read, matched with what is there, merged into it."""
