"""The service's own files: which column holds what, which library a line is of, what would change."""
