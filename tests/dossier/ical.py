"""A small reader of iCalendar files (RFC 5545), written for the tests: it shares nothing with the writer."""

from __future__ import annotations

from collections.abc import Iterator


def unfolded(data: bytes) -> list[str]:
    """The logical lines: a line that begins with a space continues the one before."""
    return data.replace(b"\r\n ", b"").decode("utf-8").rstrip("\r\n").split("\r\n")


def events(data: bytes) -> list[dict[str, str]]:
    """Each event's properties by name (without parameters), texts unescaped."""
    return list(_events(unfolded(data)))


def _events(lines: list[str]) -> Iterator[dict[str, str]]:
    found: dict[str, str] = {}
    for line in lines:
        if line == "BEGIN:VEVENT":
            found = {}
        elif line == "END:VEVENT":
            yield found
        else:
            name, _, value = line.partition(":")
            found[name.split(";")[0]] = _plain(value)


def _plain(value: str) -> str:
    kept, letters = [], iter(value)
    for letter in letters:
        if letter == "\\":
            letter = next(letters)
            letter = "\n" if letter in "nN" else letter
        kept.append(letter)
    return "".join(kept)
