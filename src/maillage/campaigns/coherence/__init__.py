"""The coherence of the network as screens, figures and the dossier tell it: one reading, many tellings."""
