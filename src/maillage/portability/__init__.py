"""The programme file, and the full export and import of a network."""
