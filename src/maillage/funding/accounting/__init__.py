"""The files of the finance software: left, tried, taken, tied, taken back."""
