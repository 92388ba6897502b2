"""Pure: what comes first, and the dates of the project sorted and searched."""
