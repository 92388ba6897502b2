"""The follow-up meeting: since when one looks, what moved, what comes."""
