"""The national reference from the command line: the files of the country, without any network."""

from __future__ import annotations

from argparse import Namespace

from maillage.base.values.french import count
from maillage.cli import screen
from maillage.territory.national import load_national


def national(arguments: Namespace) -> int:
    """Load the files and tell what the reference is made of now. Raises ImportRefused."""
    with screen.progress() as steps:
        steps("Lecture des fichiers et calcul des repères")
        found = load_national(arguments.files, arguments.year)
    libraries = count(found.libraries, "bibliothèque ouverte", "bibliothèques ouvertes")
    screen.out.print(f"  ✓ repères nationaux : {libraries} au dernier millésime", markup=False)
    for source in found.sources:
        screen.out.print(f"  · {source['name']} : {count(source['rows'], 'ligne')}", markup=False)
    return 0
