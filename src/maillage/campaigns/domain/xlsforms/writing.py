"""A framework as the three sheets of an XLSForm: its questions, their choices, its settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.frameworks import Domain, Framework, Item, ItemKind
from maillage.campaigns.domain.xlsforms import names
from maillage.campaigns.domain.xlsforms.conditions import constraint_of, relevant_of
from maillage.campaigns.domain.xlsforms.names import option_name, xml_name

Row = dict[str, str]
_SCALES = {ItemKind.AGREEMENT: names.ACCORD, ItemKind.IMPORTANCE: names.NOTES}


def form_sheets(framework: Framework) -> Mapping[str, list[Row]]:
    """`survey`, `choices` and `settings`, each a list of rows by column. Weights, thresholds, next steps, the core and
    survey codes have no place in an XLSForm: the YAML file keeps them."""
    survey = [_row("note", names.PURPOSE, framework.purpose)]
    for domain in framework.domains:
        survey += _group(framework, domain)
    settings = {
        "form_title": framework.title,
        "form_id": xml_name(framework.code),
        "version": framework.version,
        "default_language": "fr",
    }
    return {"survey": survey, "choices": list(_choices(framework)), "settings": [settings]}


def _row(kind: str, name: str, label: str, **more: str) -> Row:
    return {"type": kind, "name": name, "label": label, **{key: text for key, text in more.items() if text}}


def _group(framework: Framework, domain: Domain) -> Iterator[Row]:
    # A domain may bear the code of one of its questions: in a form, names are of one kind.
    name = f"{names.GROUP}{domain.code}"
    yield _row("begin_group", name, domain.title)
    if domain.help:
        yield _row("note", f"{name}{names.HELP}", domain.help)
    for item in domain.items:
        yield from _question(framework, item)
    yield _row("end_group", "", "")


def _question(framework: Framework, item: Item) -> Iterator[Row]:
    name = xml_name(item.code)
    relevant = relevant_of(framework, item.when)
    shared = {
        "hint": item.help, "guidance_hint": item.evidence, "required": "no", "relevant": relevant,
        names.NUMBER: item.number, names.TITLE: item.title,
    }  # fmt: skip
    match item.kind:
        case ItemKind.LEVELS | ItemKind.CHOICE:
            yield _row(f"select_one {name}", name, item.question, **shared)
        case ItemKind.AGREEMENT:
            yield _row(f"select_one {names.ACCORD}", name, item.question, **shared)
        case ItemKind.IMPORTANCE:
            yield _row(
                f"select_one {names.NOTES}", f"{name}{names.IMPORTANCE}", f"{item.question}{names.ASKED_IMPORTANCE}",
                **shared,
            )  # fmt: skip
            yield _row(
                f"select_one {names.NOTES}", f"{name}{names.SATISFACTION}", f"{item.question}{names.ASKED_SATISFACTION}",
                required="no", relevant=relevant,
            )  # fmt: skip
        case ItemKind.NUMBER:
            label = f"{item.question} (en {item.unit})" if item.unit else item.question
            bounds = constraint_of(item.minimum, item.maximum)
            yield _row("decimal", name, label, **shared, constraint=bounds, constraint_message=_told(bounds))
            yield _why_not(name, relevant)
        case ItemKind.FREE:
            yield _row("text", name, item.question, **shared)


def _told(bounds: str) -> str:
    return "Ce nombre n'est pas possible : vérifiez." if bounds else ""


def _why_not(name: str, relevant: str) -> Row:
    """A number has no room for "not counted": the question that follows asks for the reason."""
    empty = f"${{{name}}} = ''"
    return _row(
        f"select_one {names.REASONS}", f"{name}{names.WHY_NOT}", "Pas de nombre : pourquoi ?",
        required="no", relevant=f"{relevant} and {empty}" if relevant else empty,
    )  # fmt: skip


def _choices(framework: Framework) -> Iterator[Row]:
    reasons = [(missing.value, missing.label) for missing in Missing]
    yield from _list(names.REASONS, reasons)
    for kind, name in _SCALES.items():
        if any(item.kind is kind for item in framework.items):
            labels = names.AGREEMENTS if kind is ItemKind.AGREEMENT else ("1", "2", "3", "4", "5")
            notes = [(str(note), label) for note, label in enumerate(labels, 1)]
            yield from _list(name, [*notes, *reasons])
    for item in framework.items:
        if item.kind is ItemKind.LEVELS:
            own = [(str(level), described) for level, described in enumerate(item.levels)]
        elif item.kind is ItemKind.CHOICE:
            own = [(option_name(rank), option) for rank, option in enumerate(item.options)]
        else:
            continue
        yield from _list(xml_name(item.code), [*own, *reasons])


def _list(name: str, pairs: list[tuple[str, str]]) -> Iterator[Row]:
    return ({"list_name": name, "name": code, "label": label} for code, label in pairs)
