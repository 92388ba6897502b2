"""Reminders by mail: who is told what, when, and how it is written."""
