"""`python -m maillage.cli`."""

from maillage.cli.main import main

# Guarded: where processes are spawned rather than forked, the server's own import this module again.
if __name__ == "__main__":
    raise SystemExit(main())
