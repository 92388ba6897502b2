"""The letters of an aid: where they are kept, their pages."""

from maillage.funding.models import Letter, LetterContent
from maillage.programme.attaching import Shelf
from maillage.programme.views.attachments import FilePages

LETTERS = Shelf(files=Letter, contents=LetterContent, owner="line", this="cette recette")
LETTER_FILES = FilePages(
    shelf=LETTERS,
    name="funding:letter",
    add="funding:letter-add",
    slug="recettes",
    thing="funding:fundingline",
    noun="Recette",
    to_it="à la recette",
    home=("Recettes", "funding:grants"),
    note="La demande, l'accusé de réception, la promesse, l'arrêté ou la convention : ce qu'un contrôle demandera.",
)
