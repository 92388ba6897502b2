"""The Markdown subset of the programme file: paragraphs, lists, **bold**, *italic*, [links](https://…), ### titles.

Anything else is kept as plain text: an author's asterisk or underscore never breaks a dossier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from maillage.base.values.tree import Block, Bullets, Inline, Paragraph, Part, Run

_INLINE = re.compile(
    r"\*\*(?P<bold>[^*]+?)\*\*|(?<!\*)\*(?P<italic>[^*\s](?:[^*]*?[^*\s])?)\*(?!\*)"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<link>https?://[^\s)]+)\)"
)
_BULLET = re.compile(r"^[-*•]\s+")
_NUMBERED = re.compile(r"^\d+[.)]\s+")
CITATION = re.compile(r"\{([a-z_]+\.[a-z0-9_.]+)\}")


def inline(text: str) -> Inline:
    """Split a line into runs."""
    runs: list[Run] = []
    position = 0
    for match in _INLINE.finditer(text):
        if match.start() > position:
            runs.append(Run(text[position : match.start()]))
        if match["bold"]:
            runs.append(Run(match["bold"], bold=True))
        elif match["italic"]:
            runs.append(Run(match["italic"], italic=True))
        else:
            runs.append(Run(match["label"], link=match["link"]))
        position = match.end()
    if position < len(text) or not runs:
        runs.append(Run(text[position:]))
    return tuple(runs)


def _block(lines: list[str]) -> Block:
    for marker, ordered in ((_BULLET, False), (_NUMBERED, True)):
        if marker.match(lines[0]):
            items: list[str] = []
            for line in lines:
                if marker.match(line):
                    items.append(marker.sub("", line))
                else:
                    items[-1] += " " + line
            return Bullets(tuple(inline(item) for item in items), ordered=ordered)
    return Paragraph(inline(" ".join(lines)))


def _groups(text: str) -> Iterable[list[str]]:
    group: list[str] = []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        starts_list = bool(group) and not _is_item(group[0]) and _is_item(stripped)
        if group and (not stripped or stripped.startswith("### ") or starts_list):
            yield group
            group = []
        if stripped.startswith("### "):
            yield [stripped]
        elif stripped:
            group.append(stripped)


def _is_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBERED.match(line))


def blocks(text: str) -> tuple[Block, ...]:
    """Parse a text. A `### title` opens a Part that runs to the next title."""
    found: list[Block] = []
    title: str | None = None
    inside: list[Block] = []

    def close() -> None:
        nonlocal title, inside
        if title is not None:
            found.append(Part(title=title, blocks=tuple(inside)))
        else:
            found.extend(inside)
        title, inside = None, []

    for group in _groups(text):
        if group[0].startswith("### "):
            close()
            title = group[0][4:].strip()
        else:
            inside.append(_block(group))
    close()
    return tuple(found)


def cited(text: str) -> list[str]:
    """Names of the figures that a text cites, as in `{funding.total_ht}`."""
    return CITATION.findall(text)


def filled(text: str, figures: Mapping[str, str]) -> str:
    """Replace each citation by its figure; an unknown name stays visible, for the linter to report."""
    return CITATION.sub(lambda match: figures.get(match[1], f"⟦{match[1]} ?⟧"), text)
