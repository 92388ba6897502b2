"""A verdict is never a bare boolean; the Markdown subset never breaks; scalars say what they hold or why not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from effort import effort
from maillage.base.values import fields, markdown
from maillage.base.values.fields import Choice, Kind
from maillage.base.values.remarks import Severity
from maillage.base.values.sources import Confidence, Source, sourced
from maillage.base.values.texts import NotUnderstood, from_text, to_text
from maillage.base.values.tree import (
    Bullets,
    Chapter,
    Column,
    Paragraph,
    Part,
    Picture,
    Run,
    Table,
    body,
    note,
    plain,
)
from maillage.base.values.verdict import Answer, Verdict, no, unknown, yes

# -- verdicts


@pytest.mark.parametrize("verdict", [yes("oui"), no("non"), unknown(missing=("la population",))])
def test_a_verdict_cannot_be_used_as_a_boolean(verdict: Verdict) -> None:
    with pytest.raises(TypeError, match="n'est pas un booléen"):
        bool(verdict)
    with pytest.raises(TypeError, match="n'est pas un booléen"):
        assert not verdict
    assert [verdict.is_yes, verdict.is_no, verdict.is_unknown].count(True) == 1


def test_an_unknown_verdict_must_say_what_is_missing() -> None:
    with pytest.raises(ValueError, match="doit dire ce qui manque"):
        Verdict(answer=Answer.UNKNOWN)
    with pytest.raises(ValueError, match="doit dire ce qui manque"):
        unknown("On ne sait pas.", missing=())
    assert unknown(missing=("la population",)).missing == ("la population",)


def test_a_verdict_keeps_its_reasons_and_sources() -> None:
    source = Source("CGCT, art. L1111-10 III")
    verdict = no("Part trop faible.", sources=(source,))
    assert (verdict.reasons, verdict.sources, verdict.answer) == (
        ("Part trop faible.",),
        (source,),
        Answer.NO,
    )


def test_a_source_is_confirmed_unless_told_otherwise() -> None:
    assert Source("x").confidence is Confidence.CONFIRMED
    assert [c.label for c in Confidence] == ["vérifié", "source secondaire", "à confirmer"]
    assert [s.label for s in Severity] == ["blocage", "alerte", "conseil"]


# -- Markdown


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("simple", [Run("simple")]),
        ("un **mot** fort", [Run("un "), Run("mot", bold=True), Run(" fort")]),
        ("un *mot* penché", [Run("un "), Run("mot", italic=True), Run(" penché")]),
        (
            "voir [le site](https://exemple.fr/a?b=c) !",
            [Run("voir "), Run("le site", link="https://exemple.fr/a?b=c"), Run(" !")],
        ),
        ("**a** *b*", [Run("a", bold=True), Run(" "), Run("b", italic=True)]),
        ("2 * 3 * 4", [Run("2 * 3 * 4")]),
        ("snake_case_name", [Run("snake_case_name")]),
        ("**ouvert", [Run("**ouvert")]),
        ("[sans lien]", [Run("[sans lien]")]),
        ("[x](javascript:alert(1))", [Run("[x](javascript:alert(1))")]),
        ("<script>alert(1)</script>", [Run("<script>alert(1)</script>")]),
        ("", [Run("")]),
    ],
)
def test_a_line_is_split_into_runs_and_the_rest_stays_text(text: str, runs: list[Run]) -> None:
    assert list(markdown.inline(text)) == runs


def test_a_text_becomes_paragraphs_lists_and_titled_parts() -> None:
    found = markdown.blocks(
        "Première ligne\nsuite.\n\n- un\n- deux\n  suite\n\n1. a\n2) b\n\n### Titre\nDedans.\n- x\n### Fin\n"
    )
    assert found == (
        Paragraph((Run("Première ligne suite."),)),
        Bullets(((Run("un"),), (Run("deux suite"),))),
        Bullets(((Run("a"),), (Run("b"),)), ordered=True),
        Part(title="Titre", blocks=(Paragraph((Run("Dedans."),)), Bullets(((Run("x"),),)))),
        Part(title="Fin"),
    )


def test_a_list_may_follow_a_sentence_without_a_blank_line() -> None:
    assert markdown.blocks("Trois choses :\n- a\n- b") == (
        Paragraph((Run("Trois choses :"),)),
        Bullets(((Run("a"),), (Run("b"),))),
    )


def test_an_empty_text_has_no_block() -> None:
    assert markdown.blocks("") == markdown.blocks(" \n\n ") == ()


hostile = st.text(st.sampled_from("*_[]()#-•1.)\\`<>&{}⟦⟧ \n\t\x00\u2028é\U0001f4da/:hst") | st.characters())


@given(hostile)
@example("[" * 200 + "](https://x)")
@example("**" * 300)
@example("- \n-\n1.\n### \n###")
def test_a_hostile_text_never_raises_and_loses_no_letter(text: str) -> None:
    def letters(value: str) -> list[str]:
        return [c for c in value if c.isalpha()]

    def words(items: Any) -> str:
        return "".join(
            (item.title + words(item.blocks)) if isinstance(item, Part)
            else plain(item.runs) if isinstance(item, Paragraph)
            else "".join(plain(entry) for entry in item.items)
            for item in items
        )  # fmt: skip

    shown = words(markdown.blocks(text))
    without_links = "".join(run.link for run in markdown.inline(text))
    assert len(letters(shown)) >= len(letters(text)) - len(letters(without_links)) - text.count("http") * len(
        text
    )
    assert plain(markdown.inline(text)).count("\x00") == text.count("\x00")


@pytest.mark.parametrize("unit", ["[", "*", "**", "*a", "[a", "[a](", "- ", "### ", "{a.", "(", "![", "*a *"])
def test_twenty_thousand_marks_are_read_in_an_instant(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert effort(lambda: (markdown.blocks(text), markdown.cited(text)), least=1) < 1


def test_a_citation_is_replaced_by_its_figure_and_an_unknown_one_stays_visible() -> None:
    text = "Coût : {funding.total_ht}, {programme.actions} actions, {nothing.here}, {Pas.un}, {x}."
    assert markdown.cited(text) == ["funding.total_ht", "programme.actions", "nothing.here"]
    figures = {"funding.total_ht": "1 000 €", "programme.actions": "2"}
    assert markdown.filled(text, figures) == "Coût : 1 000 €, 2 actions, ⟦nothing.here ?⟧, {Pas.un}, {x}."


def test_a_figure_that_looks_like_a_citation_is_not_replaced_again() -> None:
    assert markdown.filled("{a.b}", {"a.b": "{c.d}", "c.d": "faux"}) == "{c.d}"


# -- the tree


def test_a_table_refuses_a_row_of_another_length_and_a_picture_without_alternative() -> None:
    with pytest.raises(ValueError, match="1 cellules, 2 colonnes"):
        Table(caption="T", columns=(Column("a"), Column("b")), rows=(("x",),))
    with pytest.raises(ValueError, match="Tableau sans colonne"):
        Table(caption="T", columns=(), rows=())
    with pytest.raises(ValueError, match="Figure sans texte alternatif"):
        Picture(caption="F", spec={}, alt=" ")
    assert (body("x").style, note("x").style, Chapter(slot="s", order=1).blocks) == ("body", "note", ())


# -- scalars


class Size(Choice):
    SMALL = "small", "petite"
    LARGE = "large", "grande"


def spec(declared: Any) -> fields.Spec:
    found: fields.Spec = declared.metadata["spec"]
    return found


@pytest.mark.parametrize(
    ("declared", "text", "value"),
    [
        (fields.flag("F"), "oui", True),
        (fields.flag("F"), "Non", False),
        (fields.flag("F"), "VRAI", True),
        (fields.day("D"), "2026-03-31", date(2026, 3, 31)),
        (fields.day("D"), "31/03/2026", date(2026, 3, 31)),
        (fields.day("D"), "1/3/2026", date(2026, 3, 1)),
        (fields.choice("C", Size), "large", Size.LARGE),
        (fields.choice("C", Size), "grande", Size.LARGE),
        (fields.integer("I"), " 1 200 ", 1200),
        (fields.integer("I"), "12.0", 12),
        (fields.integer("I", minimum=None), "-3", -3),
        (fields.money("M"), "1 234,56 €", Decimal("1234.56")),
        (fields.number("N"), "0.0001", Decimal("0.0001")),
        (fields.rate("R"), "1", Decimal(1)),
        (fields.rate("R"), "16,404 %", Decimal("0.16404")),
        (fields.text("T"), "  été  ", "été"),
        (fields.prose("P"), "  été  \n", "  été"),
        (fields.code(), " A1-b.c_2 ", "A1-b.c_2"),
    ],
)
def test_a_scalar_is_read_from_its_text(declared: Any, text: str, value: Any) -> None:
    found = from_text(spec(declared), text)
    assert found == value
    assert type(found) is type(value)
    assert from_text(spec(declared), to_text(spec(declared), found)) == value


@pytest.mark.parametrize(
    ("declared", "text", "message", "remedy"),
    [
        (fields.flag("F"), "peut-être", "ni oui ni non", "oui ou non"),
        (fields.day("D"), "31/02/2026", "n'est pas une date", "2026-03-31"),
        (fields.day("D"), "2026", "n'est pas une date", "2026-03-31"),
        (fields.day("D"), "0026-03-31", "n'est pas une date", "2026-03-31"),
        (
            fields.choice("C", Size),
            "moyenne",
            "n'est pas une valeur de « C »",
            "small (petite), large (grande)",
        ),
        (fields.integer("I"), "12.5", "n'est pas un nombre entier", "nombre entier"),
        (fields.integer("I"), "-1", "moins que 0", "au moins égal à 0"),
        (fields.integer("I", maximum=5), "6", "plus que 5", "au plus égal à 5"),
        (fields.integer("I"), "2147483648", "trop grand", "zéros"),
        (fields.integer("I"), "1e3", "n'est pas un nombre", "nombre entier"),
        (fields.money("M"), "1e3", "n'est pas un montant", "12500"),
        (fields.money("M"), "1.234.567", "n'est pas un montant", "12500"),
        (fields.money("M"), "", "n'est pas un montant", "12500"),
        (fields.money("M"), "1000000000000", "trop grand", "zéros"),
        (fields.money("M"), "1" * 60, "trop grand", "zéros"),
        (fields.number("N"), "0.00001", "plus de 4 décimales", "4 décimales"),
        (fields.number("N"), "NaN", "n'est pas un nombre", "12500"),
        (fields.rate("R"), "50", "n'est pas compris entre 0 et 1", "Pour 50 %, écrivez 0.5"),
        (fields.rate("R"), "150 %", "n'est pas compris entre 0 et 1", "entre 0 et 1"),
        (fields.rate("R"), "-0.1", "n'est pas compris entre 0 et 1", "entre 0 et 1"),
        (fields.text("Titre"), "   ", "« Titre » est vide", "au moins un mot"),
        (fields.text("Titre", max_length=3), "long", "a 4 caractères", "3 caractères au plus"),
        (fields.text("Titre"), "a\x00b", "caractère invisible (U+0000)", "Effacez"),
        (fields.code(), "é1", "n'est pas un code", "sans accent"),
        (fields.code(), "A 1", "n'est pas un code", "sans espace"),
        (fields.code(), "A" * 41, "trop long", "40 caractères"),
    ],
)
def test_a_text_that_is_not_the_value_of_its_field_is_refused_with_a_remedy(
    declared: Any, text: str, message: str, remedy: str
) -> None:
    with pytest.raises(NotUnderstood) as refused:
        from_text(spec(declared), text)
    assert message in str(refused.value)
    assert remedy in refused.value.remedy


SCALARS = [kind for kind in Kind if kind.value not in ("words", "yearly", "refs", "child", "children")]


@given(st.text(max_size=60), st.sampled_from(SCALARS))
@example("9" * 50, Kind.INTEGER)
@example("9" * 50 + ",5 %", Kind.RATE)
@example("٣", Kind.MONEY)
def test_any_text_is_read_or_refused_in_french_and_never_breaks(text: str, kind: Kind) -> None:
    one = fields.Spec(kind=kind, label="Champ", choices=Size if kind is Kind.CHOICE else None)
    try:
        value = from_text(one, text)
    except NotUnderstood as refused:
        told = (str(refused), refused.remedy)
    else:
        told = ("lu", to_text(one, value))
        assert from_text(one, to_text(one, value)) == value
    assert all(told)


def test_a_note_under_a_table_is_not_called_a_source() -> None:
    assert sourced("Insee, 2023") == "Source : Insee, 2023"
    for told in ("Lecture : une ligne par année.", "Sources : Insee ; ministère.", "Note : à confirmer."):
        assert sourced(told) == told
    assert sourced(" ") == ""
