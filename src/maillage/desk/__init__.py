"""The desk: where the project is, what to do now, every date, what was changed by whom."""
