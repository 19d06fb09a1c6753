"""What fills the window, one panel a file. A panel shows snapshots and emits intents."""
