"""Pure: reads, checks, describes and writes programme files."""
