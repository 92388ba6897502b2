"""Editing any declared thing: its form, its drafts, its history, two people at once, deletion and its undo.

A room declares an `Editor` for each class that people write, and includes `editor.urls()`.
"""

from maillage.base.ui.editing.editor import Editor

__all__ = ["Editor"]
