"""The entries of the demo: invented commitments, payments and receipts, dated before its day."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from maillage.accounts.published import DEMO_PEOPLE
from maillage.funding.accounting.taking import keep_entries
from maillage.funding.accounting.tying import tie_what_is_sure
from maillage.funding.domain.entries import Entry, EntryKind
from maillage.rulebook.projects import project_of

AUTHOR = DEMO_PEOPLE[0].username
NAME = "ecritures-fictives-2026-2027.csv"
_KINDS = {"E": EntryKind.COMMITMENT, "M": EntryKind.PAYMENT, "T": EntryKind.RECEIPT}
# Kind, number, commitment paid, day, amount TTC, label. Some name their line, some its commitment, some neither.
ROWS = (
    ("E", "2026-E0112", "", date(2026, 10, 26), "14000.00", "D15 Matériel de lecture adaptée, vingt lots"),
    ("M", "2026-M0871", "2026-E0112", date(2026, 12, 11), "14000.00", "Matériel de lecture adaptée, livraison"),
    ("E", "2026-E0140", "", date(2026, 11, 30), "7200.00", "D14 Bornes wifi de la vague 1"),
    ("M", "2027-M0021", "2026-E0140", date(2027, 2, 5), "7440.00", "Bornes wifi, pose comprise"),
    ("M", "2027-M0034", "2026-E0140", date(2027, 2, 19), "-240.00", "Bornes wifi, avoir sur la pose"),
    ("E", "2026-E0151", "", date(2026, 12, 8), "33600.00", "D13 Postes, tablettes et imprimantes de la vague 1"),
    ("M", "2027-M0060", "2026-E0151", date(2027, 3, 9), "30240.00", "Postes et tablettes, vague 1, acompte"),
    ("E", "2027-E0009", "", date(2027, 1, 28), "86400.00", "D02 Portail : conception, paramétrage, migration"),
    ("M", "2027-M0072", "2027-E0009", date(2027, 3, 26), "25920.00", "Portail, avance de 30 %"),
    ("E", "2027-E0010", "", date(2027, 1, 28), "31200.00", "D03 Portail : comptes, agenda, recette"),
    ("E", "2027-E0031", "", date(2027, 3, 15), "10200.00", "Cinéma en ligne, abonnement 2027"),
    ("M", "2027-M0088", "2027-E0031", date(2027, 4, 2), "10200.00", "Cinéma en ligne, abonnement 2027"),
    ("E", "2027-E0035", "", date(2027, 3, 22), "960.00", "Fournitures de bureau du service"),
    ("M", "2027-M0047", "", date(2027, 2, 26), "1500.00", "Permanences : supports et défraiements"),
    ("T", "2027-T0038", "", date(2027, 4, 2), "6000.00", "F07 Contrat départemental lecture, formation 2026"),
    ("T", "2027-T0040", "", date(2027, 4, 9), "5000.00", "Participation des EPCI aux ressources en ligne"),
)  # fmt: skip


def add_demo_entries(network: Any, today: date) -> None:
    """Take them as the import of a file would: those that name a line are tied, the others wait for a person."""
    entries = [
        (
            row,
            Entry(
                kind=_KINDS[kind],
                number=number,
                commitment=commitment,
                day=day,
                amount_ttc=Decimal(amount),
                label=f"{label} (fiction)",
            ),
        )
        for row, (kind, number, commitment, day, amount, label) in enumerate(ROWS, start=2)
        if day <= today
    ]
    digest = hashlib.sha256(repr(ROWS).encode()).hexdigest()
    file = keep_entries(network, NAME, digest, entries, AUTHOR)
    file.at = datetime.combine(today - timedelta(days=3), time(10), timezone.get_current_timezone())
    file.save(update_fields=["at"])
    tie_what_is_sure(project_of(network, today))
