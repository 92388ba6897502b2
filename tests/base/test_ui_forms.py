"""Forms on screen: labels, hints and errors tied to their fields; rows; figures typed the French way."""

import re
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template

from maillage.base.ui.forms import MoneyField, error_lines, fieldsets, typed_figure
from maillage.base.ui.showcase.forms import ROWS, ExampleForm, LineFormSet

EVIL = "<script>alert('x')</script>"


class HostileForm(forms.Form):
    a = forms.CharField(label=EVIL, help_text=EVIL)
    b = forms.ChoiceField(label=EVIL, choices=[("x", EVIL)], widget=forms.RadioSelect)


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.fixture
def refused() -> str:
    return shown("{% ui_form f %}", f=ExampleForm({"amount_ht": "douze", "day": "31 février"}))


def test_every_control_has_a_label_a_legend_or_both():
    html = shown("{% ui_form f %}", f=ExampleForm())
    controls = re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', html)
    labelled = set(re.findall(r'<label for="([^"]+)"', html))
    assert controls
    assert [control for control in controls if control not in labelled] == []
    assert html.count("<legend>") == 4  # two groups of fields, two groups of choices


def test_optional_fields_say_so_in_words_and_no_field_has_an_asterisk():
    html = shown("{% ui_form f %}", f=ExampleForm())
    assert html.count("(facultatif)") == 7
    assert "*" not in re.sub(r"<[^>]+>", "", html)


def test_each_error_is_linked_from_the_summary_and_tied_to_its_field(refused):
    ids = set(re.findall(r'\bid="([^"]+)"', refused))
    anchors = re.findall(r'<li><a href="#([^"]+)"', refused)
    assert len(anchors) == 5
    assert [anchor for anchor in anchors if anchor not in ids] == []
    told = {one for value in re.findall(r'aria-describedby="([^"]+)"', refused) for one in value.split()}
    assert [one for one in told if one not in ids] == []
    assert {"id_amount_ht_error", "id_amount_ht_helptext"} <= told
    assert refused.count('aria-invalid="true"') >= 4
    assert "5 réponses sont à corriger" in refused


def test_what_was_typed_and_refused_comes_back_as_typed(refused):
    assert 'value="douze"' in refused


def test_errors_of_rows_name_the_row():
    formset = LineFormSet(ROWS, prefix="lignes")
    lines = list(error_lines(formset))
    assert [(line["label"], line["anchor"]) for line in lines] == [
        ("Ligne 1, montant HT", "id_lignes-0-amount_ht")
    ]
    assert "Une réponse est à corriger" in shown("{% ui_errors f %}", f=formset)


def test_hostile_labels_hints_and_choices_are_shown_as_text():
    html = shown("{% ui_form f %}", f=HostileForm({}))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 6


def test_rows_can_be_added_and_removed_with_or_without_scripts():
    html = shown("{% ui_rows f 'Poste' 'Ajouter un poste' %}", f=LineFormSet(prefix="postes"))
    assert 'data-rows="postes"' in html
    assert 'name="postes-add" value="1" type="submit" data-row-add formnovalidate' in html
    before, template = html.split("<template data-row-template>")
    assert "__prefix__" in template
    assert "__prefix__" not in before
    assert 'name="postes-TOTAL_FORMS"' in before
    assert "Retirer cette ligne" in before


def test_no_field_is_lost_when_a_form_names_its_fieldsets():
    form = ExampleForm()
    named = [field.name for _, fields in fieldsets(form) for field in fields]
    assert sorted(named) == sorted(form.fields)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 345,60 €", "12345.60"), ("12\u202f345,6", "12345.6"), ("1234.5", "1234.5"), ("−3", "-3"), ("31 %", "31"),
        ("douze", None), ("1,2,3", None), ("NaN", None), ("", None), ("1e999999", None),
    ],
)  # fmt: skip
def test_figures_are_read_the_french_way(text, value):
    assert typed_figure(text) == (None if value is None else Decimal(value))


def test_money_is_shown_with_its_unit_and_without_useless_decimals():
    class Form(forms.Form):
        whole = MoneyField(label="Entier")
        cents = MoneyField(label="Centimes")

    html = shown("{% ui_form f %}", f=Form(initial={"whole": Decimal("12000.00"), "cents": Decimal("0.5")}))
    assert 'value="12\u202f000"' in html
    assert 'value="0,50"' in html
    assert html.count('<span aria-hidden="true">€</span>') == 2
    assert html.count('inputmode="decimal"') == 2
