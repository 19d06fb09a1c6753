"""Drawings that are kept and read again and again."""
