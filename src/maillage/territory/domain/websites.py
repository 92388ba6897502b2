"""What people wrote in the "website" column: an address, yes, no, or nothing that can be used."""

from __future__ import annotations

import re

from maillage.base.values.french import folded

_ADDRESS = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?", re.IGNORECASE)
_NO_START = ("non", "pas de ", "aucun", "neant", "absence de", "absent", "sans", "no")
_YES_START = ("oui", "0ui", "site ", "page ", "portail", "facebook", "catalogue")


def website(text: str) -> str | bool | None:
    """The address as written, True or False when only the existence of a site is told, None otherwise.

    "0" and "NC" are None: nobody can tell whether they mean "no site" or "no answer".
    """
    stripped = text.strip()
    if _ADDRESS.fullmatch(stripped):
        return stripped
    words = folded(stripped)
    if words.startswith(_NO_START) and words != "nom":
        return False
    return True if words.startswith(_YES_START) else None
