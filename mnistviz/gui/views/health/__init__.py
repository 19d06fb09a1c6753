"""What becomes of each layer while it learns."""
