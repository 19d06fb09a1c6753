"""What the view Mistakes is made of."""
