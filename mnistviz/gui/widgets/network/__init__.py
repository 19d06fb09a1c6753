"""What the view Network is made of."""
