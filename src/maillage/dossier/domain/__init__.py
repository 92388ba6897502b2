"""Pure: the document and its numbering."""
