"""The project as filed with the DRAC: the linter, the composition, and every format it is written in."""
