"""Pure: indicators, their expected trajectory, and how far a target is reached."""
