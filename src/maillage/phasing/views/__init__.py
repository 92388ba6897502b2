"""The pages of the phasing: the calendar in force, and the one that is proposed."""
