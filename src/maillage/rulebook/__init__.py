"""Dated law and local parameters, each with its source and how sure it is."""
