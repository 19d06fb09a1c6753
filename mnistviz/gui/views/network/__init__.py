"""Every unit at work, and a copy that goes without some."""
