"""The learning curves."""
