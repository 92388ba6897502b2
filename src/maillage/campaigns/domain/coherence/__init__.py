"""Is the same promise kept everywhere? What a campaign tells of the whole network, computed without Django."""
