"""A run: the trainer that makes one update at a time, its history, and the thread it lives in."""
