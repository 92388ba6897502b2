"""Bodies that steer and decide, their meetings, and what they decide."""
