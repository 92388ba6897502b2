"""Pure values shared by all rooms: fields, verdicts, money, dates, French formats, the document tree."""
