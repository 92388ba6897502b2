"""The checker of pages catches each planted mistake, and leaves a right page alone."""

from __future__ import annotations

import pytest

from house.html import links, mistakes

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Une page</title>
<script src="/static/a.js"></script></head>
<body><main id="contenu"><h1>Une page</h1><h2>Une partie</h2>{}</main></body></html>
"""
RIGHT = """
<p>Un texte, <a href="#contenu">le haut</a>, <a href="/18/#etape">ailleurs</a>, <a href="https://exemple.fr">plus loin</a>.</p>
<table><caption>Une table</caption><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
<form method="post" action="/18/"><label for="a">A</label><input id="a" name="a" aria-describedby="aide">
<p id="aide">Aide</p><label>B <select name="b"><option>1</option></select></label>
<input type="hidden" name="c"><button>Envoyer</button></form>
<figure><svg viewBox="0 0 1 1" role="img" aria-label="Rien"><path d="M0 0h1" stroke-width=".1"/></svg></figure>
<template><fieldset><legend>Ligne</legend><input aria-label="Ligne"></fieldset></template>
<img src="data:image/png;base64,AA" alt="">
"""
PLANTED = {
    "a paragraph closed twice": ("<p>a</p></p>", "unexpected"),
    "a div in a paragraph": ("<p><div>a</div></p>", "unexpected"),
    "a tag never closed": ("<section><div></section>", "end-tag-too-early"),
    "a paragraph in a table": ("<table><caption>c</caption><p>a</p><tr><td>1</td></tr></table>", "table"),
    "an unknown entity": ("<p>a &nexistepas; b</p>", "entity"),
    "an attribute twice": ('<p id="x" id="x">a</p>', "duplicate-attribute"),
    "two h1": ("<h1>Encore</h1>", "2 h1"),
    "two main": ("<main></main>", "2 main"),
    "a title that skips a level": ("<h4>Trop bas</h4>", "h2 then h4"),
    "an id twice": ('<p id="x">a</p><p id="x">b</p>', "id x 2 times"),
    "a description that is not there": ('<p aria-describedby="rien">a</p>', "aria-describedby=rien"),
    "a label of nothing": ('<label for="rien">a</label>', "label for=rien"),
    "a link to no anchor": ('<a href="#rien">a</a>', "#rien leads nowhere"),
    "a field without a label": ('<form><input name="x"></form>', "input x has no label"),
    "a list without a label": ('<select name="y"><option>1</option></select>', "select y has no label"),
    "a button without a name": ("<button><svg></svg></button>", "a button without a name"),
    "a picture without a text": ('<img src="/a.png">', "has no alt"),
    "an inline style": ('<p style="color:red">a</p>', "p has style"),
    "an inline handler": ('<p onclick="a()">a</p>', "p has onclick"),
    "an htmx handler": ('<p hx-on:click="a()">a</p>', "p has hx-on:click"),
    "an inline script": ("<script>a()</script>", "an inline script"),
    "a style sheet in the page": ("<style>p {}</style>", "an inline style sheet"),
    "a picture of another site": ('<img src="https://exemple.fr/a.png" alt="">', "img loads https://"),
    "a script of another site": ('<script src="//exemple.fr/a.js"></script>', "script loads //"),
    "a form that posts elsewhere": ('<form action="https://exemple.fr"></form>', "a form posts to"),
    "a table without a caption": ("<table><tr><td>1</td></tr></table>", "a table without a caption"),
    "a head without a scope": (
        "<table><caption>c</caption><tr><th>A</th></tr></table>",
        "th without scope: A",
    ),
    "a form in a form": ('<form id="f"><form></form></form>', "unexpected"),
    "an address that runs a script": ('<a href="javascript:a()">a</a>', "javascript:"),
}


def test_a_right_page_has_no_mistake() -> None:
    assert mistakes(PAGE.format(RIGHT)) == []


@pytest.mark.parametrize("planted", PLANTED)
def test_each_planted_mistake_is_caught(planted: str) -> None:
    html, told = PLANTED[planted]
    found = mistakes(PAGE.format(html))
    assert any(told in mistake for mistake in found), found


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('lang="fr"', 'lang="en"', "no lang=fr"),
        ("<title>Une page</title>", "<title> </title>", "no title"),
        ("<h1>Une page</h1>", "", "0 h1"),
        ("<!doctype html>\n", "", "doctype"),
    ],
)
def test_a_page_without_its_bones_is_caught(right: str, wrong: str, told: str) -> None:
    found = mistakes(PAGE.format("").replace(right, wrong))
    assert any(told in mistake for mistake in found), found


def test_the_links_of_this_site_are_read_without_their_anchors() -> None:
    assert links(PAGE.format(RIGHT)) == {"/18/"}
