"""What is wrong in a page, read by the parser of the HTML standard, and what the house forbids in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

NAMES_ITS_FIELD = {"input", "select", "textarea"}
# Fields that carry their own name, or that nobody sees.
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "list", "form")
HANDLER = re.compile(r"^on[a-z]+$")
LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "object": "data"}


def mistakes(page: str) -> list[str]:
    """Everything wrong in a whole page, in words; empty when it is right."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    lines = page.splitlines()
    found = [
        f"{code} {detail} ({lines[min(at[0], len(lines)) - 1].strip()[:80]})"
        for at, code, detail in parser.errors
    ]
    return [*found, *_structure(tree), *_references(tree), *_labels(tree), *_forbidden(tree), *_tables(tree)]


def _structure(tree: Element) -> Iterator[str]:
    if (headings := len(list(tree.iter("h1")))) != 1:
        yield f"{headings} h1"
    if (mains := len(list(tree.iter("main")))) != 1:
        yield f"{mains} main"
    root = next(tree.iter("html"))
    if root.get("lang") != "fr":
        yield "no lang=fr"
    title = next(tree.iter("title"), None)
    if title is None or not (title.text or "").strip():
        yield "no title"
    level = 1
    for element in tree.iter():
        if isinstance(element.tag, str) and re.fullmatch(r"h[1-6]", element.tag):
            here = int(element.tag[1])
            if here > level + 1:
                yield f"h{level} then h{here}: {''.join(element.itertext()).strip()[:40]}"
            level = here


def _references(tree: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    yield from (f"id {name} {count} times" for name, count in ids.items() if count > 1)
    for element in tree.iter():
        for attribute in REFERENCES:
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute}={name} leads nowhere"
        if element.tag == "label" and element.get("for") and element.get("for") not in ids:
            yield f"label for={element.get('for')} leads nowhere"
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            target = (element.get("href") or "")[1:]
            if target and target not in ids:
                yield f"#{target} leads nowhere"


def _labels(tree: Element) -> Iterator[str]:
    named = {label.get("for") for label in tree.iter("label")}
    wrapped = {id(child) for label in tree.iter("label") for child in label.iter()}
    for element in tree.iter():
        if element.tag not in NAMES_ITS_FIELD or element.get("type") in UNLABELLED:
            continue
        if element.get("id") in named or id(element) in wrapped:
            continue
        if not (element.get("aria-label") or element.get("aria-labelledby")):
            yield f"{element.tag} {element.get('name')} has no label"
    for element in tree.iter("button"):
        if not "".join(element.itertext()).strip() and not element.get("aria-label"):
            yield "a button without a name"
    for element in tree.iter("img"):
        if element.get("alt") is None:
            yield f"img {element.get('src')} has no alt"


def _forbidden(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        for name in element.attrib:
            plain = str(name)
            if plain == "style" or HANDLER.match(plain) or plain.startswith("hx-on"):
                yield f"{element.tag} has {plain}"
        if element.tag == "script" and not element.get("src"):
            yield "an inline script"
        if element.tag == "style":
            yield "an inline style sheet"
        for name in ("href", "src", "action", "formaction"):
            if (element.get(name) or "").strip().lower().startswith("javascript:"):
                yield f"{element.tag} {name} is a javascript: address"
        address = element.get(LOADED.get(str(element.tag), "src")) or ""
        if re.match(r"^(https?:)?//", address):
            yield f"{element.tag} loads {address}"
        if element.tag == "form" and re.match(r"^(https?:)?//", element.get("action") or ""):
            yield f"a form posts to {element.get('action')}"


def _tables(tree: Element) -> Iterator[str]:
    for table in tree.iter("table"):
        caption = next(table.iter("caption"), None)
        if caption is None or not "".join(caption.itertext()).strip():
            yield "a table without a caption"
        for head in table.iter("th"):
            if not head.get("scope"):
                yield f"th without scope: {''.join(head.itertext()).strip()[:40]}"


def links(page: str) -> set[str]:
    """The addresses of this site that a page leads to."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    found = {element.get("href") or "" for element in tree.iter("a")}
    return {address.split("#")[0] for address in found if address.startswith("/")}
