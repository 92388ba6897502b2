"""Who answers the survey, and the départements like ours: tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from maillage.base.charts import distribution
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import UNKNOWN, count, number, percent
from maillage.base.values.tree import Column, Picture, Table
from maillage.diagnosis.domain.alike import PROFILE_LABELS, Alike, Answering
from maillage.diagnosis.national_listings import shown, source_of
from maillage.territory.domain.vintages import vintage_label
from maillage.territory.models import NationalDepartment, NationalReference

PEERS = 8


def answering_listing(reference: NationalReference, found: Iterable[Answering]) -> Listing:
    """One row a vintage: our share of answers beside those of all départements."""
    rows = []
    for row in found:
        spread = row.quartiles
        zeros = row.filled - row.answered
        rows.append(
            (
                Cell(_capital(vintage_label(row.vintage))),
                Cell(
                    f"{number(row.answered)} sur {number(row.open)}",
                    note=f"dont {count(zeros, 'ligne')} à zéro partout, comptées sans réponse"
                    if zeros
                    else "",
                ),
                Cell(percent(row.share)),
                Cell(percent(spread.median) if spread else UNKNOWN),
                Cell(f"{percent(spread.q1)} et {percent(spread.q3)}" if spread else UNKNOWN),
                Cell(f"{number(row.lower)} sur {number(len(row.shares))}"),
                Cell(percent(row.country_answered / row.country_open), note=_of_country(row)),
            )
        )
    return Listing(
        caption="Bibliothèques qui ont répondu à l'enquête nationale",
        anchor="reponses",
        heads=(
            Head("Millésime"),
            Head("Réseau : réponses", "right"),
            Head("Part", "right"),
            Head("Part médiane des départements", "right"),
            Head("La moitié des départements entre", "right"),
            Head("Départements qui répondent moins", "right"),
            Head("Pays", "right"),
        ),
        rows=rows,
        source=f"{source_of(reference)} Bâtiments ouverts ; départements de plus de 20 bibliothèques. Une réponse "
        "absente peut aussi être saisie au niveau d'un réseau de communes.",
        empty="Le département n'est dans aucun fichier national chargé.",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _of_country(row: Answering) -> str:
    return f"{number(row.country_answered)} sur {number(row.country_open)}"


def answering_picture(reference: NationalReference, row: Answering) -> Picture | None:
    """Every département as a dot, ours set apart."""
    if row.share is None or not row.shares:
        return None
    values = [100 * share for share in row.shares]
    here = row.shares.index(row.share) if row.share in row.shares else len(values)
    if here == len(values):
        values.append(100 * row.share)  # a small département is not among the others, and still shown
    return Picture(
        caption=f"Part des bibliothèques qui ont répondu, département par département ({vintage_label(row.vintage)})",
        spec=distribution(
            values=values,
            groups=["Part de réponses"] * len(values),
            highlight=(here,),
            highlight_label="notre département",
            unit="%",
            maximum=100,
            each="un département",
        ),
        alt=f"Parts de réponses de {count(len(values), 'département')}, de {percent(min(row.shares))} à "
        f"{percent(max(row.shares))}. La nôtre : {percent(row.share)} ; {number(row.lower)} répondent moins.",
        source=source_of(reference),
        data=_classes(row),
    )


def _classes(row: Answering) -> Table:
    """How many départements have each share, by tenths."""
    tenths = [min(int(share * 10), 9) for share in row.shares]
    ours = -1 if row.share is None else min(int(row.share * 10), 9)
    return Table(
        caption="Départements selon leur part de réponses",
        columns=(Column("Part de réponses"), Column("Départements", align="right"), Column("")),
        rows=tuple(
            (
                f"de {number(10 * tenth)} à {percent((tenth + 1) / 10)}",
                number(tenths.count(tenth)),
                "notre département" if tenth == ours else "",
            )
            for tenth in range(10)
            if tenth in tenths or tenth == ours
        ),
    )


def alike_listing(
    reference: NationalReference,
    departments: Mapping[str, NationalDepartment],
    code: str,
    found: Sequence[Alike],
) -> Listing:
    """Ours first, then the nearest ones, the closest first: a reader sorts them otherwise."""
    rows = [_row(departments[code], "Notre département", None)] if code in departments else []
    rows += [_row(departments[peer.code], _reasons(peer), peer.distance) for peer in found]
    return Listing(
        caption="Départements qui ressemblent au nôtre",
        anchor="departements",
        sort_param="tri_departements",
        heads=(
            Head("Département", key="nom"),
            Head("Pourquoi"),
            Head("Écart", "right", key="ecart"),
            Head("Lieux et habitants", "right", key="lieux"),
            Head("Communes de moins de 1 000 hab.", "right", key="petites"),
            Head("Horaires et surface", "right", key="heures"),
            Head("Sans salarié", "right", key="salaries"),
            Head("Service départemental", "right", key="etp"),
        ),
        rows=rows if found else [],
        totals=(0,),
        source=f"{source_of(reference)} Écart : en écarts-types, moyenne quadratique des six grandeurs comparées "
        "(lieux, habitants des communes équipées, petites communes, horaires, surfaces, lieux sans salarié). "
        "Ce n'est pas un classement : un département proche n'est ni meilleur ni moins bon.",
        empty="Le fichier national ne permet pas de comparer ce département.",
    )


def _row(department: NationalDepartment, why: str, distance: float | None) -> tuple[Cell, ...]:
    profile = department.profile
    fte, spend = profile["service_fte"], profile["service_spend_eur"]
    hours, surface = profile["weekly_hours"], profile["surface_m2"]
    return (
        Cell(f"{department.name} ({department.code})"),
        Cell(why),
        Cell("–" if distance is None else number(distance, 2), sort=distance or 0),
        Cell(
            number(profile["libraries"]),
            sort=profile["libraries"],
            note=f"{number(profile['inhabitants'])} hab.",
        ),
        Cell(percent(profile["small_share"]), sort=profile["small_share"]),
        Cell(shown(hours, "weekly_hours"), sort=hours, note=shown(surface, "surface_m2")),
        Cell(percent(profile["without_employee"]), sort=profile["without_employee"]),
        Cell(
            shown(fte, "staff_fte"),
            sort=fte,
            note="" if spend is None else f"{shown(spend, 'document_spend_eur')} de documents",
        ),
    )


def _reasons(peer: Alike) -> str:
    """`Proche : horaires, surfaces. S'en écarte : petites communes.`"""
    close = ", ".join(PROFILE_LABELS[name] for name in peer.close)
    apart = ", ".join(PROFILE_LABELS[name] for name in peer.apart)
    told = f"Proche : {close}." if close else "Proche dans l'ensemble."
    return f"{told} S'en écarte : {apart}." if apart else told
