"""What the pages of purchases show, as components."""
