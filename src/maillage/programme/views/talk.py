"""Comments on an action: the part that its page shows, and what writing, changing, settling, removing one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from maillage.base.models.removals import AlreadyRemoved
from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.base.values.french import count
from maillage.diagnosis.forms import CleanText
from maillage.programme import commenting
from maillage.programme.commenting import NotYours, Written
from maillage.programme.domain.mentions import ways_to_mention
from maillage.programme.models import Action, Comment

PART = "echanges"
LONGEST = 5_000


class CommentForm(forms.Form):
    text = CleanText(
        label="Votre commentaire",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3, "aria-describedby": "citer"}),
        error_messages={"required": "Écrivez au moins un mot."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        # Its own name on the page of an action, where other forms stand.
        super().__init__(*args, auto_id="commentaire-%s", **options)
        # Nothing is cut off silently: what is too long is told.
        self.fields["text"].widget.attrs.pop("maxlength", None)


@dataclass(frozen=True)
class Line:
    """A comment with what this person may do of it."""

    comment: Comment
    mentions: str
    is_own: bool
    may_remove: bool
    names_me: bool


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What the page of an action says of its comments; `told` is announced after a change, `warning` stays in view."""

    action: Any
    asking: list[Line]
    settled: list[Line]
    form: CommentForm | None
    names: list[tuple[str, str]]
    told: str = ""
    warning: str = ""
    # Those settled stay in view when one just was: the focus is there.
    unfolded: bool = False

    @property
    def count(self) -> str:
        n = len(self.asking) + len(self.settled)
        return count(n, "commentaire") if n else "aucun commentaire"


def talk(
    request: NetworkRequest,
    action_code: str,
    *,
    form: CommentForm | None = None,
    told: str = "",
    warning: str = "",
    unfolded: bool = False,
) -> Talk:
    """The comments of an action, and the form for those who write. Four queries, whatever their number."""
    action = _action(request, action_code)
    lines = [_line(request, one) for one in commenting.comments_of(action)]
    names = ways_to_mention(commenting.mentionable(request.network)) if request.can_edit else []
    return Talk(
        action=action,
        asking=[one for one in lines if one.comment.settled_at is None],
        settled=[one for one in lines if one.comment.settled_at is not None],
        form=(form or CommentForm()) if request.can_edit else None,
        names=names,
        told=told,
        warning=warning,
        unfolded=unfolded,
    )


def _line(request: NetworkRequest, comment: Comment) -> Line:
    people = list(comment.mentioned.all())
    return Line(
        comment=comment,
        mentions=commenting.first_names(people),
        is_own=request.can_edit and comment.author_id == request.user.pk,
        may_remove=commenting.may_remove(comment, request.user, request.role),
        names_me=any(one.pk == request.user.pk for one in people),
    )


def _action(request: NetworkRequest, code: str) -> Any:
    return get_object_or_404(Action.objects.select_related("network"), network=request.network, code=code)


def _comment(request: NetworkRequest, pk: int) -> Any:
    rows = Comment.objects.select_related("action", "network", "author")
    return get_object_or_404(rows, network=request.network, pk=pk)


def _back(request: NetworkRequest, action: Any, anchor: str = PART) -> str:
    return f"{to(request, 'programme:action', action.code)}#{anchor}"


def show(request: NetworkRequest, pk: int) -> HttpResponse:
    """A comment has no page of its own: its place on that of its action."""
    comment = _comment(request, pk)
    return redirect(_back(request, comment.action, f"commentaire-{comment.pk}"))


@resumes
@needs("team")
def add(request: NetworkRequest, code: str) -> HttpResponse:
    """Write a comment: from the page of the action, or on a page of its own."""
    action = _action(request, code)
    if request.method != "POST" or "_resume" in request.POST:
        form = CommentForm(initial={"text": request.POST.get("text", "")})
        return _form_page(request, action, form)
    form = CommentForm(request.POST)
    if not form.is_valid():
        if request.htmx:  # type: ignore[attr-defined]
            return _part(request, code, form=form, told="Ce commentaire n'est pas enregistré")
        return _form_page(request, action, form, status=422)
    written = commenting.add_comment(
        action=action, text=form.cleaned_data["text"], author=request.user, today=request.project.today
    )
    return _told(request, action, "Commentaire ajouté", written)


@resumes
@needs("team")
def change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change one's own comment."""
    comment = _comment(request, pk)
    posted = request.method == "POST" and "_resume" not in request.POST
    initial = {"text": request.POST.get("text") or comment.text}
    form = CommentForm(request.POST) if posted else CommentForm(initial=initial)
    if comment.author_id != request.user.pk:
        messages.error(request, "Ce commentaire n'est pas le vôtre : répondez-y plutôt.")
        return redirect(_back(request, comment.action))
    if not posted or not form.is_valid():
        return _form_page(request, comment.action, form, comment=comment, status=422 if posted else 200)
    try:
        written = commenting.change_comment(
            comment=comment, text=form.cleaned_data["text"], actor=request.user, today=request.project.today
        )
    except AlreadyRemoved as gone:
        form.add_error(None, f"{gone} Ajoutez-le de nouveau si besoin : votre texte est ci-dessous.")
        return _form_page(request, comment.action, form, comment=comment, status=422)
    return _told(request, comment.action, "Commentaire modifié", written)


@require_POST
@needs("team")
def settle(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say that a comment asks for nothing more (`regle` given), or that it does again."""
    comment, settled = _comment(request, pk), bool(request.POST.get("regle"))
    try:
        commenting.settle(comment=comment, settled=settled, actor=request.user, today=request.project.today)
    except AlreadyRemoved as gone:
        raise Http404(str(gone)) from gone
    return _told(request, comment.action, "Commentaire réglé" if settled else "Commentaire rouvert", None)


@require_POST
@needs("team")
def remove(request: NetworkRequest, pk: int) -> HttpResponse:
    comment = _comment(request, pk)
    try:
        removal = commenting.remove_comment(comment=comment, actor=request.user, role=request.role)
    except (NotYours, AlreadyRemoved) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Commentaire supprimé.", extra_tags=f"undo-{removal.pk}")
    return redirect(_back(request, comment.action))


def _told(request: NetworkRequest, action: Any, told: str, written: Written | None) -> HttpResponse:
    warning = written.warning if written else ""
    if request.htmx:  # type: ignore[attr-defined]
        return _part(request, action.code, told=told, warning=warning, unfolded=written is None)
    messages.success(request, f"{told}.")
    if warning:
        messages.warning(request, warning)
    return redirect(_back(request, action))


def _part(request: NetworkRequest, code: str, **more: Any) -> HttpResponse:
    return render(request, "programme/parts/comments.html", {"talk": talk(request, code, **more)})


def _form_page(
    request: NetworkRequest, action: Any, form: CommentForm, *, comment: Any = None, status: int = 200
) -> HttpResponse:
    name = f"{action.code} {action.title}"
    return page(
        request,
        "programme/comment.html",
        title="Modifier mon commentaire" if comment else f"Commenter {name}",
        crumbs=[
            Link("Axes et actions", to(request, "programme:tree")),
            Link(name, to(request, "programme:action", action.code)),
        ],
        steps=None,
        form=form,
        names=ways_to_mention(commenting.mentionable(request.network)),
        back=_back(request, action),
        form_errors=status == 422,
        status=status,
    )
