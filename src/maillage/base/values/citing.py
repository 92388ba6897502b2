"""Figures cited in a text that is parsed already: each becomes a run of its own, which remembers its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from string import Formatter

from maillage.base.values.markdown import CITATION, filled
from maillage.base.values.tree import Block, Bullets, Callout, Inline, Paragraph, Part, Run, Sheet, Table


def with_figures(blocks: Iterable[Block], figures: Mapping[str, str]) -> tuple[Block, ...]:
    """Each `{name}` replaced by its figure; an unknown name stays visible, for the linter to report."""
    return tuple(
        over_runs(block, lambda runs: tuple(_cited(runs, figures)), lambda title: filled(title, figures))
        for block in blocks
    )


def citing(sentence: str, **figures: tuple[str, str]) -> Paragraph:
    """A sentence of ours with figures in it: `citing("Il coûte {cost}.", cost=("funding.total_ht", "21 000 €"))`."""
    runs = []
    for before, name, _, _ in Formatter().parse(sentence):
        runs.append(Run(before))
        if name is not None:
            figure, text = figures[name]
            runs.append(Run(text, figure=figure))
    return Paragraph(tuple(run for run in runs if run.text))


def with_links(blocks: Iterable[Block], address: Callable[[str], str]) -> tuple[Block, ...]:
    """Each cited figure made a link to `address(name)`, where there is one and it is not within a link already."""

    def linked(run: Run) -> Run:
        return replace(run, link=address(run.figure)) if run.figure and not run.link else run

    def led(block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, links=tuple(address(name) if name else "" for name in block.figures))
        if isinstance(block, Part):
            return replace(block, blocks=tuple(led(one) for one in block.blocks))
        return over_runs(block, lambda runs: tuple(linked(run) for run in runs), lambda title: title)

    return tuple(led(block) for block in blocks)


def _cited(runs: Inline, figures: Mapping[str, str]) -> Iterator[Run]:
    for run in runs:
        position = 0
        for match in CITATION.finditer(run.text):
            if match.start() > position:
                yield replace(run, text=run.text[position : match.start()])
            name = match[1]
            yield replace(run, text=filled(match[0], figures), figure=name if name in figures else "")
            position = match.end()
        if position < len(run.text) or not run.text:
            yield replace(run, text=run.text[position:])


def over_runs(block: Block, change: Callable[[Inline], Inline], title: Callable[[str], str]) -> Block:
    """The same block with every stretch of text changed; tables and pictures stay as they are."""
    match block:
        case Paragraph() | Callout():
            return replace(block, runs=change(block.runs))
        case Bullets():
            return replace(block, items=tuple(change(item) for item in block.items))
        case Sheet():
            return replace(block, facts=tuple((label, change(runs)) for label, runs in block.facts))
        case Part():
            inside = tuple(over_runs(one, change, title) for one in block.blocks)
            return replace(block, title=title(block.title), blocks=inside)
    return block
