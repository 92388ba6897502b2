"""The columns that say whose questionnaire a row is, and what it amounts to."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localtime

from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.frameworks import Domain
from maillage.campaigns.domain.scores import Band
from maillage.campaigns.exports.cases import DRAFT, NOT_ASKED, SENT, SILENT, Case, Source
from maillage.campaigns.exports.columns import Column

_RATERS = " ; ".join(f"{one.value} = {one.label}" for one in Rater)
_BANDS = " ; ".join(f"{one.value} = {one.label}" for one in Band)
_STATES = " ; ".join((SENT, DRAFT, SILENT, NOT_ASKED))


def day_of(moment: datetime | None) -> date | None:
    return localtime(moment).date() if moment else None


def who_columns(source: Source) -> list[Column]:
    """Whose row it is: library, EPCI, stratum, state, rater."""
    code = source.campaign.code  # type: ignore[attr-defined]
    found = [
        Column(name="campagne", label="Campagne", read=lambda _: code),
        Column(name="bibliotheque", label="Code de la bibliothèque ; vide : réponse d'un EPCI pour tout son "
               "réseau, à ne jamais additionner", read=lambda c: c.row.library_code),
        Column(name="nom", label="Nom de la bibliothèque", read=lambda c: c.row.library_name),
        Column(name="epci", label="Code de l'EPCI, à l'ouverture", read=lambda c: c.row.epci_code),
        Column(name="epci_nom", label="Nom de l'EPCI", read=lambda c: c.row.epci_name),
        Column(name="strate", label="Classe de taille, à l'ouverture", read=lambda c: c.row.stratum),
        Column(name="etat", label="État du questionnaire", levels=_STATES, read=lambda c: c.state),
        Column(name="regard", label="Qui regarde ; autre que « self » : double regard", levels=_RATERS,
               read=lambda c: c.row.rater),
    ]  # fmt: skip
    if source.wanted.texts:
        found.append(
            Column(name="regard_par", label="Par (peut nommer quelqu'un)", read=lambda c: c.row.rater_label)
        )
    return found


def state_columns() -> list[Column]:
    """How a questionnaire stands: population, form, dates, by whom it was typed."""
    return [
        Column(name="population", label="Population de la commune", type="entier", unit="habitants",
               read=lambda c: c.row.population),
        Column(name="forme", label="Forme du questionnaire", levels="courte ; complète", read=_form),
        Column(name="ouverte_le", label="Première ouverture", type="date",
               read=lambda c: day_of(c.row.opened_at)),
        Column(name="envoyee_le", label="Envoi", type="date", read=lambda c: day_of(c.row.submitted_at)),
        Column(name="saisie_par_le_service", label="Saisie par le service", type="oui/non",
               read=lambda c: c.row.on_behalf),
        Column(name="double_regard", label="Tirée pour un double regard", type="oui/non",
               read=lambda c: c.row.double_rated),
        Column(name="profil_public", label="Accepte de se montrer", type="oui/non",
               read=lambda c: c.row.opted_public),
    ]  # fmt: skip


def _form(case: Case) -> str:
    return "" if case.express is None else "courte" if case.express else "complète"


def score_columns(source: Source) -> list[Column]:
    """Scores of what was sent, 0 to 100; empty where too little was answered."""
    if not any(item.is_scored for item in source.framework.items):
        return []
    found = [
        _score(rank, domain)
        for rank, domain in enumerate(source.framework.domains)
        if any(item.is_scored for item in domain.items)
    ]
    found.append(
        Column(name="score_ensemble", label="Ensemble", type="nombre", unit="points sur 100",
               read=lambda c: _rounded(c.profile.overall) if c.profile else None)
    )  # fmt: skip
    if source.framework.core:
        found += _core()
    return found


def _score(rank: int, domain: Domain) -> Column:
    return Column(
        name=f"score_{domain.code}", label=domain.title, type="nombre", unit="points sur 100",
        read=lambda c: _rounded(c.profile.domains[rank].score) if c.profile else None,
    )  # fmt: skip


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 2)


def _core() -> list[Column]:
    return [
        Column(name="bande", label="Bande", levels=_BANDS,
               read=lambda c: c.profile.band.value if c.profile and c.profile.band else ""),
        Column(name="bande_libelle", label="Bande, en clair",
               read=lambda c: c.profile.band.label if c.profile and c.profile.band else ""),
        Column(name="socle_assure", label="Services du socle assurés", type="entier",
               read=lambda c: len(c.profile.met) if c.profile else None),
        Column(name="socle_a_construire", label="Services du socle à construire", type="entier",
               read=lambda c: len(c.profile.missing) if c.profile else None),
        Column(name="socle_inconnu", label="Services du socle non renseignés", type="entier",
               read=lambda c: len(c.profile.unknown) if c.profile else None),
    ]  # fmt: skip
