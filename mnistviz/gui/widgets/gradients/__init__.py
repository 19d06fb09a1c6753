"""What the view Gradients is made of."""
