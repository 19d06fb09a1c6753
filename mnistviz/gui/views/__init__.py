"""What the window shows, a feature a folder. No view imports another."""
