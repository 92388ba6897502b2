"""`python -m maillage.cli`."""

from maillage.cli.main import main

raise SystemExit(main())
