"""The page that shows every component in every state: `/_composants`, where faults are hunted by eye and by axe."""

from maillage.base.ui.showcase.page import showcase

__all__ = ["showcase"]
