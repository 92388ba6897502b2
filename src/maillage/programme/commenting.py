"""Comments on an action: writing, changing, settling and removing one; whom a comment mentions is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.accounts.domain import Role
from maillage.accounts.models import Membership
from maillage.base.models import record
from maillage.base.models.removals import AlreadyRemoved, Removal, remove
from maillage.base.values.french import listed
from maillage.programme.domain.mentions import Mentionable, Mentions, mentioned
from maillage.programme.models import Action, Comment

# What the home page shows of them; all are on the page of follow-up.
SHOWN_MENTIONS = 3


class NotYours(ValueError):
    """Only its author changes a comment; the message is French."""


@dataclass(frozen=True)
class Written:
    """A comment as saved, and what its mentions came to."""

    comment: Comment
    mentions: Mentions

    @property
    def warning(self) -> str:
        """What was kept as text, "" when every mention found somebody."""
        told = []
        if self.mentions.unknown:
            words = listed([f"@{word}" for word in self.mentions.unknown])
            told.append(f"{words} : personne de ce nom dans le réseau, c'est resté du texte.")
        if self.mentions.shared:
            words = listed([f"@{word}" for word in self.mentions.shared])
            told.append(f"{words} : plusieurs personnes portent ce prénom, écrivez leur identifiant.")
        return " ".join(told)


def moment_of(day: date) -> datetime:
    """Now, on the day that the house lives (a demo lives another than ours)."""
    return datetime.combine(day, timezone.localtime().time(), timezone.get_current_timezone())


def mentionable(network: Any) -> list[Mentionable]:
    """Everybody of a network who can be told something. One query."""
    rows = Membership.objects.filter(network=network, user__is_active=True).select_related("user")
    return [
        Mentionable(
            key=row.user.pk,
            username=row.user.username,
            first_name=row.user.first_name,
            full_name=row.user.get_full_name(),
        )
        for row in rows.order_by("user__first_name", "user__username")
    ]


@transaction.atomic
def add_comment(*, action: Action, text: str, author: Any, today: date) -> Written:
    comment = Comment.objects.create(
        network=action.network, action=action, author=author, author_name=author.shown_name[:200], text=text,
        at=moment_of(today),
    )  # fmt: skip
    found = _mention(comment)
    _record(comment, "comment.add", author)
    return Written(comment, found)


@transaction.atomic
def change_comment(*, comment: Comment, text: str, actor: Any, today: date) -> Written:
    """Raises NotYours, and AlreadyRemoved."""
    if comment.author_id != actor.pk:
        raise NotYours("Ce commentaire n'est pas le vôtre : répondez-y plutôt.")
    comment = _kept(comment)
    comment.text, comment.edited_at = text, moment_of(today)
    comment.save(update_fields=["text", "edited_at"])
    found = _mention(comment)
    _record(comment, "comment.change", actor)
    return Written(comment, found)


@transaction.atomic
def settle(*, comment: Comment, settled: bool, actor: Any, today: date) -> bool:
    """Say that a comment asks for nothing more, or take it back; False when it was so already. Raises AlreadyRemoved."""
    row = _kept(comment)
    if (row.settled_at is not None) == settled:
        return False
    row.settled_at = moment_of(today) if settled else None
    row.save(update_fields=["settled_at"])
    _record(row, "comment.settle" if settled else "comment.reopen", actor)
    return True


def _kept(comment: Comment) -> Comment:
    """The comment as it is now, locked: a colleague may have removed it since it was read. Raises AlreadyRemoved."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related("network", "action")
    found = rows.filter(pk=comment.pk).first()
    if found is None:
        raise AlreadyRemoved("Ce commentaire vient d'être supprimé par quelqu'un d'autre.")
    return found


def may_remove(comment: Comment, user: Any, role: Role) -> bool:
    """Its author may, and who leads the network."""
    return bool(role is Role.LEAD or (role is Role.TEAM and comment.author_id == user.pk))


def remove_comment(*, comment: Comment, actor: Any, role: Role) -> Removal:
    """Remove it; it can be taken back. Raises NotYours, and AlreadyRemoved."""
    if not may_remove(comment, actor, role):
        raise NotYours("Seuls son auteur et la personne responsable du réseau suppriment un commentaire.")
    return remove(row=comment, target=target_of(comment), actor=actor)


def target_of(comment: Comment) -> str:
    return f"programme.Comment/{comment.pk}"


def _mention(comment: Comment) -> Mentions:
    found = mentioned(comment.text, mentionable(comment.network))
    comment.mentioned.set(found.found)
    return found


def _record(comment: Comment, verb: str, actor: Any) -> None:
    action: Any = comment.action
    record(
        network=comment.network, actor=actor, verb=verb, target=target_of(comment),
        label=f"Sur {action.code} {action.title}"[:300],
    )  # fmt: skip


def comments_of(action: Any) -> list[Comment]:
    """All of an action's, the oldest first, with whom they mention. Two queries."""
    return list(action.comments.select_related("author").prefetch_related("mentioned").order_by("at", "pk"))


def open_mentions(network: Any, user: Any) -> Any:
    """What mentions a person and is not settled, the latest first; what she wrote herself left out."""
    rows = Comment.objects.filter(network=network, mentioned=user, settled_at=None, action__archived=None)
    return rows.exclude(author=user).select_related("action").order_by("-at", "-pk")


def unsettled(network: Any) -> Any:
    """Every comment not settled, the latest first, with whom it mentions."""
    rows = Comment.objects.filter(network=network, settled_at=None, action__archived=None)
    return rows.select_related("action").prefetch_related("mentioned").order_by("-at", "-pk")


def first_names(users: Iterable[Any]) -> str:
    """`Camille Exemple et Tom`: those that a comment mentions."""
    return listed(sorted(user.shown_name for user in users))
