"""Training and support of the teams: courses, their sessions, and whom they are for."""
