"""Which pixels speak for an answer, and what would change it."""
