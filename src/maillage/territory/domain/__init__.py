"""Pure part of the territory: reads exports handed over as text, joins them, checks them, counts."""
