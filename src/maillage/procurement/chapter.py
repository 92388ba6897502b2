"""Procurement in the dossier: homogeneous needs, procedures, and the dates worked backwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed, number, plain_date, short_date
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Chapter, Column, Part, Table, body
from maillage.procurement.domain.backward import Planned
from maillage.procurement.domain.follow import Followed
from maillage.procurement.readings import follow_of, purchases_of
from maillage.procurement.worth import worth_text

# A procedure in few words; the table gives it in full.
_FAMILIES = {
    "exclusive": "achat exclusif",
    "dispense": "dispense de publicité",
    "adapted_free": "procédure adaptée, publicité libre",
    "adapted": "procédure adaptée, avis publié",
    "formal": "appel d'offres",
}


def chapters(project: Project) -> Iterator[Chapter]:
    planned = purchases_of(project)
    if planned:
        yield Chapter(
            slot="procurement",
            order=10,
            blocks=(
                Part(
                    title="Les besoins et les procédures",
                    blocks=(_procedures_text(planned), _procedures(planned), *_precisions(planned)),
                ),
                Part(
                    title="Les dates, à rebours du besoin",
                    blocks=(_dates_text(planned, project.today), _dates(planned)),
                ),
                *_followed(follow_of(project)),
            ),
        )


def _precisions(planned: tuple[Planned, ...]) -> Iterator[Block]:
    """What the author says of a purchase: notes, and why only one supplier could answer."""
    rows = []
    for item in planned:
        said = [
            item.purchase.note,
            item.purchase.exclusivity and f"Exclusivité : {item.purchase.exclusivity}",
        ]
        if told := " ".join(" ".join(text.split()) for text in said if text):
            rows.append((f"{item.purchase.code}. {item.purchase.title}", told))
    if rows:
        columns = (Column("Achat", width=2.2), Column("Précision", width=5))
        yield Table(caption="Précisions sur les achats", columns=columns, rows=tuple(rows))


def _procedures_text(planned: tuple[Planned, ...]) -> Block:
    kinds = Counter(item.choice.procedure for item in planned)
    told = listed(
        [f"{_FAMILIES.get(kind.value, kind.label)} : {number(n)}" for kind, n in kinds.most_common()]
    )
    needs = len({item.need.code for item in planned})
    needed = count(needs, "besoin homogène", "besoins homogènes")
    return body(f"{count(len(planned), 'achat')} pour {needed} ({told}).")


def _procedures(planned: tuple[Planned, ...]) -> Table:
    rows = tuple(
        (
            f"{item.purchase.code}. {item.purchase.title}",
            f"{item.need.code}. {item.need.title}",
            worth_text(item),
            item.choice.procedure.label[:1].upper() + item.choice.procedure.label[1:],
            item.choice.reason,
        )
        for item in planned
    )
    to_confirm = any(item.choice.confidence is Confidence.TO_CONFIRM for item in planned)
    sources = dict.fromkeys(source.title for item in planned for source in item.choice.sources)
    return Table(
        caption="Achats, besoins homogènes et procédures",
        columns=(
            Column("Achat", width=2.3),
            Column("Besoin homogène", width=2),
            Column("Valeur HT", align="right", width=1),
            Column("Procédure", width=2.1),
            Column("Pourquoi", width=3.1),
        ),
        rows=rows,
        source="Sources : " + " ; ".join(sources) + "." if sources else "",
        confidence=Confidence.TO_CONFIRM if to_confirm else Confidence.CONFIRMED,
    )


def _dates_text(planned: tuple[Planned, ...], today: date) -> Block:
    starts = [item.must_start for item in planned if item.must_start]
    if not starts:
        return body("Aucun achat ne peut encore être daté : le calendrier des étapes manque.")
    if any(item.purchase.launched_on or item.purchase.notified_on for item in planned):
        ahead = [day for day in starts if day >= today]
        if not ahead:
            return body("Tous les achats ont été préparés.")
        return body(f"Le prochain achat est à préparer à partir du {plain_date(min(ahead))}.")
    late = len(planned) - len(starts)
    left = f" {count(late, 'achat reste', 'achats restent')} à dater." if late else ""
    return body(f"Le premier achat est à préparer à partir du {plain_date(min(starts))}.{left}")


def _dates(planned: tuple[Planned, ...]) -> Table:
    keys = (
        ("prepare", "Préparation"),
        ("launch", "Lancement"),
        ("offers", "Offres"),
        ("award", "Choix"),
        ("notify", "Notification"),
    )

    def shown(item: Planned, key: str) -> str:
        day = item.day(key)
        return short_date(day) if day else "–" if item.milestones else "à dater"

    rows = tuple(
        (f"{item.purchase.code}. {item.purchase.title}", *(shown(item, key) for key, _ in keys))
        for item in sorted(planned, key=lambda item: (item.must_start is None, item.must_start))
    )
    return Table(
        caption="Rétroplanning des achats",
        columns=(
            Column("Achat", width=2.8),
            *(Column(label, align="center", width=1.1) for _, label in keys),
        ),
        rows=rows,
        source="Lecture : dates au plus tard, pour que le marché soit notifié quand l'étape commence ; délais types à confirmer.",
        confidence=Confidence.TO_CONFIRM,
    )


def _followed(followed: tuple[Followed, ...]) -> Iterator[Part]:
    """What really happened, once something did: planned and real dates side by side."""
    if not any(item.planned.purchase.launched_on or item.planned.purchase.notified_on for item in followed):
        return

    def shown(day: date | None) -> str:
        return short_date(day) if day else "–"

    rows = tuple(
        (
            f"{item.planned.purchase.code}. {item.planned.purchase.title}",
            shown(item.planned.day("notify")),
            shown(item.planned.purchase.launched_on),
            shown(item.planned.purchase.notified_on),
            shown(item.expected) if not item.planned.purchase.notified_on else "–",
            item.state.label,
        )
        for item in followed
    )
    table = Table(
        caption="Suivi des achats",
        columns=(
            Column("Achat", width=2.8),
            Column("Notification prévue", align="center", width=1.2),
            Column("Lancé le", align="center", width=1.1),
            Column("Notifié le", align="center", width=1.1),
            Column("Attendu au mieux le", align="center", width=1.2),
            Column("État", width=1.4),
        ),
        rows=rows,
        source="Lecture : la date attendue part du lancement, réel ou encore possible, et des délais types, à confirmer.",
        confidence=Confidence.TO_CONFIRM,
    )
    yield Part(title="Où en sont les achats", blocks=(table,))
