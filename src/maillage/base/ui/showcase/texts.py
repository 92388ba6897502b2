"""Texts that put a layout to the test: long, hostile, accented."""

from maillage.base.ui.components import Tone

HOSTILE = '<script>alert("x")</script> & « l’été » 📚'
LONG = (
    "Déployer un portail commun et un système de gestion partagé dans l’ensemble des bibliothèques, "
    "avec l’accompagnement des équipes bénévoles et salariées"
)
TONES = (Tone.NEUTRAL, Tone.INFO, Tone.GOOD, Tone.WARNING, Tone.BAD)
TOWNS = ("Ménétréol-sur-Sauldre", "Érigny", "Aubigny", "Œuilly", "Saint-Amand", "Été-les-Bains", "Zilia")
