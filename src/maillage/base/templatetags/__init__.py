"""Template tags: components (`ui`) and addresses (`net`), built into every template."""
