"""The visual language: components as plain objects, their templates, forms, and the shape of a page."""
