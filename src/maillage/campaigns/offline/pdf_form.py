"""Forms as one tagged PDF to be printed: one for any library, one for a library, or a pile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from maillage.base.typesetting import typeset
from maillage.base.values.french import plain_date
from maillage.campaigns.domain.frameworks import Item, ItemKind, ItemScope
from maillage.campaigns.domain.offline.forms import OfflineForm, asked_if, flowing, reasons_of
from maillage.campaigns.questions import AGREEMENT, IMPORTANCE, SATISFACTION

TEMPLATE = Path(__file__).with_name("form.typ")
_HOW = (
    "Une seule case par question, d'un stylo foncé. Les niveaux vont du plus bas au plus haut : cochez le plus haut dont "
    "tout est vrai.",
    "Pas de réponse ? Cochez « je ne sais pas », « sans objet » ou, pour un nombre, « pas compté ». Aucune de ces cases ne "
    "vaut zéro ; zéro s'écrit 0.",
    "Une erreur ? Barrez la case et entourez la bonne. Une question laissée vide se complète plus tard.",
    "Remarques et preuves sont facultatives. N'écrivez pas de nom de personne.",
)


def pdf_forms(forms: Sequence[OfflineForm], *, day: date | None = None) -> bytes:
    """The PDF of one form or of several, in order. ValueError without any."""
    if not forms:
        raise ValueError("no form to print")
    first = forms[0]
    name = first.identity.name if len(forms) == 1 else ""
    content = {
        "title": f"{first.title}{f' – {name}' if name else ''}",
        "description": f"Formulaire à remplir : {first.framework.label}",
        "forms": [_form(form) for form in forms],
    }
    return typeset(TEMPLATE, content, day=day)


def _form(form: OfflineForm) -> dict[str, Any]:
    service = " ou ".join(filter(None, (form.contact, form.phone)))
    by = f" avant le {plain_date(form.closes)} inclus" if form.closes else ""
    identity = form.identity
    return {
        "name": identity.name or "Bibliothèque :",
        "library": identity.name,
        "epci": form.epci,
        "title": form.title,
        "owner": form.owner,
        "purpose": flowing(form.introduction or form.framework.purpose),
        "facts": _facts(form, service, by),
        "how": _HOW,
        "back": f"À renvoyer{by}{f' : {service}' if service else ''}",
        "return": f"{form.owner}{f', {service}' if service else ''}{by}.",
        "identity": f"Campagne {identity.campaign} · {form.framework.label} · "
        + (f"code {identity.place}" if identity.place else "formulaire sans nom"),
        "domains": [
            {
                "title": domain.title,
                "help": domain.help,
                "questions": [_question(form, item) for item in items],
            }
            for domain, items in form.domains
        ],
    }


def _facts(form: OfflineForm, service: str, by: str) -> list[tuple[str, str]]:
    kind = "forme courte" if form.express and form.framework.has_express else "forme complète"
    facts = [("Combien de temps", f"{form.minutes} minutes environ : {kind}, {len(form.items)} questions.")]
    if form.scope is ItemScope.NETWORK:
        facts.append(("Pour qui", "Une seule réponse pour tout le réseau intercommunal."))
    facts.append(("À renvoyer", f"À {service or form.owner}{by}."))
    facts.append(("Qui lira", "L'équipe du Département, pour aider et pour dire où en est le réseau."))
    if form.proposals:
        facts.append(
            ("Déjà connu", "Ce que nous savons est rappelé en italique : cochez-le s'il est toujours vrai.")
        )
    return facts


def _question(form: OfflineForm, item: Item) -> dict[str, Any]:
    proposal = form.proposals.get(item.code)
    return {
        "number": item.number,
        "title": item.title,
        "question": item.question,
        "help": item.help,
        "only": asked_if(form.framework, item),
        "last": f"{proposal.shown} ({proposal.source})" if proposal else "",
        "kind": {ItemKind.LEVELS: "levels", ItemKind.CHOICE: "levels"}.get(item.kind, item.kind.value),
        "choices": _choices(item),
        "unit": item.unit,
        "scale": AGREEMENT if item.kind is ItemKind.AGREEMENT else IMPORTANCE,
        "second": SATISFACTION,
        "reasons": [reason.label for reason in reasons_of(item)],
        "remark": f"Remarque, ou ce qui le montre ({_small(item.evidence)})" if item.evidence else "Remarque",
    }


def _choices(item: Item) -> list[dict[str, str]]:
    if item.kind is ItemKind.LEVELS:
        return [{"mark": str(rank), "words": words} for rank, words in enumerate(item.levels)]
    return [{"mark": "", "words": words} for words in item.options]


def _small(text: str) -> str:
    bare = text.rstrip(". ")
    return bare[:1].lower() + bare[1:]
