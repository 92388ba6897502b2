"""Plans that come in from a spreadsheet or another programme file, and programmes that go out."""
