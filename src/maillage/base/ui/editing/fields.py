"""Form fields from declared fields: a value typed in a page is read by the same rules as in a programme file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from maillage.base.ui.forms import AffixInput, DayInput, french_figure
from maillage.base.values.fields import Kind, Spec
from maillage.base.values.texts import CODE, NotUnderstood, decimal_text, from_text, to_text

Options = Sequence[tuple[str, str]]
# Up to here a list of references is ticked; above, their codes are typed.
TICKED = 15


def read(spec: Spec, text: str) -> Any:
    """The value of a scalar; raises ValidationError with what was wrong and what to write."""
    try:
        return from_text(spec, text)
    except NotUnderstood as error:
        raise ValidationError(f"{error} {error.remedy}") from error


class SpecField(forms.CharField):
    """One scalar. An empty text is None: the declared default applies."""

    def __init__(self, spec: Spec, **options: Any) -> None:
        self.spec = spec
        super().__init__(
            label=spec.label, help_text=spec.help, required=spec.required, strip=False, **options
        )

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else written(self.spec, value)

    def clean(self, value: Any) -> Any:
        text = "" if value is None else str(value).replace("\r\n", "\n")
        if not text.strip():
            if self.spec.required:
                raise ValidationError(f"« {self.label} » est à remplir.")
            return None
        if self.spec.kind is Kind.RATE and "%" not in text:
            text += " %"
        return read(self.spec, text)


def written(spec: Spec, value: Any) -> str:
    """A value as a form shows it: what a person would type."""
    if spec.kind is Kind.RATE:
        return decimal_text(value * 100).replace(".", ",")
    if spec.kind is Kind.MONEY:
        return french_figure(value)
    if spec.kind is Kind.NUMBER:
        return decimal_text(value).replace(".", ",")
    return to_text(spec, value)


class FlagField(forms.ChoiceField):
    """oui, non, and "inconnu" when nobody said."""

    def __init__(self, spec: Spec) -> None:
        choices = [("", "Inconnu"), ("oui", "Oui"), ("non", "Non")]
        super().__init__(label=spec.label, help_text=spec.help, required=False, choices=choices)

    def prepare_value(self, value: Any) -> Any:
        return {True: "oui", False: "non", None: ""}.get(value, value)

    def clean(self, value: Any) -> Any:
        return {"oui": True, "non": False}.get(super().clean(value))


class WordsField(forms.CharField):
    """Short texts, one a line."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        widget = forms.Textarea(attrs={"rows": 3})
        help_text = spec.help or "Un par ligne."
        super().__init__(label=spec.label, help_text=help_text, required=spec.required, widget=widget)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or ())

    def clean(self, value: Any) -> tuple[str, ...]:
        one = Spec(kind=Kind.TEXT, label=self.spec.label)
        return tuple(read(one, line) for line in str(value or "").splitlines() if line.strip())


class CodesField(forms.CharField):
    """References typed as codes, separated by commas, when there are too many to tick."""

    def __init__(self, spec: Spec, options: Options) -> None:
        self.known = {code for code, _ in options}
        help_text = spec.help or "Codes séparés par des virgules."
        super().__init__(label=spec.label, help_text=help_text, required=spec.required)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else ", ".join(value or ())

    def clean(self, value: Any) -> tuple[str, ...]:
        codes = dict.fromkeys(code for code in str(value or "").replace(",", " ").split())
        for code in codes:
            # Codes typed on the same page (a new step) are checked with the whole, when it is saved.
            if not CODE.match(code) or (self.known and code not in self.known):
                raise ValidationError(f"« {code} » n'est le code d'aucun élément connu. Vérifiez ce code.")
        return tuple(codes)


class TickedField(forms.MultipleChoiceField):
    def __init__(self, spec: Spec, options: Options) -> None:
        super().__init__(
            label=spec.label,
            help_text=spec.help,
            required=spec.required,
            choices=options,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(super().clean(value))


class NamedWordsField(TickedField):
    """Codes ticked among things that may have gone since: those stored stay among the choices, and say so."""

    def __init__(self, spec: Spec, options: Options) -> None:
        super().__init__(spec, options)
        self.spec = spec

    def prepare_value(self, value: Any) -> Any:
        known = {code for code, _ in self.choices}
        gone = [code for code in value or () if code not in known]
        self.choices = [*self.choices, *((code, f"{code} (introuvable)") for code in gone)]
        return value

    def valid_value(self, value: Any) -> bool:
        return bool(CODE.match(str(value))) and len(str(value)) <= self.spec.max_length


class YearsWidget(forms.MultiWidget):
    """One labelled input a year."""

    template_name = "ui/widgets/years.html"
    use_fieldset = True

    def __init__(self, years: Sequence[int]) -> None:
        self.years = tuple(years)
        inputs = {str(year): AffixInput() for year in years}
        super().__init__(inputs)

    def decompress(self, value: Any) -> list[Any]:
        given = dict(value or ())
        return [given.get(year) for year in self.years]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for year, widget in zip(self.years, context["widget"]["subwidgets"], strict=True):
            widget["label"] = str(year)
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_{self.years[0]}" if id_ and self.years else id_


class YearlyField(forms.MultiValueField):
    """A value a year; a year left empty is not given."""

    def __init__(self, spec: Spec, years: Sequence[int]) -> None:
        self.years = tuple(years)
        kind = Kind.MONEY if "€" in spec.label else Kind.NUMBER
        one = Spec(kind=kind, label=spec.label, minimum=spec.minimum, required=False)
        fields = [SpecField(one) for _ in years]
        super().__init__(
            fields,
            label=spec.label,
            help_text=spec.help,
            required=spec.required,
            require_all_fields=False,
            widget=YearsWidget(years),
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        # A list, one text a year: a MultiWidget shows a list as it is, whatever `decompress` would make of it.
        given = {year: decimal_text(Decimal(amount)).replace(".", ",") for year, amount in value or ()}
        return [given.get(year) for year in self.years]

    def clean(self, value: Any) -> tuple[tuple[int, Decimal], ...]:
        texts = value if isinstance(value, list | tuple) else []
        found, wrong = [], []
        for year, field, text in zip(self.years, self.fields, texts, strict=False):
            try:
                amount = field.clean(text)
            except ValidationError as error:
                wrong.append(f"{year} : {' '.join(error.messages)}")
                continue
            if amount is not None:
                found.append((year, amount))
        if wrong:
            raise ValidationError(wrong)
        return tuple(found)


def form_field(
    spec: Spec, default: Any, *, options: Callable[[str], Options], years: Sequence[int]
) -> forms.Field:
    """The form field of a declared field. `options(to)` gives (code, label) of what a reference may name."""
    match spec.kind:
        case Kind.WORDS if spec.to:
            return NamedWordsField(spec, options(spec.to))
        case Kind.WORDS:
            return WordsField(spec)
        case Kind.YEARLY:
            return YearlyField(spec, years)
        case Kind.REFS:
            known = options(spec.to)
            return TickedField(spec, known) if len(known) <= TICKED else CodesField(spec, known)
        case Kind.REF:
            return _select(spec, options(spec.to), blank=not spec.required or default is None)
        case Kind.CHOICE:
            assert spec.choices is not None
            members = [(m.value, m.label[:1].upper() + m.label[1:]) for m in spec.choices]
            return _select(spec, members, blank=spec.required or default is None, tell=True)
        case Kind.TEXT if spec.to:
            return NamedField(spec, options(spec.to))
        case Kind.FLAG:
            if default is None:
                return FlagField(spec)
            return forms.BooleanField(label=spec.label, help_text=spec.help, required=False)
    return SpecField(spec, widget=_widget(spec))


class OptionField(forms.ChoiceField):
    def __init__(self, spec: Spec, choices: Options) -> None:
        self.spec = spec
        super().__init__(label=spec.label, help_text=spec.help, required=spec.required, choices=choices)

    def prepare_value(self, value: Any) -> Any:
        return getattr(value, "value", value)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        return read(self.spec, text) if self.spec.kind is Kind.CHOICE else text


class NamedField(OptionField):
    """The code of a thing that may have gone since: the code stored stays among the choices, and says so."""

    def __init__(self, spec: Spec, options: Options) -> None:
        super().__init__(spec, [("", "Choisir…" if spec.required else "–"), *options])

    def prepare_value(self, value: Any) -> Any:
        if value and not super().valid_value(value):
            self.choices = [*self.choices, (value, f"{value} (introuvable)")]
        return value

    def valid_value(self, value: Any) -> bool:
        return bool(CODE.match(str(value))) and len(str(value)) <= self.spec.max_length


def _select(spec: Spec, choices: Options, *, blank: bool, tell: bool = False) -> forms.Field:
    empty = "Choisir…" if spec.required else "–"
    return OptionField(spec, [("", empty), *choices] if blank else choices)


def _widget(spec: Spec) -> forms.Widget:
    match spec.kind:
        case Kind.PROSE:
            return forms.Textarea(attrs={"rows": 4})
        case Kind.DAY:
            return DayInput()
        case Kind.MONEY | Kind.NUMBER | Kind.RATE:
            return AffixInput(suffix={Kind.MONEY: "€", Kind.RATE: "%"}.get(spec.kind, ""))
        case Kind.INTEGER:
            return forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.TextInput(attrs={"maxlength": str(spec.max_length)} if spec.kind is Kind.CODE else {})
