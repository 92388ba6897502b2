"""The whole document, and its numbering: headings 1, 1.1, 1.1.1; tables and figures through the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from maillage.base.values.tree import Block, Part, Picture, Table

# Deeper headings are shown without a number: "1.2.3.1" helps nobody.
NUMBERED_LEVELS = 3


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The first page. `facts` are label/value pairs; `notice` is a warning shown boxed (demo, draft), or ""."""

    title: str
    subtitle: str
    owner: str
    facts: tuple[tuple[str, str], ...] = ()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A cover and its chapters (top-level parts), in French. `subject` goes to the file's properties; `contents`: a page
    of contents follows the cover."""

    cover: Cover
    chapters: tuple[Part, ...]
    subject: str = ""
    contents: bool = True


@dataclass
class _Counters:
    tables: int = 0
    pictures: int = 0


def numbered(document: Document) -> Document:
    """The same document with numbers written in its titles and captions: renderings only lay it out."""
    counters = _Counters()
    chapters = tuple(
        _numbered_part(chapter, (position,), counters)
        for position, chapter in enumerate(document.chapters, 1)
    )
    return replace(document, chapters=chapters)


def _numbered_part(part: Part, number: tuple[int, ...], counters: _Counters) -> Part:
    blocks: list[Block] = []
    subpart = 0
    for block in part.blocks:
        if isinstance(block, Part):
            subpart += 1
            blocks.append(_numbered_part(block, (*number, subpart), counters))
        else:
            blocks.append(_numbered_block(block, counters))
    title = part.title
    if len(number) <= NUMBERED_LEVELS:
        title = f"{'.'.join(map(str, number))}{'.' if len(number) == 1 else ''}\u00a0{part.title}"
    return replace(part, title=title, blocks=tuple(blocks))


def _numbered_block(block: Block, counters: _Counters) -> Block:
    if isinstance(block, Table):
        counters.tables += 1
        return replace(block, caption=f"Tableau\u00a0{counters.tables} – {block.caption}")
    if isinstance(block, Picture):
        counters.pictures += 1
        return replace(block, caption=f"Figure\u00a0{counters.pictures} – {block.caption}")
    return block


def walk_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, depth first, parts included."""
    for block in blocks:
        yield block
        if isinstance(block, Part):
            yield from walk_blocks(block.blocks)
