"""The pages of the programme: read, call one verb or query, render."""
