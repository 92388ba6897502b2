"""What people say of actions, as a table."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accounts.models import Network
from maillage.portability.kept_tables import Row, only
from maillage.portability.plain_tables import cells, given
from maillage.programme.models import Action, Comment

COMMENTS = "programme/commentaires.csv"
_COMMENT = ("text", "at", "edited_at", "settled_at", "author_name")
COMMENT_FIELDS = ("action", *_COMMENT)


def comment_rows(network: Network, *, with_people: bool) -> Iterator[tuple[object, ...]]:
    """In the order in which they were written. Who wrote leaves only where people's contacts do."""
    rows = Comment.objects.filter(network=network).select_related("action").order_by("at", "pk")
    for row in rows:
        *told, author = cells(row, _COMMENT)
        yield (row.action.code, *told, author if with_people else "")


def restore_comments(network: Network, rows: list[Row]) -> None:
    """Replace the comments; whom they mentioned is not in an archive. Raises ValueError or KeyError."""
    actions = {row.code: row for row in Action.objects.filter(network=network)}
    Comment.objects.filter(network=network).delete()
    Comment.objects.bulk_create(
        Comment(
            network=network,
            action=actions[row["action"]],
            **given(Comment, only(row, COMMENT_FIELDS), _COMMENT),
        )
        for row in rows
    )
