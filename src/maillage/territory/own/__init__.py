"""Imports of the service's own files: read, mapped, tried, done."""
