"""Files that people write: YAML read with the line of each thing, and written back in one form."""
