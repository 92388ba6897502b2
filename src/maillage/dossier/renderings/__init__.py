"""A document tree laid out in a format: one module a format, one function each."""
