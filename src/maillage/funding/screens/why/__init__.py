"""The page that says what a figure of the plan is made of."""
