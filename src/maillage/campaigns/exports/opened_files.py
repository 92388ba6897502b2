"""The open data of a campaign in one archive: two CSV, and a datapackage.json that describes them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from maillage.base.spreadsheet_streams import csv_stream
from maillage.campaigns.domain.frameworks import Domain
from maillage.campaigns.exports.columns import Column, table_of
from maillage.campaigns.exports.opened import BANDS, Group, agreed
from maillage.campaigns.readings import CampaignResults

LICENCES = {
    "lov2": ("etalab-2.0", "Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    "odbl": ("ODbL-1.0", "ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}
_TYPES = {"entier": "integer", "nombre": "number", "date": "date", "oui/non": "boolean"}


def site_columns(found: CampaignResults) -> list[Column]:
    """What a library that agreed shows: its profile, never its answers one by one."""
    domains = [
        _score(rank, one)
        for rank, one in enumerate(found.framework.domains)
        if any(item.is_scored for item in one.items)
    ]
    return [
        Column(name="bibliotheque", label="Code de la bibliothèque", read=lambda r: r.library),
        Column(name="nom", label="Nom", read=lambda r: r.participation.library_name),
        Column(name="epci", label="Code de l'EPCI", read=lambda r: r.participation.epci_code),
        Column(name="epci_nom", label="Nom de l'EPCI", read=lambda r: r.participation.epci_name),
        Column(name="strate", label="Classe de taille", read=lambda r: r.participation.stratum),
        *domains,
        Column(name="bande", label="Bande", read=lambda r: r.profile.band.label if r.profile.band else ""),
        Column(name="socle_assure", label="Services du socle assurés", type="entier",
               read=lambda r: len(r.profile.met)),
        Column(name="socle_a_construire", label="Services du socle à construire", type="entier",
               read=lambda r: len(r.profile.missing)),
    ]  # fmt: skip


def _score(rank: int, domain: Domain) -> Column:
    return Column(
        name=f"score_{domain.code}",
        label=domain.title,
        type="nombre",
        unit="points sur 100",
        read=lambda r: _rounded(r.profile.domains[rank].score),
    )


def group_columns() -> list[Column]:
    return [
        Column(name="maille", label="Maille", levels="epci ; strate ; ensemble", read=lambda g: g[0].mesh),
        Column(name="nom", label="Nom de l'EPCI ou de la classe", read=lambda g: g[0].name),
        Column(name="bande", label="Bande, ou « ensemble »", read=lambda g: g[1]),
        Column(name="bibliotheques", label="Bibliothèques, celles qui se montrent par leur nom non comprises ; "
               "vide : masqué", type="entier", read=lambda g: g[2].value),
        Column(name="pourquoi", label="Publié, ou pourquoi c'est masqué", read=lambda g: g[2].why.label),
    ]  # fmt: skip


def archive(found: CampaignResults, groups: Sequence[Group], *, licence: str, owner: str, on: date) -> bytes:
    """A ZIP. The same content gives the same bytes on the same day."""
    sites, counts = site_columns(found), group_columns()
    cells = [
        (group, band, count)
        for group in groups
        for band, count in zip((*BANDS, "ensemble"), group.counts, strict=True)
    ]
    texts = {
        "bibliotheques.csv": _csv(sites, agreed(found)),
        "agregats.csv": _csv(counts, cells),
        "datapackage.json": json.dumps(
            _described(found, {"bibliotheques": sites, "agregats": counts}, licence, owner, on),
            ensure_ascii=False, indent=2,
        ).encode(),
    }  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in texts.items():
            bundle.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def _csv(columns: Sequence[Column], rows: Sequence[Any]) -> bytes:
    table = table_of("", columns, rows)
    return b"".join(csv_stream(table.heads, table.rows, comma=True))


def _described(
    found: CampaignResults, tables: dict[str, Sequence[Column]], licence: str, owner: str, on: date
) -> dict[str, Any]:
    row: Any = found.campaign
    name, title, path = LICENCES[licence]
    return {
        "profile": "tabular-data-package",
        "name": f"campagne-{row.code}".lower(),
        "title": row.title,
        "created": on.isoformat(),
        "version": f"{found.framework.code} {found.framework.version}",
        "licenses": [{"name": name, "title": title, "path": path}],
        "sources": [{"title": f"{owner} : ce que les bibliothèques ont répondu"}],
        "resources": [
            {
                "name": table,
                "path": f"{table}.csv",
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "dialect": {"delimiter": ","},
                "schema": {"fields": [_field(column) for column in columns]},
            }
            for table, columns in tables.items()
        ],
    }


def _field(column: Column) -> dict[str, str]:
    told = {"name": column.name, "type": _TYPES.get(column.type, "string"), "title": column.label}
    return {**told, "unit": column.unit} if column.unit else told


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 1)
