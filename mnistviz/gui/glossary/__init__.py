"""Explains every control, curve and number: one file of terms for each part of the window."""
