"""Who is mentioned in a text: "@prenom" or "@identifiant"; what names nobody stays text, and is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.base.values.french import folded

# Not the @ of an address ("prenom.nom@exemple.fr"), nor a second one.
_MENTION = re.compile(r"(?<![\w@./+-])@([^\W_][\w.\-’']*)")


@dataclass(frozen=True, kw_only=True)
class Mentionable:
    """Somebody who may be mentioned. `key` names the account."""

    key: int
    username: str
    first_name: str = ""
    full_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Mentions:
    """`found`: the keys of those mentioned; `unknown`: words that name nobody; `shared`: first names of several people."""

    found: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


def mentioned(text: str, people: Iterable[Mentionable]) -> Mentions:
    """Read the mentions of a text, each person once, in the order in which they come."""
    everybody = tuple(people)
    found: list[int] = []
    unknown: list[str] = []
    shared: list[str] = []
    for word in _words(text):
        named = _named(word, everybody)
        kept = shared if len(named) > 1 else unknown
        if len(named) == 1:
            found.append(named[0].key)
        elif word not in kept:
            kept.append(word)
    return Mentions(found=tuple(dict.fromkeys(found)), unknown=tuple(unknown), shared=tuple(shared))


def _words(text: str) -> list[str]:
    # "@camille." ends a sentence, "@camille.exemple" is a name.
    return [match[1].rstrip(".-’'") for match in _MENTION.finditer(text)]


def _named(word: str, people: tuple[Mentionable, ...]) -> list[Mentionable]:
    """Those that a word names: by identifier first, which is nobody else's, then by full name, then by first name."""
    wanted = folded(word)
    for name in ("username", "full_name", "first_name"):
        by_name = [one for one in people if folded(getattr(one, name)) == wanted]
        if by_name:
            return by_name
    return []


def ways_to_mention(people: Iterable[Mentionable]) -> list[tuple[str, str]]:
    """How each person is mentioned: ("@camille", "Camille Exemple"), by the shortest name that is hers alone."""
    everybody = tuple(people)
    found = []
    for one in everybody:
        short = one.first_name.strip().casefold().replace(" ", "-")
        alone = short and [other.key for other in _named(short, everybody)] == [one.key]
        found.append((f"@{short if alone else one.username}", one.full_name or one.username))
    return sorted(found, key=lambda pair: folded(pair[1]))
