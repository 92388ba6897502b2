"""Tables of the coherence of a network, each made once for screens and for the dossier."""
