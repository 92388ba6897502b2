"""Networks (one per département), people, and the role each has in a network."""
