"""Writes a declared dataclass as YAML, always in the same form: the same content gives the same bytes."""

from __future__ import annotations

import json
import re
from typing import Any

from maillage.base.values.fields import Kind, Spec, specs
from maillage.base.values.files.nodes import UNPRINTABLE
from maillage.base.values.texts import decimal_text, to_text

# Plain scalars are safe when they begin with a letter or digit and hold nothing that YAML reads otherwise.
_PLAIN = re.compile(r"[A-Za-zÀ-ÿ0-9][^:#\t\"{}\[\],&*!|>%@`]*(?<! )")
# YAML reads these as the end of a line.
# Longer lists take a line each: sentences are read better so.
LONGEST_LIST = 110
_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")


def write_thing(value: Any) -> str:
    """The canonical text of a file that describes one thing."""
    return "\n".join(thing_lines(value, 0)) + "\n"


def thing_lines(value: Any, depth: int) -> list[str]:
    """The lines of a thing, indented `depth` times. Fields at their default are left out."""
    lines: list[str] = []
    for name, spec in specs(type(value)).items():
        given = getattr(value, name)
        if spec.required or given != type(value).__dataclass_fields__[name].default:
            lines += _field(name, spec, given, depth)
    return lines


def _field(name: str, spec: Spec, value: Any, depth: int) -> list[str]:
    indent = "  " * depth
    match spec.kind:
        case Kind.CHILD:
            return [f"{indent}{name}:", *thing_lines(value, depth + 1)]
        case Kind.CHILDREN:
            return [f"{indent}{name}:", *(line for item in value for line in _item(item, depth + 1))]
        case Kind.REFS:
            return [f"{indent}{name}: [{', '.join(value)}]"]
        case Kind.WORDS:
            return _words(name, value, indent)
        case Kind.YEARLY:
            pairs = ", ".join(f"{year}: {decimal_text(amount)}" for year, amount in value)
            return [f"{indent}{name}: {{ {pairs} }}"]
        case Kind.PROSE:
            return _prose(name, value, depth)
    return [f"{indent}{name}: {_scalar(spec, value)}"]


def _words(name: str, words: tuple[str, ...], indent: str) -> list[str]:
    line = f"{indent}{name}: [{', '.join(_flow(word) for word in words)}]"
    if len(line) <= LONGEST_LIST:
        return [line]
    return [f"{indent}{name}:", *(f"{indent}  - {_flow(word)}" for word in words)]


def _item(value: Any, depth: int) -> list[str]:
    lines = thing_lines(value, depth + 1)
    indent = "  " * depth
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]] if lines else [f"{indent}- {{}}"]


def _scalar(spec: Spec, value: Any) -> str:
    text = to_text(spec, value)
    return _quoted(text) if spec.kind in (Kind.TEXT, Kind.CODE, Kind.REF) else text


def _quoted(text: str) -> str:
    # A bare `null` is read as "left out".
    plain = _PLAIN.fullmatch(text) and not _cannot_stand(text) and text != "null"
    return text if plain else _escaped(text)


def _cannot_stand(text: str) -> bool:
    return bool(_BREAKS.search(text) or UNPRINTABLE.search(text))


def _escaped(text: str) -> str:
    """A double-quoted scalar: JSON's, and escapes for what would fold or be refused in a YAML file."""
    quoted = json.dumps(text, ensure_ascii=False)
    for pattern in (_BREAKS, UNPRINTABLE):
        quoted = pattern.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
    return quoted


def _flow(text: str) -> str:
    # Between brackets, some YAML readers take a question mark for a key.
    return _escaped(text) if "?" in text else _quoted(text)


def _prose(name: str, text: str, depth: int) -> list[str]:
    indent = "  " * depth
    simple = "\n" not in text and len(text) <= 90
    if simple:
        return [f"{indent}{name}: {_quoted(text)}"]
    # A literal block cannot begin with a space or hold characters that YAML cannot print.
    if text[0] in " \n" or "\t" in text or any(_cannot_stand(line) for line in text.split("\n")):
        return [f"{indent}{name}: {_escaped(text)}"]
    inner = "  " * (depth + 1)
    return [f"{indent}{name}: |-", *(f"{inner}{line}" if line else "" for line in text.split("\n"))]
