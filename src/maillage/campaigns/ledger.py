"""The answers of one questionnaire, read and written without the cost of compiling queries: people type at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from maillage.base.models.prepared import NUMBER, Prepared
from maillage.campaigns.domain.answers import Answer, Missing, Provenance
from maillage.campaigns.models import Answer as AnswerRow
from maillage.campaigns.models import Participation

_FIELDS = ("item", "value", "missing", "comment", "evidence", "provenance", "by", "at", "revision")
_MISSING = {"": None, **{one.value: one for one in Missing}}
_PROVENANCES = {one.value: one for one in Provenance}

_read = Prepared(
    lambda: AnswerRow.objects.filter(participation_id=NUMBER).order_by("pk").values_list(*_FIELDS)
)
_COLUMNS = ("network_id", "participation_id", *_FIELDS)
# Both databases quote names so. Names are ours; values travel apart.
_TAKE = (
    f'UPDATE "{Participation._meta.db_table}" SET "saved_at" = %s WHERE "id" = %s AND "submitted_at" IS NULL'  # noqa: S608
)
_WRITE = (
    f'INSERT INTO "{AnswerRow._meta.db_table}" ({", ".join(_COLUMNS)}) '  # noqa: S608
    f"VALUES ({', '.join(['%s'] * len(_COLUMNS))}) ON CONFLICT (participation_id, item) "
    f"DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _FIELDS[1:])}"
)


def read(participation: Participation) -> dict[str, Answer]:
    """The answers by item, as they stand now. One query."""
    return {
        item: Answer(
            item=item, value=value, missing=_MISSING[missing], comment=comment, evidence=evidence,
            provenance=_PROVENANCES[provenance], by=by, at=at, revision=revision,
        )
        for item, value, missing, comment, evidence, provenance, by, at, revision in _read.rows(participation.pk)
    }  # fmt: skip


def take(participation: Participation, now: datetime) -> bool:
    """Lock the questionnaire and note the hour; False when it was sent a moment ago. Inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [_moment(now), participation.pk])
        return bool(cursor.rowcount == 1)


def write(participation: Participation, answers: Iterable[Answer]) -> None:
    """Write each answer in the place of the one of its item, if any. Inside the transaction of `take`."""
    rows = [
        (
            participation.network_id, participation.pk, one.item, one.value,
            one.missing.value if one.missing else "", one.comment, one.evidence, one.provenance.value, one.by,
            _moment(one.at), one.revision,
        )
        for one in answers
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(_WRITE, rows)


def _moment(at: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(at)
