"""The field by which a person sends one file, the same words wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class SentFile(forms.FileField):
    """One file. `accept`: the endings its chooser proposes; `problem` says why a file is refused, or ""."""

    def __init__(
        self, *, accept: str, problem: Callable[[UploadedFile], str] = lambda file: "", **options: Any
    ) -> None:
        messages = {
            "required": "Aucun fichier n'est choisi. Choisissez un fichier.",
            "empty": "Le fichier est vide. Choisissez-en un autre.",
        }
        super().__init__(
            widget=forms.ClearableFileInput(attrs={"accept": accept}),
            error_messages=messages,
            max_length=200,
            **options,
        )
        self._problem = problem

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and (problem := self._problem(file)):
            raise forms.ValidationError(problem)
        return file
