"""What the view Evidence is made of."""
