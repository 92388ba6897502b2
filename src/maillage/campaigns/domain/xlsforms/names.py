"""Names of an XLSForm: columns, lists of choices, and codes as XML takes them."""

from __future__ import annotations

import re

from maillage.campaigns.domain.answers import Missing

# Our own columns: those who collect with the form ignore them, we find our titles and numbers again.
NUMBER, TITLE = "maillage_numero", "maillage_titre"
SURVEY = (
    "type", "name", "label", "hint", "guidance_hint", "required", "relevant", "constraint",
    "constraint_message", NUMBER, TITLE,
)  # fmt: skip
CHOICES = ("list_name", "name", "label")
SETTINGS = ("form_title", "form_id", "version", "default_language")

# Companions of a question, by the end of their name.
WHY_NOT, HELP, IMPORTANCE, SATISFACTION = "__manque", "__aide", "__importance", "__satisfaction"
PURPOSE = "maillage_presentation"
GROUP = "domaine_"
REASONS, ACCORD, NOTES = "maillage_raisons", "maillage_accord", "maillage_notes"
ASKED_IMPORTANCE, ASKED_SATISFACTION = " : est-ce important ?", " : êtes-vous satisfait ?"
REASON_CODES = {missing.value for missing in Missing}
AGREEMENTS = (
    "1 – pas du tout d'accord",
    "2 – plutôt pas d'accord",
    "3 – ni l'un ni l'autre",
    "4 – plutôt d'accord",
    "5 – tout à fait d'accord",
)

_NOT_CODE = re.compile(r"[^A-Za-z0-9_.\-]+")
LONGEST_CODE = 40


def xml_name(code: str) -> str:
    """A code as the name of an XML element, which begins with a letter or an underscore."""
    return code if code[0].isalpha() or code[0] == "_" else f"_{code}"


def code_of(name: str) -> str:
    """The code that `xml_name` wrote, or the nearest one to any other name."""
    bare = name[1:] if re.match(r"_[0-9]", name) else name
    return _NOT_CODE.sub("-", bare).lstrip("_.-")[:LONGEST_CODE] or "q"


def option_name(rank: int) -> str:
    return f"choix{rank + 1}"
