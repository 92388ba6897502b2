"""Pure: the problem, its solver, the explanation of what cannot be done, and an independent verifier."""
