"""The packaged library of real projects: browse, filter, set beside ours, copy one to our diagnosis."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import UNKNOWN, count, euros, number, percent
from maillage.base.values.sources import Confidence
from maillage.diagnosis.beside import our_side, per_inhabitant, side_of
from maillage.diagnosis.domain.cases import Benchmark, Case, CaseNature, ServiceSize, only
from maillage.diagnosis.library import packaged_cases
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.views.comparables import COMPARABLES, beside_listing

CASES = "Bibliothèque de projets"
_SIZES = (
    ("petit", "Moins de 250 000 habitants"),
    ("moyen", "De 250 000 à 500 000 habitants"),
    ("grand", "500 000 habitants et plus"),
)


def cases(request: NetworkRequest) -> HttpResponse:
    library = packaged_cases()
    filters = _filters(request, library.cases)
    value = {one.name: one.value for one in filters}
    shown = only(
        library.cases,
        nature=value["nature"],
        drac=value["drac"],
        size=value["taille"],
        priced=value["montant"] == "connu",
    )
    sides = [our_side(request.project), *(side_of(case) for case in shown)]
    return page(
        request,
        "diagnosis/cases.html",
        title=CASES,
        lead="Des projets réels, relevés dans des pages publiques : ce que la page dit, et rien de plus.",
        crumbs=library_crumbs(request),
        steps=None,
        filters=filters,
        filtered=any(value.values()),
        told=count(len(shown), "projet"),
        listing=sorted_listing(_listing(request, shown), request.GET),
        beside=sorted_listing(beside_listing(sides), request.GET),
        picture=per_inhabitant(sides),
        sizes=sorted_listing(_sizes(request, library.sizes), request.GET),
        uses=_uses(library.uses),
    )


def library_crumbs(request: NetworkRequest) -> list[Link]:
    return [
        Link("Diagnostic", to(request, "diagnosis:figures")),
        Link(COMPARABLES, to(request, "diagnosis:comparables")),
    ]


def _filters(request: NetworkRequest, found: Sequence[Case]) -> list[Filter]:
    natures = [(n.value, n.label[:1].upper() + n.label[1:]) for n in CaseNature]
    dracs = [(name, name) for name in sorted({case.drac for case in found} - {""})]
    return [
        chosen("nature", "Nature", natures, request.GET),
        chosen("drac", "Région de la DRAC", dracs, request.GET),
        chosen("taille", "Population", _SIZES, request.GET),
        chosen("montant", "Montant", [("connu", "Connu")], request.GET, whole="Connu ou non"),
    ]


def sure(confidence: Confidence) -> Badge | None:
    return None if confidence is Confidence.CONFIRMED else Badge(confidence.label, Tone.WARNING)


def _listing(request: NetworkRequest, shown: Sequence[Case]) -> Listing:
    ours = {item.case for item in diagnosis_of(request.project).comparables}
    return Listing(
        caption="Projets",
        anchor="projets",
        heads=(
            Head("Territoire", key="territoire"),
            Head("Nature", key="nature"),
            Head("Début", "right", key="debut"),
            Head("Population", "right", key="population"),
            Head("Bibliothèques", "right", key="lieux"),
            Head("Montant", "right", key="montant"),
            Head("Durée (ans)", "right", key="duree"),
            Head("Part de l'État", "right", key="etat"),
        ),
        rows=[
            (
                Cell(
                    case.territory,
                    url=to(request, "diagnosis:case", case.code),
                    badge=sure(case.confidence),
                    note="déjà dans notre diagnostic" if case.code in ours else "",
                ),
                case.nature.label,
                Cell(str(case.began) if case.began else UNKNOWN, sort=case.began),
                Cell(number(case.population), sort=case.population),
                Cell(number(case.libraries), sort=case.libraries),
                Cell(
                    euros(case.amount), sort=case.amount, note="une partie du projet" if case.partial else ""
                ),
                Cell(number(case.years), sort=case.years),
                Cell(percent(case.rate) if case.rate else euros(case.state_aid), sort=case.rate),
            )
            for case in shown
        ],
        empty="Aucun projet ne répond à ces critères.",
        source="Une case « inconnu » dit que la page lue n'en parle pas",
    )


def _sizes(request: NetworkRequest, sizes: Sequence[ServiceSize]) -> Listing:
    here = request.network.department
    return Listing(
        caption="Tailles de bibliothèques départementales",
        anchor="tailles",
        sort_param="tri_tailles",
        heads=(
            Head("Département", key="departement"),
            Head("Équivalents temps plein", "right", key="etp"),
            Head("Dépenses documentaires", "right", key="documents"),
            Head("Action culturelle", "right", key="action"),
            Head("Bibliothèques", "right", key="lieux"),
            Head("Bibliothèques par agent", "right", key="par-agent"),
        ),
        rows=[
            (
                Cell(one.name, badge=Badge("vous êtes ici", Tone.INFO) if one.department == here else None),
                Cell(number(one.staff_fte, 1), sort=one.staff_fte),
                Cell(euros(one.document_spend), sort=one.document_spend),
                Cell(euros(one.action_spend), sort=one.action_spend),
                Cell(number(one.libraries), sort=one.libraries),
                Cell(number(one.per_post, 1), sort=one.per_post),
            )
            for one in sizes
        ],
        source="ministère de la Culture, export d'août 2025, chiffres de 2023. Médiane de 93 services : 21,4 ETP",
    )


def _uses(uses: Sequence[Benchmark]) -> Listing:
    return Listing(
        caption="Usage des ressources en ligne, pour des cibles honnêtes",
        anchor="usages",
        heads=(Head("Repère"), Head("Valeur", "right"), Head("Sur quoi")),
        rows=[(Cell(one.label, badge=sure(one.confidence)), percent(one.value, 2), one.on) for one in uses],
        source=" ; ".join(dict.fromkeys(one.source for one in uses)),
    )
