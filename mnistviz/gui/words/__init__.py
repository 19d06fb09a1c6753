"""Findings and figures as sentences, in the language that is chosen; no widgets."""
