"""The rows of a spreadsheet form as both kinds of workbooks write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.base.values.french import plain_date
from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.frameworks import Item, ItemKind, ItemScope
from maillage.campaigns.domain.offline.forms import OfflineForm, asked_if, flowing, reasons_of

# What a cell of a sheet may hold, and how many letters fit on one line of the columns of texts.
LONGEST_CELL, QUESTION_LETTERS, POSSIBLE_LETTERS = 32_000, 44, 58


@dataclass(frozen=True, kw_only=True)
class FormLine:
    """A row of the questions: of a domain (`title` only), or of an item. `height` is in lines of text.

    `choices`: what the list of the answer cell proposes; () lets anything be typed.
    """

    title: str
    item: Item | None = None
    question: str = ""
    possible: str = ""
    last: str = ""
    choices: tuple[str, ...] = ()
    reasons: tuple[Missing, ...] = ()
    height: int = 1


def form_lines(form: OfflineForm) -> Iterator[FormLine]:
    """Domains and items in the order of the form, numbered as on screen."""
    for domain, items in form.domains:
        yield FormLine(title=domain.title)
        for item in items:
            yield _line(form, item)


def _line(form: OfflineForm, item: Item) -> FormLine:
    only_if = asked_if(form.framework, item)
    shows = f"À l'appui : {item.evidence}" if item.evidence else ""
    question = "\n".join(filter(None, (item.question, item.help, only_if, shows)))
    possible = "\n".join(possible_answers(item))
    proposal = form.proposals.get(item.code)
    last = f"{proposal.shown}\n({proposal.source})" if proposal else ""
    height = max(_lines(f"{item.title}\n{question}", QUESTION_LETTERS), _lines(possible, POSSIBLE_LETTERS), 3)
    return FormLine(
        title=item.title,
        item=item,
        question=question,
        possible=possible[:LONGEST_CELL],
        last=last[:LONGEST_CELL],
        choices=_choices(item),
        reasons=reasons_of(item),
        height=height,
    )


def possible_answers(item: Item) -> list[str]:
    """`2 – Une page s'ouvre sans attendre.`, a line each; how to write the others."""
    match item.kind:
        case ItemKind.LEVELS:
            return [f"{rank} – {level}" for rank, level in enumerate(item.levels)]
        case ItemKind.CHOICE:
            return list(item.options)
        case ItemKind.AGREEMENT:
            return ["de 1 (pas du tout d'accord) à 5 (tout à fait d'accord)"]
        case ItemKind.IMPORTANCE:
            return ["Deux notes de 1 à 5 : l'importance, puis la satisfaction. Écrivez par exemple 4/2."]
        case ItemKind.NUMBER:
            return [f"Un nombre{f', en {item.unit}' if item.unit else ''}. Zéro s'écrit 0."]
    return ["Quelques mots."]


def _choices(item: Item) -> tuple[str, ...]:
    match item.kind:
        case ItemKind.LEVELS:
            return tuple(str(rank) for rank in range(item.top + 1))
        case ItemKind.AGREEMENT:
            return tuple(str(rank) for rank in range(1, item.top + 1))
        case ItemKind.CHOICE:
            return item.options
    return ()


def _lines(text: str, letters: int) -> int:
    return sum(1 + (max(len(part), 1) - 1) // letters for part in text.split("\n"))


def guide_lines(form: OfflineForm) -> list[tuple[str, str]]:
    """The first sheet, a heading (or "") and a text a row."""
    service = " ou ".join(filter(None, (form.contact, form.phone))) or form.owner
    who = form.identity.name or "à écrire dans le message qui accompagne le fichier"
    back = f"À {service}" + (f", avant le {plain_date(form.closes)} inclus." if form.closes else ".")
    scope = (
        "Une seule réponse vaut pour tout le réseau intercommunal."
        if form.scope is ItemScope.NETWORK
        else "Une réponse par bibliothèque, même partielle : chaque question compte à part."
    )
    return [
        ("Pour vous aider, pas pour vous juger", flowing(form.introduction or form.framework.purpose)),
        ("Bibliothèque", who),
        ("Combien de temps", f"{form.minutes} minutes environ, {len(form.items)} questions. {scope}"),
        (
            "Comment répondre",
            "Ouvrez la feuille « Questions ». Pour chaque ligne, choisissez dans la liste de la colonne « Votre réponse ». "
            "Les niveaux sont décrits à côté : prenez le plus haut dont tout est vrai.",
        ),
        (
            "Vous n'avez pas la réponse ?",
            "Choisissez dans « Sinon, pourquoi » : je ne sais pas, sans objet, ou pas compté (pour un nombre). Aucune de "
            "ces réponses ne vaut zéro. Une ligne laissée vide se complète plus tard.",
        ),
        (
            "Ce qui est déjà là",
            "La colonne « À confirmer » montre ce que nous savons déjà. Recopiez-le s'il est toujours vrai : rien n'est "
            "répondu à votre place.",
        ),
        (
            "Remarque et preuve",
            "Deux colonnes facultatives, pour ce qui mérite d'être dit. Pas de nom de personne.",
        ),
        ("À renvoyer", back),
        ("Formulaire", f"{form.title}, {form.framework.label}. Campagne {form.identity.campaign}."),
    ]
