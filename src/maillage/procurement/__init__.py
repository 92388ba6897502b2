"""Purchases, the needs they answer, the procedure each calls for, and its dates worked backwards."""
