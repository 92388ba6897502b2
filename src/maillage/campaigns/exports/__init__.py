"""What was answered, in files that anyone can open: never cut, written row after row."""
