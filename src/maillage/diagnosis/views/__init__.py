"""Pages of the diagnosis: key figures, findings, team work and consultation, comparable projects."""
