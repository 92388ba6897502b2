"""The parts of the chapter on the diagnosis: `blocks(project)` of each gives what it tells, nothing when bare."""
