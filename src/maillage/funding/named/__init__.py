"""The named figures of money, beyond the totals, and the page that explains each."""
