"""What the command line shows: progress, tables, refusals. Plain text when it is not a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.table import Table

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


class Steps:
    """A line a step: what is going on, then a tick. A terminal also sees a spinner."""

    def __init__(self) -> None:
        self.current = ""
        self.status = out.status("") if out.is_terminal else None

    def __call__(self, label: str) -> None:
        self._tick()
        self.current = label
        if self.status:
            self.status.update(f"{escape(label)}…")
            self.status.start()

    def _tick(self) -> None:
        if self.current:
            out.print(f"  [green]✓[/green] {escape(self.current)}")

    def close(self, *, done: bool) -> None:
        if self.status:
            self.status.stop()
        if done:
            self._tick()
        elif self.current:
            out.print(f"  [red]✗[/red] {escape(self.current)}")
        self.current = ""


@contextmanager
def progress() -> Iterator[Steps]:
    steps = Steps()
    try:
        yield steps
    except BaseException:
        steps.close(done=False)
        raise
    steps.close(done=True)


def table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    made = Table(title=title, title_justify="left", show_edge=False, pad_edge=False, box=None)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(escape(value) for value in row))
    out.print(made)


def refuse(message: str, *details: str) -> None:
    err.print(f"[red]✗[/red] {escape(message)}")
    for detail in details:
        err.print(f"  {escape(detail)}")
    sys.stderr.flush()
