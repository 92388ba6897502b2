"""What the pages of money show, as components: the same plan as the dossier, with links."""
