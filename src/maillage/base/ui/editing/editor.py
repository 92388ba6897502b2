"""What a room declares to have a class of things written by people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, update_wrapper
from typing import Any

from django.db import models
from django.urls import URLPattern, path

from maillage.base.models import Root
from maillage.base.plugs import Section
from maillage.base.ui.editing import views
from maillage.base.ui.editing.fields import Options
from maillage.base.ui.editing.forms import Shape, has_children
from maillage.base.values.fields import specs


def no_years(project: Any) -> Sequence[int]:
    return ()


def breaks_nothing(request: Any, row: Any) -> Sequence[str]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Editor:
    """How one class is edited.

    `fields` come first, `more` is folded; what neither names keeps its value. `rows` is the field of nested things
    edited as rows, `row_fields` and `row_more` its fields. `parent` names the foreign key to what holds the
    thing (an action's objective). `home` is the page to go back to; the thing's own page is `room:class` unless
    `page` is False; then pages lead to `home`.

    `part` (an address: "equipe") makes it the editor of one part of a thing that another editor creates: it has one
    page, called `title`, which leads back to the part on the thing's page (`#equipe`).
    """

    model: type[models.Model]
    section: Section
    slug: str
    noun: str
    feminine: bool = False
    fields: tuple[str, ...]
    more: tuple[str, ...] = ()
    rows: str = ""
    row_noun: str = ""
    row_feminine: bool = True
    row_fields: tuple[str, ...] = ()
    row_more: tuple[str, ...] = ()
    # A new row without these references names the row before it: steps follow one another unless said otherwise.
    row_chain: str = ""
    # What the code of a new row begins with after the thing's own: "R" makes A11-R1 (steps are A11-1).
    row_code: str = ""
    parent: str = ""
    home: str
    home_label: str
    page: bool = True
    part: str = ""
    years: Callable[[Any], Sequence[int]] = no_years
    # Where one goes after saving, when not the thing's page: `after(request, row) -> url`.
    after: Callable[[Any, Any], str] | None = None
    # What removing a thing breaks, in French sentences: then one says so before it goes. `breaks(request, row)`.
    breaks: Callable[[Any, Any], Sequence[str]] = breaks_nothing
    code_start: str = ""
    # What the pages of a root, or of a part, are called: they have no name of their own.
    title: str = ""
    # What a field proposes, by the name of its `to`, where no table holds it: `project -> (code, label)`.
    proposals: Mapping[str, Callable[[Any], Options]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        declared = set(specs(self.value_type))
        missing = {*self.fields, *self.more, *filter(None, [self.rows])} - declared
        if missing:
            raise TypeError(f"{self.value_type.__name__} has no {sorted(missing)}")

    @property
    def value_type(self) -> type[Any]:
        found: type[Any] = self.model.value_type  # type: ignore[attr-defined]
        return found

    @property
    def is_root(self) -> bool:
        """What a section says once for the whole network: one row, without a code, never removed."""
        return issubclass(self.model, Root)

    @property
    def room(self) -> str:
        return self.model._meta.app_label

    @property
    def name(self) -> str:
        """The name of the thing's page in its room: `action`."""
        return self.model.__name__.lower()

    @property
    def this(self) -> str:
        return f"{'cette' if self.feminine else self._before_vowel('cet', 'ce')} {self.noun}"

    @property
    def a_new(self) -> str:
        if self.feminine:
            return f"nouvelle {self.noun}"
        return f"{self._before_vowel('nouvel', 'nouveau')} {self.noun}"

    def _before_vowel(self, vowel: str, consonant: str) -> str:
        return vowel if self.noun[:1].lower() in "aeiouyéèêh" else consonant

    @property
    def has_code(self) -> bool:
        return "code" in specs(self.value_type)

    @property
    def written(self) -> tuple[str, ...]:
        """The fields that saving writes."""
        code = ("code",) if self.has_code and not self.part else ()
        return (*code, *self.fields, *self.more, *filter(None, [self.rows]))

    def shape(self, years: Sequence[int]) -> Shape:
        more = tuple(name for name in self.more if name != "code")
        if self.has_code and not self.part and "code" not in self.fields:
            more = ("code", *more)
        return Shape(value_type=self.value_type, fields=self.fields, more=more, years=years)

    def row_shape(self, years: Sequence[int]) -> Shape:
        item = specs(self.value_type)[self.rows].item
        assert item is not None
        return Shape(value_type=item, fields=self.row_fields, more=self.row_more, years=years)

    @property
    def nested(self) -> list[str]:
        return has_children(self.value_type)

    def urls(self) -> list[URLPattern]:
        """`<slug>/ajouter/` and, for a code: `modifier/`, `supprimer/`, `historique/`; of a root, the first and last;
        of a part, its own address alone."""
        if self.is_root:
            return [
                path(f"{self.slug}/modifier/", self._view(views.change), name=f"{self.name}-edit"),
                path(f"{self.slug}/historique/", self._view(views.history), name=f"{self.name}-history"),
            ]
        thing = f"{self.slug}/<str:code>/"
        if self.part:
            return [path(f"{thing}{self.part}/", self._view(views.change), name=f"{self.name}-{self.part}")]
        return [
            path(f"{self.slug}/ajouter/", self._view(views.create), name=f"{self.name}-new"),
            path(f"{thing}modifier/", self._view(views.change), name=f"{self.name}-edit"),
            path(f"{thing}supprimer/", self._view(views.remove), name=f"{self.name}-remove"),
            path(f"{thing}historique/", self._view(views.history), name=f"{self.name}-history"),
        ]

    def _view(self, view: Callable[..., Any]) -> Callable[..., Any]:
        bound = partial(view, self)
        update_wrapper(bound, view)
        return bound

    def url_names(self) -> list[str]:
        verbs = ("edit", "history") if self.is_root else ("new", "edit", "remove", "history")
        if self.part:
            verbs = (self.part,)
        return [f"{self.room}:{self.name}-{verb}" for verb in verbs]
