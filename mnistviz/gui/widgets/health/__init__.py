"""What the view Health is made of."""
